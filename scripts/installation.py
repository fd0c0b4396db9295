"""A whole Mandate on this machine: database, schema, worker and API, with its data in one folder."""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import shutil
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

    The server is MANDATE_DATABASE_URL if that is set, else the embedded one, which stops when its last user has gone.
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
    from mandate.platform.embedded import shared_server
    from mandate.platform.postgres_binaries import EmbeddedServerError

    with contextlib.ExitStack() as stack:
        try:
            with Progress("PostgreSQL"):
                server = stack.enter_context(shared_server(installation.data_dir / "postgres"))
        except EmbeddedServerError as refused:
            raise stop(str(refused)) from None
        yield environment | {"MANDATE_DATABASE_URL": server.database_url("mandate")}


@contextlib.contextmanager
def scratch_database() -> Iterator[dict[str, str]]:
    """The environment of a database that is gone afterwards, on MANDATE_DATABASE_URL or on a server of its own."""
    with tempfile.TemporaryDirectory(prefix="mandate-scratch-") as folder, contextlib.ExitStack() as stack:
        outside = os.environ.get("MANDATE_DATABASE_URL")
        if outside:
            sys.path.insert(0, str(ROOT))
            from tests.support.database import outside_database

            url = stack.enter_context(outside_database(outside, f"mandate_scratch_{os.getpid()}"))
        else:
            from mandate.platform.embedded import throwaway_server

            url = stack.enter_context(throwaway_server()).database_url("mandate")
        secret = secrets.token_urlsafe(48)
        yield {**os.environ, "MANDATE_SECRET": secret, "MANDATE_DATABASE_URL": url, "MANDATE_DATA_DIR": folder}


@contextlib.contextmanager
def throwaway_installation() -> Iterator[tuple[Installation, dict[str, str]]]:
    """An installation and its environment, with nothing in it yet; all of it is gone afterwards."""
    with scratch_database() as environment:
        installation = Installation(Path(environment["MANDATE_DATA_DIR"]), port=free_port())
        spa = {"MANDATE_PUBLIC_URL": installation.url, "MANDATE_SPA_DIR": str(FRONTEND / "dist")}
        yield installation, environment | spa


@contextlib.contextmanager
def copied(installation: Installation, environment: dict[str, str]) -> Iterator[tuple[Installation, dict[str, str]]]:
    """An installation beside this one that holds all it holds now, while nobody is connected; gone afterwards."""
    sys.path.insert(0, str(ROOT))
    from tests.support.database import copied_database

    with (
        tempfile.TemporaryDirectory(prefix="mandate-scratch-") as folder,
        copied_database(environment["MANDATE_DATABASE_URL"]) as url,
    ):
        shutil.copytree(installation.data_dir, folder, dirs_exist_ok=True)
        second = Installation(Path(folder), port=free_port())
        places = {"MANDATE_DATABASE_URL": url, "MANDATE_DATA_DIR": folder, "MANDATE_PUBLIC_URL": second.url}
        yield second, environment | places


def _secret(data_dir: Path) -> str:
    path = data_dir / "secret"
    if not path.exists():
        # Made readable for this account only; a link appears whole, and never replaces that of a run beside this one.
        with tempfile.NamedTemporaryFile("w", dir=data_dir) as new, contextlib.suppress(FileExistsError):
            new.write(secrets.token_urlsafe(48))
            new.flush()
            os.link(new.name, path)
    return path.read_text()


@contextlib.contextmanager
def serving(installation: Installation, environment: dict[str, str]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Run the worker and the API until the block ends; both are still starting when it begins."""
    installation.logs.mkdir(exist_ok=True)
    commands = {
        "worker": ["-m", "mandate.api.commandline", "worker"],
        "api": ["-m", "uvicorn", "--factory", "mandate.api.app:create_app", "--no-server-header", "--no-access-log"],
    }
    # Nobody stands in front of it here: a caller's own X-Forwarded-For counts for nothing.
    commands["api"] += ["--no-proxy-headers", "--host", installation.host, "--port", str(installation.port)]
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            running[name] = _spawn(installation, name, command, environment)
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
            preexec_fn=_begin_api if name == "api" else _begin_worker,  # noqa: PLW1509  # no thread runs here
        )


def _begin_api() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _begin_worker() -> None:
    _begin_api()
    os.nice(5)  # reading a document must not slow down a page


def wait_until_ready(installation: Installation, running: dict[str, subprocess.Popen[bytes]]) -> None:
    with Progress("API") as progress:
        while progress.seconds() < READY_SECONDS:
            ensure_alive(installation, running)
            if _ready(installation):
                return
            progress.tick()
            time.sleep(0.1)
    raise stop(f"the API is not ready after {READY_SECONDS} s; see {installation.logs / 'api.log'}")


def _ready(installation: Installation) -> bool:
    try:
        with urllib.request.urlopen(f"{installation.url}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


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
