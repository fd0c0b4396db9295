"""The limited process that reads a stranger's file: little memory, little time, no files, no secrets.

Reads the document from standard input; writes one JSON object a line: progress, then draft or refusal.
"""

import resource
import sys

import orjson

from mandate.compiler.compile import compile_document
from mandate.compiler.draft import draft_as_json
from mandate.compiler.errors import DocumentUnreadable

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 60


def limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def say(message: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(message) + b"\n")
    sys.stdout.buffer.flush()


def main() -> None:
    file_name = sys.argv[1]
    limit_resources()
    content = sys.stdin.buffer.read()
    try:
        draft = compile_document(
            content, file_name, lambda stage, done: say({"stage": stage, "progress": round(done * 100)})
        )
    except DocumentUnreadable as refused:
        say({"refused": {"code": refused.code, "zh": refused.message_zh, "en": refused.message_en}})
    else:
        say({"draft": draft_as_json(draft)})


if __name__ == "__main__":
    main()
