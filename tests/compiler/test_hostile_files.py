"""Files that mean harm, or that only look like it: each ends in time with an answer that a clerk understands."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from mandate.compiler.errors import unreadable
from mandate.platform.jobs import child_environment
from tests.compiler.hostile.office import OFFICE
from tests.compiler.hostile.pages import PAGES
from tests.compiler.hostile.parts import Hostile
from tests.compiler.hostile.sheets import SHEETS
from tests.compiler.hostile.texts import TEXTS

HOSTILE = [*OFFICE, *SHEETS, *PAGES, *TEXTS]
MOST_SECONDS = 20.0
MOST_MEGABYTES = 500.0


@dataclass(frozen=True)
class Outcome:
    file: Hostile
    seconds: float
    megabytes: float
    processor: float
    answer: str
    shown: str
    zh: str
    en: str


def read_apart(file: Hostile) -> Outcome:
    """Through the very process that reads uploads, with its own limits; memory is the most it ever held."""
    content = file.make()
    begun = time.monotonic()
    # No file may be written by the child: its words come through a pipe.
    child = subprocess.Popen(
        [sys.executable, "-m", "mandate.plans.compile_process", file.name, "[]"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=child_environment(),
    )  # fmt: skip
    memory = Watch(child.pid)
    memory.start()
    guard = threading.Timer(6 * MOST_SECONDS, child.kill)
    guard.start()
    said, _ = child.communicate(content)
    guard.cancel()
    memory.over.set()
    seconds = time.monotonic() - begun
    memory.join()
    lines = said.splitlines()
    last: dict[str, Any] = json.loads(lines[-1]) if lines else {}
    return Outcome(file, seconds, memory.kilobytes / 1024, memory.processor, *answer_of(last))


class Watch(threading.Thread):
    """Asks the kernel how much a process has held at most; what `wait4` tells counts the parent before it too."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self.status = Path(f"/proc/{pid}/status")
        self.stat = Path(f"/proc/{pid}/stat")
        self.kilobytes = 0
        self.processor = 0.0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(0.01):
            with suppress(OSError):
                found = re.search(r"VmHWM:\s+(\d+)", self.status.read_text())
                self.kilobytes = int(found[1]) if found else self.kilobytes
                used = self.stat.read_text().rpartition(")")[2].split()[11:13]
                self.processor = sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def answer_of(last: dict[str, Any]) -> tuple[str, str, str, str]:
    """(answer, the same for the table, its words in Chinese and English)."""
    if "draft" in last:
        draft = last["draft"]
        doubts = len(draft["doubts"]) + sum(len(task["doubts"]) for task in draft["tasks"])
        return "draft", f"draft: {len(draft['tasks'])} tasks, {doubts} doubts", "-", "-"
    killed = unreadable("too_expensive")
    # A child that ends without a word is told to the person as too expensive, as the job does.
    refused = last.get("refused") or {"code": killed.code, "zh": killed.message_zh, "en": killed.message_en}
    return refused["code"], refused["code"], refused["zh"], refused["en"]


# Every other one in a run of the suite, all of them with MANDATE_HOSTILE=all: each is a process of its own.
CHOSEN = HOSTILE if os.environ.get("MANDATE_HOSTILE") == "all" else HOSTILE[::2]


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(read_apart, CHOSEN))
    for one in found:
        print(
            f"{one.file.name} | {one.seconds:.1f} s ({one.processor:.1f} s of processor) | {one.megabytes:.0f} MB | {one.shown}"
        )
    return found


def test_there_are_enough_of_them() -> None:
    assert len({one.name for one in HOSTILE}) == len(HOSTILE)
    assert len(CHOSEN) >= 40


def test_each_ends_in_time_and_memory(outcomes: list[Outcome]) -> None:
    # Processor time: on an idle machine the same as waiting, on a busy one the part that is the file's fault.
    slow = [(one.file.name, round(one.processor, 1)) for one in outcomes if one.processor > MOST_SECONDS]
    fat = [(one.file.name, round(one.megabytes)) for one in outcomes if one.megabytes > MOST_MEGABYTES]
    assert (slow, fat) == ([], [])


def test_each_has_the_answer_that_it_deserves(outcomes: list[Outcome]) -> None:
    wrong = [(one.file.name, one.answer) for one in outcomes if one.answer not in one.file.answers]
    assert wrong == []
    assert all(one.zh and one.en for one in outcomes)
