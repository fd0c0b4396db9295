"""An installation of real processes that a test may kill at any moment."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READY_SECONDS = 30


def free_port() -> int:
    """Below the range from which the system hands out ports by itself."""
    while True:
        port = 20000 + secrets.randbelow(10000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port


class Processes:
    """API and worker, started and killed by name."""

    def __init__(self, environment: dict[str, str], logs: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {**os.environ, **environment, "MANDATE_PUBLIC_URL": self.url}
        self.logs = logs
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str) -> None:
        commands = {
            "api": ["-m", "uvicorn", "--factory", "mandate.api.app:create_app", "--port", str(self.port)],
            "worker": ["-m", "mandate.api.commandline", "worker"],
        }
        with (self.logs / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [sys.executable, *commands[name]],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def kill(self, name: str) -> None:
        """SIGKILL: nothing is flushed, nothing is said."""
        process = self.running.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait()

    def wait_until_ready(self) -> None:
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise AssertionError(f"the API is not ready:\n{(self.logs / 'api.log').read_text()[-3000:]}")


@contextmanager
def processes(environment: dict[str, str], logs: Path) -> Iterator[Processes]:
    found = Processes(environment, logs)
    try:
        for name in ("api", "worker"):
            found.start(name)
        found.wait_until_ready()
        yield found
    finally:
        for name in list(found.running):
            found.kill(name)
