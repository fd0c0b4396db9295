"""A PostgreSQL server of our own in a folder: made, started, found again and stopped without any installation."""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import signal
import stat
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mandate.platform.embedded_cluster import (
    SOCKET_PORT,
    START_SECONDS,
    SUPERUSER,
    cluster_major,
    configure,
    make_cluster,
    postmaster,
    start,
)
from mandate.platform.postgres_binaries import EmbeddedServerError, Runner, find_binaries, find_runner

# A unix socket's address holds 107 bytes, and PostgreSQL adds `/.s.PGSQL.5432.lock`.
LONGEST_SOCKET_FOLDER = 107 - len(f"/.s.PGSQL.{SOCKET_PORT}.lock")
PLAIN_PATH = re.compile(r"[\w./ +-]+", re.ASCII)
STOP_SECONDS = 60
YOUNG_SECONDS = 60
THROWAWAY_PREFIX = "mandate-throwaway-"


@dataclass(frozen=True)
class ServerAddress:
    """Where a running server listens."""

    socket_folder: Path
    port: int

    def database_url(self, database: str = "postgres", user: str = SUPERUSER, password: str | None = None) -> str:
        login = quote(user) if password is None else f"{quote(user)}:{quote(password)}"
        return f"postgresql://{login}@/{quote(database)}?host={quote(str(self.socket_folder))}&port={self.port}"


def ensure_server(data_dir: Path) -> ServerAddress:
    """Make the server in `data_dir` if there is none, start it if it is down, and return where it listens.

    Safe to call from several processes at once. Raises EmbeddedServerError with a sentence for the operator.
    """
    data_dir = _private_folder(data_dir.absolute())
    with _locked(data_dir):
        cluster = data_dir / "cluster"
        if postmaster(cluster) is not None:
            return _address(cluster)
        runner = find_runner()
        binaries = find_binaries(cluster_major(cluster))
        if not cluster.exists():
            make_cluster(cluster, binaries, runner)
        configure(cluster, _socket_folder(data_dir), runner)
        start(cluster, data_dir / "server.log", binaries, runner)
        return _address(cluster)


def stop_server(data_dir: Path) -> None:
    """Stop the server in `data_dir` after its open statements were rolled back; nothing to do if it is down."""
    data_dir = data_dir.absolute()
    if not data_dir.is_dir():
        return
    with _locked(data_dir):
        cluster = data_dir / "cluster"
        for order in (signal.SIGINT, signal.SIGQUIT):
            pid = postmaster(cluster)
            if pid is None:
                break
            os.kill(pid, order)
            _wait_until_stopped(cluster)
        if postmaster(cluster) is not None:
            raise EmbeddedServerError(f"PostgreSQL in {data_dir} does not stop; see {data_dir / 'server.log'}.")


def ensure_database(server: ServerAddress, name: str) -> str:
    """Create the database if it is missing; return its address as the superuser."""
    tools = find_binaries().folder
    there = ["--host", str(server.socket_folder), "--port", str(server.port), "--username", SUPERUSER, "--no-password"]
    made = Runner().run([tools / "createdb", *there, name], cwd=Path("/"))
    if made.returncode != 0 and "already exists" not in made.stdout:
        raise EmbeddedServerError(f"The database {name} could not be created: {made.stdout.strip()}")
    return server.database_url(name)


@contextlib.contextmanager
def shared_server(data_dir: Path) -> Iterator[ServerAddress]:
    """A server that runs as long as anybody, in this process or another, is inside such a block."""
    with (_private_folder(data_dir.absolute()) / "in-use").open("w") as in_use:
        fcntl.flock(in_use, fcntl.LOCK_SH)
        try:
            yield ensure_server(data_dir)
        finally:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                stop_server(data_dir)


@contextlib.contextmanager
def throwaway_server() -> Iterator[ServerAddress]:
    """A server that is gone afterwards; those left by killed runs are cleared away first."""
    parent = Path(tempfile.gettempdir())
    for left in parent.glob(f"{THROWAWAY_PREFIX}*"):
        _clear_abandoned(left)
    data_dir = Path(tempfile.mkdtemp(prefix=THROWAWAY_PREFIX, dir=parent))
    try:
        with shared_server(data_dir) as server:
            yield server
    finally:
        shutil.rmtree(data_dir, ignore_errors=True)


def _clear_abandoned(data_dir: Path) -> None:
    with contextlib.suppress(OSError, EmbeddedServerError), (data_dir / "in-use").open("r+") as in_use:
        if time.time() - data_dir.stat().st_ctime < YOUNG_SECONDS:
            return
        fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stop_server(data_dir)
        shutil.rmtree(data_dir, ignore_errors=True)


@contextlib.contextmanager
def _locked(data_dir: Path) -> Iterator[None]:
    with (data_dir / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _private_folder(folder: Path) -> Path:
    """A folder of this account that nobody else may enter; refuses one that another account prepared."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    state = folder.lstat()
    account = find_runner().account
    if not stat.S_ISDIR(state.st_mode) or state.st_uid not in {os.geteuid(), account}:
        raise EmbeddedServerError(f"{folder} belongs to another account; run as that account or choose another folder.")
    folder.chmod(0o700)
    if account is not None:
        os.chown(folder, account, account)
    return folder


def _socket_folder(data_dir: Path) -> Path:
    inside = data_dir / "socket"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER and PLAIN_PATH.fullmatch(str(inside)):
        return _private_folder(inside)
    key = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    run_time = os.environ.get("XDG_RUNTIME_DIR", "")
    parent = Path(run_time) if run_time and len(run_time) < 40 and os.access(run_time, os.W_OK) else Path("/tmp")  # noqa: S108
    return _private_folder(parent / f"mandate-{os.geteuid()}-{key}")


def _address(cluster: Path) -> ServerAddress:
    """Wait until the server answers (it may be recovering from a crash), then tell where it listens."""
    limit = time.monotonic() + START_SECONDS
    while (told := (cluster / "postmaster.pid").read_text()).split()[-1:] != ["ready"]:
        if time.monotonic() > limit:
            raise EmbeddedServerError(f"PostgreSQL in {cluster} is up but not ready after {START_SECONDS} s.")
        time.sleep(0.05)
    lines = told.splitlines()
    return ServerAddress(socket_folder=Path(lines[4]), port=int(lines[3]))


def _wait_until_stopped(cluster: Path) -> None:
    limit = time.monotonic() + STOP_SECONDS
    while postmaster(cluster) is not None and time.monotonic() < limit:
        time.sleep(0.05)
