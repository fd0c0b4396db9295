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

from mandate.platform.postgres_binaries import Binaries, EmbeddedServerError, Runner, find_binaries, find_runner

SUPERUSER = "postgres"
SOCKET_PORT = 5432
# A unix socket's address holds 107 bytes, and PostgreSQL adds `/.s.PGSQL.5432.lock`.
LONGEST_SOCKET_FOLDER = 107 - len(f"/.s.PGSQL.{SOCKET_PORT}.lock")
PLAIN_PATH = re.compile(r"[\w./ +-]+", re.ASCII)
START_SECONDS = 120
STOP_SECONDS = 60
YOUNG_SECONDS = 60
LARGEST_LOG_BYTES = 20 * 1024 * 1024
THROWAWAY_PREFIX = "mandate-throwaway-"

HOST_RULES = f"local all {SUPERUSER} trust\nlocal all all scram-sha-256\nlocal replication {SUPERUSER} trust\n"
SETTINGS = """\
# Written at every start.
listen_addresses = ''
port = {port}
unix_socket_directories = '"{socket_folder}"'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
effective_cache_size = 2GB
work_mem = 8MB
maintenance_work_mem = 128MB
wal_level = replica
wal_compression = on
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d '
log_min_duration_statement = 1s
password_encryption = 'scram-sha-256'
"""


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
        if _postmaster(cluster) is not None:
            return _address(cluster)
        runner = find_runner()
        binaries = find_binaries(_cluster_major(cluster))
        if not cluster.exists():
            _make_cluster(cluster, binaries, runner)
        _configure(cluster, _socket_folder(data_dir))
        _start(cluster, data_dir / "server.log", binaries, runner)
        return _address(cluster)


def stop_server(data_dir: Path) -> None:
    """Stop the server in `data_dir` after its open statements were rolled back; nothing to do if it is down."""
    data_dir = data_dir.absolute()
    if not data_dir.is_dir():
        return
    with _locked(data_dir):
        cluster = data_dir / "cluster"
        for order in (signal.SIGINT, signal.SIGQUIT):
            pid = _postmaster(cluster)
            if pid is None:
                break
            os.kill(pid, order)
            _wait_until_stopped(cluster)
        if _postmaster(cluster) is not None:
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


def _cluster_major(cluster: Path) -> int | None:
    version = cluster / "PG_VERSION"
    return int(version.read_text().strip()) if version.exists() else None


def _make_cluster(cluster: Path, binaries: Binaries, runner: Runner) -> None:
    unfinished = cluster.with_name("cluster.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if binaries.major >= 17 else []
    command: list[str | Path] = [binaries.folder / "initdb", "-D", unfinished, "-U", SUPERUSER, "-E", "UTF8"]
    command += ["--locale=C.UTF-8", *provider, "--data-checksums", "--auth=scram-sha-256", "--auth-local=trust"]
    made = runner.run(command, cwd=cluster.parent)
    if made.returncode != 0:
        raise EmbeddedServerError(f"PostgreSQL could not make its files in {cluster.parent}: {made.stdout.strip()}")
    with (unfinished / "postgresql.conf").open("a") as main:
        main.write("include = 'mandate.conf'\n")
    (unfinished / "pg_hba.conf").write_text(HOST_RULES)
    # Only a finished cluster gets the name, so a kill during initdb leaves nothing half-made behind.
    unfinished.rename(cluster)


def _configure(cluster: Path, socket_folder: Path) -> None:
    # A killed server leaves its socket's lock; the folder is this server's alone, and it is down.
    for left in socket_folder.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)
    settings = SETTINGS.format(port=SOCKET_PORT, socket_folder=socket_folder)
    (cluster / "mandate.conf").write_text(settings)
    if (account := find_runner().account) is not None:
        os.chown(cluster / "mandate.conf", account, account)


def _start(cluster: Path, log: Path, binaries: Binaries, runner: Runner) -> None:
    if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
        log.unlink()
    seconds = str(START_SECONDS)
    command: list[str | Path] = [binaries.folder / "pg_ctl", "start", "-w", "-t", seconds, "-D", cluster, "-l", log]
    started = runner.run(command, cwd=cluster)
    if started.returncode != 0 and "still in use" in log.read_text(errors="replace"):
        # The last children of a killed server are still leaving.
        time.sleep(2)
        started = runner.run(command, cwd=cluster)
    if started.returncode != 0:
        tail = log.read_text(errors="replace").splitlines()[-3:] if log.exists() else []
        raise EmbeddedServerError("\n".join([f"PostgreSQL did not start; see {log}.", started.stdout.strip(), *tail]))


def _postmaster(cluster: Path) -> int | None:
    """The process id of the running server; a stale file whose id now belongs to another program is put aside."""
    try:
        pid = int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None
    if not _alive(pid):
        return None
    command = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self/cmdline").exists() and not command.read_bytes().partition(b"\0")[0].endswith(b"postgres"):
        (cluster / "postmaster.pid").unlink(missing_ok=True)
        return None
    return pid


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


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
    while _postmaster(cluster) is not None and time.monotonic() < limit:
        time.sleep(0.05)
