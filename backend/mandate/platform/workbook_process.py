"""Reads a stranger's table in a process of its own, with little memory, little time and no secrets."""

import asyncio
import json
import os
import resource
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mandate.platform.errors import Refusal, invalid
from mandate.platform.workbook_marks import Mark, mark_workbook
from mandate.platform.workbook_scan import ReadLimits
from mandate.platform.workbooks import DEFAULT_LIMITS, read_table

SECONDS = 20
MEMORY_BYTES = 1024**3
OPEN_FILES = 32
# Two cores: more readers at once would only wait for each other.
AT_ONCE = asyncio.Semaphore(2)
IMPORT_ROOT = Path(__file__).parents[2]


async def read_table_apart(content: bytes, file_name: str, limits: ReadLimits = DEFAULT_LIMITS) -> list[list[str]]:
    """`workbooks.read_table` at most 20 s and 1 GiB away from this process. Raises Refusal."""
    table: list[list[str]] = json.loads(await _apart(content, {"file_name": file_name, "limits": asdict(limits)}))
    return table


async def mark_workbook_apart(
    content: bytes, file_name: str, marks: Sequence[Mark], header_row: int, limits: ReadLimits = DEFAULT_LIMITS
) -> bytes:
    """`workbook_marks.mark_workbook`, as far away. Raises Refusal."""
    asked = {"file_name": file_name, "limits": asdict(limits), "header_row": header_row}
    return await _apart(content, {**asked, "marks": [asdict(mark) for mark in marks]})


async def _apart(content: bytes, asked: dict[str, object]) -> bytes:
    """What the child answers: a line that says whether it refused, then the answer."""
    head = json.dumps(asked).encode() + b"\n"
    async with AT_ONCE:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            __name__,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env={"PYTHONPATH": str(IMPORT_ROOT), "PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        try:
            output, _ = await asyncio.wait_for(child.communicate(head + content), SECONDS)
        except TimeoutError as error:
            raise too_costly() from error
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
    if child.returncode != 0:
        raise too_costly()
    first, _, answer = output.partition(b"\n")
    refusal = json.loads(first)
    if refusal is not None:
        raise Refusal(**refusal)
    return answer


def too_costly() -> Refusal:
    return invalid(
        "workbook_too_costly",
        "读取这个文件太费时间或内存，已停止。请把要导入的内容复制到新的工作簿，再上传。",
        "Reading this file takes too much time or memory. Copy the table into a new workbook and upload that.",
    )


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    given = json.loads(sys.stdin.buffer.readline())
    refusal, answer = None, b""
    try:
        answer = work(given, sys.stdin.buffer.read())
    except Refusal as refused:
        words = ("status", "code", "message_zh", "message_en")
        refusal = {word: getattr(refused, word) for word in words}
    sys.stdout.buffer.write(json.dumps(refusal).encode() + b"\n" + answer)


def work(given: dict[str, Any], content: bytes) -> bytes:
    file_name, limits = given["file_name"], ReadLimits(**given["limits"])
    if "marks" not in given:
        return json.dumps(read_table(content, file_name, limits)).encode()
    return mark_workbook(content, file_name, [Mark(**mark) for mark in given["marks"]], given["header_row"], limits)


if __name__ == "__main__":
    main()
