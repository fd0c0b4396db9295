"""The embedded server survives what a careless machine does to it."""

import asyncio
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import pytest

from mandate.platform import embedded
from mandate.platform.embedded import (
    ServerAddress,
    ensure_database,
    ensure_server,
    shared_server,
    stop_server,
    throwaway_server,
)
from mandate.platform.postgres_binaries import NOBODY, EmbeddedServerError, Runner, find_binaries

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the embedded server speaks through a unix socket")


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "server"
    yield folder
    stop_server(folder)


async def answer(server: ServerAddress, question: str) -> object:
    connection = await asyncpg.connect(server.database_url(), timeout=30)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


def postmaster(data_dir: Path) -> int:
    return int((data_dir / "cluster" / "postmaster.pid").read_text().split("\n", 1)[0])


def is_running(pid: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


async def test_durable_private_and_without_a_network_port(data_dir: Path) -> None:
    server = ensure_server(data_dir)
    assert await answer(server, "SELECT current_setting('fsync')") == "on"
    assert await answer(server, "SELECT current_setting('data_checksums')") == "on"
    assert await answer(server, "SELECT current_setting('listen_addresses')") == ""
    for folder in (data_dir, server.socket_folder):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_a_second_call_finds_the_running_server(data_dir: Path) -> None:
    first = ensure_server(data_dir)
    pid = postmaster(data_dir)
    assert ensure_server(data_dir) == first
    assert postmaster(data_dir) == pid


def test_calls_at_the_same_moment_start_one_server(data_dir: Path) -> None:
    ask = "import sys; from pathlib import Path; from mandate.platform.embedded import ensure_server\n"
    ask += "print(ensure_server(Path(sys.argv[1])).port)"
    command = [sys.executable, "-c", ask, str(data_dir)]
    with ThreadPoolExecutor(3) as pool:
        runs = list(pool.map(lambda _: subprocess.run(command, capture_output=True, text=True, check=True), range(3)))
    assert {run.stdout for run in runs} == {"5432\n"}
    log = (data_dir / "server.log").read_text()
    assert log.count("ready to accept connections") == 1


async def test_data_survives_the_death_of_the_server(data_dir: Path) -> None:
    server = ensure_server(data_dir)
    await answer(server, "CREATE TABLE kept AS SELECT 42 AS number")
    killed = postmaster(data_dir)
    os.kill(killed, signal.SIGKILL)
    while is_running(killed):
        await asyncio.sleep(0.01)
    again = ensure_server(data_dir)
    assert await answer(again, "SELECT number FROM kept") == 42


async def test_a_stale_file_that_names_a_foreign_process_is_put_aside(data_dir: Path) -> None:
    ensure_server(data_dir)
    left = (data_dir / "cluster" / "postmaster.pid").read_text().split("\n", 1)[1]
    stop_server(data_dir)
    (data_dir / "cluster" / "postmaster.pid").write_text(f"{os.getpid()}\n{left}")
    server = ensure_server(data_dir)
    assert await answer(server, "SELECT 1") == 1


def test_an_unfinished_cluster_is_made_again(data_dir: Path) -> None:
    (data_dir / "cluster.unfinished").mkdir(parents=True)
    (data_dir / "cluster.unfinished" / "PG_VERSION").write_text("18\n")
    ensure_server(data_dir)
    assert not (data_dir / "cluster.unfinished").exists()


def test_the_next_run_finds_the_server_of_a_killed_one(data_dir: Path) -> None:
    ask = "import os, sys; from pathlib import Path; from mandate.platform.embedded import shared_server\n"
    ask += "with shared_server(Path(sys.argv[1])): os.kill(os.getpid(), 9)"
    killed = subprocess.run([sys.executable, "-c", ask, str(data_dir)], check=False)
    assert killed.returncode == -signal.SIGKILL
    pid = postmaster(data_dir)
    with shared_server(data_dir):
        assert postmaster(data_dir) == pid
    assert not is_running(pid)


def test_the_last_to_leave_stops_it(data_dir: Path) -> None:
    with shared_server(data_dir) as first:
        with shared_server(data_dir) as second:
            assert first == second
        assert is_running(postmaster(data_dir))
    assert not (data_dir / "cluster" / "postmaster.pid").exists()


def test_a_long_or_odd_path_gets_a_short_socket_folder(tmp_path: Path) -> None:
    for name in ("long-" * 30, "quote'and,comma"):
        folder = tmp_path / name
        server = ensure_server(folder)
        try:
            assert not server.socket_folder.is_relative_to(tmp_path)
            assert stat.S_IMODE(server.socket_folder.stat().st_mode) == 0o700
        finally:
            stop_server(folder)
            server.socket_folder.rmdir()


async def test_roles_sign_in_with_their_password(data_dir: Path) -> None:
    server = ensure_server(data_dir)
    await answer(server, "CREATE ROLE clerk LOGIN PASSWORD 'right'")
    connection = await asyncpg.connect(server.database_url(user="clerk", password="right"))
    await connection.close()
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(server.database_url(user="clerk", password="wrong"))


async def test_a_database_is_made_once(data_dir: Path) -> None:
    server = ensure_server(data_dir)
    assert ensure_database(server, "mandate") == ensure_database(server, "mandate")
    assert await answer(server, "SELECT count(*) FROM pg_database WHERE datname = 'mandate'") == 1


def test_a_throwaway_server_leaves_nothing() -> None:
    with throwaway_server() as server:
        folder = server.socket_folder
        assert folder.exists()
    assert not folder.exists()


def test_a_version_that_is_missing_is_named() -> None:
    with pytest.raises(EmbeddedServerError, match=r"PostgreSQL 9 is needed, found .*MANDATE_DATABASE_URL"):
        find_binaries(9)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs another account")
async def test_without_user_namespaces_root_runs_it_as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    as_nobody = Runner(account=NOBODY)
    try:
        as_nobody.run([find_binaries().folder / "postgres", "--version"], cwd=Path("/"))
    except EmbeddedServerError:
        pytest.skip("the account nobody cannot enter the folder of this checkout")
    monkeypatch.setattr(embedded, "find_runner", lambda: as_nobody)
    # pytest's own temporary folders are closed to other accounts.
    with throwaway_server() as server:
        assert await answer(server, "SELECT 1") == 1
        assert server.socket_folder.stat().st_uid == NOBODY
