"""The files of an embedded PostgreSQL server: made once, configured and started."""

import os
import shutil
import time
from pathlib import Path

from mandate.platform.postgres_binaries import Binaries, EmbeddedServerError, Runner

SUPERUSER = "postgres"
SOCKET_PORT = 5432
START_SECONDS = 120
LARGEST_LOG_BYTES = 20 * 1024 * 1024

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


def cluster_major(cluster: Path) -> int | None:
    """The major version that made the files; None before there are any."""
    version = cluster / "PG_VERSION"
    return int(version.read_text().strip()) if version.exists() else None


def make_cluster(cluster: Path, binaries: Binaries, runner: Runner) -> None:
    """Raises EmbeddedServerError with what initdb said."""
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


def configure(cluster: Path, socket_folder: Path, runner: Runner) -> None:
    """Writes what may differ from start to start; the server must be down."""
    # A killed server leaves its socket's lock; the folder is this server's alone, and it is down.
    for left in socket_folder.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)
    settings = SETTINGS.format(port=SOCKET_PORT, socket_folder=socket_folder)
    (cluster / "mandate.conf").write_text(settings)
    if runner.account is not None:
        os.chown(cluster / "mandate.conf", runner.account, runner.account)


def start(cluster: Path, log: Path, binaries: Binaries, runner: Runner) -> None:
    """Returns when the server answers; raises EmbeddedServerError with the end of its log."""
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


def postmaster(cluster: Path) -> int | None:
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
