"""Other ways to serve the same list from the same table, for scripts/bench: installed apart, one process each."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bootstrap import ROOT, STATE, VENV, step, stop
from installation import free_port

SOURCES = ROOT / "scripts" / "peers"
READY_SECONDS = 30
TASKS = (
    "{ allTasks(first: 50, orderBy: [PLAN_ID_ASC, ORDINAL_ASC, ID_ASC]) { pageInfo { hasNextPage endCursor } nodes { "
    "id number section title units deadlineText deadlineDate state provisional slotsFilled slotsNeeded updatedAt version "
    "planByZoneIdAndPlanId { id title } } } }"
)


@dataclass(frozen=True)
class Peer:
    """A running server, and the Lua that asks it for 50 tasks of one zone after the other."""

    name: str
    url: str
    script: str
    pid: int


def request_in_turn(zones: list[str], request: str) -> str:
    """Lua: `request` is an expression that may use `zone`."""
    quoted = ",".join(f'"{zone}"' for zone in zones)
    return f"local zones = {{{quoted}}}\nlocal turn = 0\nrequest = function() turn = turn % #zones + 1; local zone = zones[turn]; return {request} end\n"


@contextmanager
def postgraphile(database: str, zones: list[str]) -> Iterator[Peer]:
    """PostGraphile 4 on Node: GraphQL over the table, the zone by `pgSettings`."""
    folder = STATE / "postgraphile"
    folder.mkdir(parents=True, exist_ok=True)
    for path in (SOURCES / "postgraphile").iterdir():
        shutil.copy(path, folder)
    if not (folder / "node_modules" / "postgraphile").exists():
        step("PostGraphile", ["npm", "ci", "--no-audit", "--no-fund"], cwd=folder)
    body = f'{{"query":"{TASKS}"}}'
    headers = '{["X-Zone"] = zone, ["Content-Type"] = "application/json"}'
    script = request_in_turn(zones, f"wrk.format('POST', '/graphql', {headers}, '{body}')")
    with _running("PostGraphile", ["node", "server.mjs"], folder, database, script) as peer:
        yield peer


@contextmanager
def rest_framework(database: str, zones: list[str]) -> Iterator[Peer]:
    """Django REST framework under gunicorn, one process with eight threads and a pool of connections."""
    source, venv = SOURCES / "rest_framework", STATE / "rest-framework"
    if not (venv / "bin" / "gunicorn").exists():
        step("Python environment of a peer", [sys.executable, "-m", "venv", "--clear", str(venv)])
        lock = str(source / "requirements.lock")
        install = [
            str(VENV / "bin" / "uv"),
            "pip",
            "sync",
            "--require-hashes",
            "--python",
            str(venv / "bin" / "python"),
        ]
        step("Django REST framework", [*install, lock])
    headers = '{["X-Zone"] = zone, ["Accept-Encoding"] = "identity"}'
    script = request_in_turn(zones, f"wrk.format('GET', '/tasks', {headers})")
    command = [str(venv / "bin" / "gunicorn"), "--no-control-socket", "-w", "1", "--threads", "8"]
    with _running(
        "REST framework", [*command, "-b", "127.0.0.1:{port}", "peer:application"], source, database, script
    ) as peer:
        yield peer


@contextmanager
def _running(name: str, command: list[str], folder: Path, database: str, script: str) -> Iterator[Peer]:
    port = free_port()
    environment = {**os.environ, "PEER_DATABASE_URL": database, "PEER_PORT": str(port), "PYTHONDONTWRITEBYTECODE": "1"}
    log = STATE / f"{folder.name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [part.replace("{port}", str(port)) for part in command], cwd=folder, env=environment,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        _wait_until_listening(name, port, process, log)
        yield Peer(name, f"http://127.0.0.1:{port}/", script, process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(10)


def _wait_until_listening(name: str, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    began = time.monotonic()
    while process.poll() is None and time.monotonic() - began < READY_SECONDS:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise stop(f"{name} did not start; see {log.relative_to(ROOT)}")
