"""A whole Mandate on this machine: database, schema, worker and API, with its data in one folder."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bootstrap import FRONTEND, PYTHON, ROOT, Progress, stop

PARENT_DEATH_SIGNAL = 1
READY_SECONDS = 60
STOP_SECONDS = 15


@dataclass(frozen=True)
class Installation:
    """Where the data lies and where the pages are served."""

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000

    @property
    def url(self) -> str:
        shown = "127.0.0.1" if self.host in {"", "0.0.0.0", "::"} else self.host
        return f"http://{shown}:{self.port}"

    @property
    def logs(self) -> Path:
        return self.data_dir / "logs"


def checkout_data_dir() -> Path:
    return Path(os.environ.get("MANDATE_DATA_DIR") or ROOT / ".mandate").absolute()


def throwaway_installation() -> Installation:
    return Installation(Path(tempfile.mkdtemp(prefix="mandate-installation-")), port=free_port())


def free_port() -> int:
    """A port below the range from which the system gives out ports by itself."""
    for _ in range(100):
        port = 20000 + secrets.randbelow(10000)
        if not port_taken("127.0.0.1", port):
            return port
    raise stop("no free port was found between 20000 and 29999")


def port_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


@contextlib.contextmanager
def database(installation: Installation) -> Iterator[dict[str, str]]:
    """The environment of every process of the installation, with a database behind it.

    The server is MANDATE_DATABASE_URL if that is set, else the embedded one, which is stopped at the end if it was
    started here.
    """
    installation.data_dir.mkdir(parents=True, exist_ok=True)
    environment = {
        "MANDATE_SECRET": _secret(installation.data_dir),
        "MANDATE_PUBLIC_URL": installation.url,
        "MANDATE_SPA_DIR": str(FRONTEND / "dist"),
        **os.environ,
        "MANDATE_DATA_DIR": str(installation.data_dir),
    }
    if environment.get("MANDATE_DATABASE_URL"):
        yield environment
        return
    from mandate.platform.embedded import EmbeddedServerError, ensure_server, stop_server

    folder = installation.data_dir / "postgres"
    try:
        with Progress("PostgreSQL"):
            server = ensure_server(folder)
    except EmbeddedServerError as refused:
        raise stop(str(refused)) from None
    try:
        yield environment | {"MANDATE_DATABASE_URL": server.database_url("mandate")}
    finally:
        if server.launched:
            with Progress("PostgreSQL stops"):
                stop_server(folder)


def _secret(data_dir: Path) -> str:
    path = data_dir / "secret"
    if not path.exists():
        descriptor, written = tempfile.mkstemp(dir=data_dir)  # only this account may read it
        with open(descriptor, "w") as new:
            new.write(secrets.token_urlsafe(48))
        # A link appears whole or not at all, and never replaces the secret of a run at the same moment.
        with contextlib.suppress(FileExistsError):
            os.link(written, path)
        os.unlink(written)
    return path.read_text()


@contextlib.contextmanager
def serving(installation: Installation, environment: dict[str, str]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Run the worker and the API until the block ends; the block begins when the API answers that it is ready."""
    installation.logs.mkdir(exist_ok=True)
    commands = {
        "worker": ["-m", "mandate.api.commandline", "worker"],
        "api": ["-m", "uvicorn", "--factory", "mandate.api.app:create_app", "--no-server-header"]
        + ["--host", installation.host, "--port", str(installation.port)],
    }
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            running[name] = _spawn(installation, name, command, environment)
        with Progress("API") as progress:
            _wait_until_ready(installation, running, progress)
        yield running
    finally:
        _end(running)


def _spawn(
    installation: Installation, name: str, command: list[str], environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    with (installation.logs / f"{name}.log").open("wb") as log:
        return subprocess.Popen(
            [str(PYTHON), *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
        )


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _wait_until_ready(
    installation: Installation, running: dict[str, subprocess.Popen[bytes]], progress: Progress
) -> None:
    while progress.seconds() < READY_SECONDS:
        ensure_alive(installation, running)
        with contextlib.suppress(urllib.error.URLError, OSError):
            with urllib.request.urlopen(f"{installation.url}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        progress.tick()
        time.sleep(0.1)
    raise stop(f"the API is not ready after {READY_SECONDS} s; see {installation.logs / 'api.log'}")


def ensure_alive(installation: Installation, running: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in running.items():
        if process.poll() is not None:
            log = installation.logs / f"{name}.log"
            sys.stderr.write("\n".join([*log.read_text(errors="replace").splitlines()[-25:], ""]))
            raise stop(f"the {name} ended by itself (exit {process.returncode}); the whole output is in {log}")


def _end(running: dict[str, subprocess.Popen[bytes]]) -> None:
    # The API first, so that nobody is promised work that no worker takes.
    for name in ("api", "worker"):
        process = running.get(name)
        if process is None or process.poll() is not None:
            continue
        with Progress(f"{name} stops"):
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
