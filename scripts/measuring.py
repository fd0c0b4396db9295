"""Load and CPU time of our own processes, for scripts/bench."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def family(pid: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Of these processes, and of children that they have outlived."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(ticks) for ticks in fields[11:15])
    return total / TICKS


def resident_megabytes(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE / 1e6


@dataclass
class Spread:
    """Samples of one figure; the median is what counts, min and max say how noisy the run was."""

    values: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        ordered = sorted(self.values)
        middle = ordered[len(ordered) // 2]
        return f"{middle:.3g} (min {ordered[0]:.3g}, max {ordered[-1]:.3g}, n={len(ordered)})"

    @property
    def median(self) -> float:
        return sorted(self.values)[len(self.values) // 2]


@dataclass
class Load:
    requests: int
    seconds: float
    cpu_of: dict[str, float]
    p95_ms: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Server and database together, per request."""
        return sum(self.cpu_of.values()) * 1000 / max(self.requests, 1)


Processes = dict[str, Callable[[], list[int]]]
# Lua: the 95th percentile of the time to answer, in microseconds.
PERCENTILE = 'done = function(_, latency) io.write(string.format("p95 %d\\n", latency:percentile(95))) end\n'


@contextmanager
def watched(processes: Processes) -> Iterator[dict[str, float]]:
    before = {name: cpu_seconds(pids()) for name, pids in processes.items()}
    used: dict[str, float] = {}
    yield used
    used |= {name: cpu_seconds(pids()) - before[name] for name, pids in processes.items()}


def http_load(url: str, cookies: list[str], paths: list[str], seconds: float, processes: Processes) -> Load:
    """Each request as the next of the given people."""
    pairs = ",".join(f'{{"{path}","{cookie}"}}' for path, cookie in zip(paths, cookies, strict=True))
    script = (
        f"local people = {{{pairs}}}\nlocal turn = 0\n"
        'request = function() turn = turn % #people + 1; return wrk.format("GET", people[turn][1], '
        '{["Cookie"] = people[turn][2], ["Accept-Encoding"] = "identity"}) end\n'
    )
    return scripted_load(url, script, seconds, processes)


def scripted_load(url: str, script: str, seconds: float, processes: Processes) -> Load:
    """wrk with eight connections and one thread; `script` is its Lua."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script + PERCENTILE)
        file.flush()
        began = time.monotonic()
        with watched(processes) as used:
            said = subprocess.run(
                ["wrk", "-t1", "-c8", f"-d{seconds:g}s", "-s", file.name, url],
                check=True, capture_output=True, text=True,
            ).stdout  # fmt: skip
        lasted = time.monotonic() - began
    if "Non-2xx" in said:
        raise SystemExit(f"the load met errors:\n{said}")
    requests, percentile = (re.search(pattern, said) for pattern in (r"(\d+) requests in", r"p95 (\d+)"))
    return Load(
        int(requests[1]) if requests else 0, lasted, used, int(percentile[1]) / 1000 if percentile else float("nan")
    )


def pgbench_load(pgbench: Path, script: str, environment: dict[str, str], database: list[str], seconds: int) -> float:
    """Transactions a second with eight clients and prepared statements."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        said = subprocess.run(
            [str(pgbench), "-n", "-M", "prepared", "-c", "8", "-j", "1", "-T", str(seconds), "-f", file.name, *database],
            check=True, capture_output=True, text=True, env=environment,
        )  # fmt: skip
    if "aborted" in said.stderr:
        raise SystemExit(said.stderr)
    found = re.search(r"tps = ([\d.]+)", said.stdout)
    return float(found[1]) if found else 0.0
