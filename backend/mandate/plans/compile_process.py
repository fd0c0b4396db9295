"""The limited process that reads a stranger's file: little memory, little time, no files, no secrets.

Arguments: the file's name, and [[sheet, index, field], …] of columns whose meaning a person has said. Reads the
document from standard input; writes one JSON object a line: progress, then draft or refusal.
"""

import resource
import sys

import orjson

from mandate.compiler.compile import compile_document
from mandate.compiler.draft import ColumnField, draft_as_json
from mandate.compiler.errors import DocumentUnreadable, unreadable

# Of address space, so that no more can ever be held.
MEMORY_BYTES = 500_000_000
CPU_SECONDS = 18
# The recognition of scans has models of its own and takes a second or two for a page.
SCAN_MEMORY_BYTES = 3 * 1024 * 1024 * 1024
SCAN_CPU_SECONDS = 240
SCANNING = "recognising"


def limit_resources() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, SCAN_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, SCAN_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_scanning() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (SCAN_MEMORY_BYTES, SCAN_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SCAN_CPU_SECONDS, SCAN_CPU_SECONDS))


def say(message: object) -> None:
    sys.stdout.buffer.write(orjson.dumps(message) + b"\n")
    sys.stdout.buffer.flush()


def show(stage: str, done: float) -> None:
    if stage == SCANNING:
        allow_scanning()
    say({"stage": stage, "progress": round(done * 100)})


def refuse(refused: DocumentUnreadable) -> None:
    say({"refused": {"code": refused.code, "zh": refused.message_zh, "en": refused.message_en}})


def main() -> None:
    file_name = sys.argv[1]
    told = {(sheet, index): ColumnField(field) for sheet, index, field in orjson.loads(sys.argv[2])}
    limit_resources()
    try:
        draft = compile_document(sys.stdin.buffer.read(), file_name, show, told)
        answer = orjson.dumps({"draft": draft_as_json(draft)}) + b"\n"
    except DocumentUnreadable as refused:
        refuse(refused)
    except MemoryError:
        refuse(unreadable("too_expensive"))
    else:
        sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
