"""The documented way back from a lost database, walked once with a real server."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from mandate.platform.embedded import ensure_server, stop_server
from mandate.platform.postgres_binaries import find_binaries

POSTGRES = Path(__file__).parents[2] / "infra" / "postgres"


@pytest.fixture
def folders(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    lost, restored = tmp_path / "lost", tmp_path / "restored"
    yield lost, restored
    stop_server(lost)
    stop_server(restored)


def run(script: str, *arguments: str | Path) -> str:
    path = f"{find_binaries().folder}:/usr/bin:/bin"
    command = [POSTGRES / script, *arguments]
    done = subprocess.run(command, env={"PATH": path}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


async def restart_with_archive(data_dir: Path, archive: Path) -> asyncpg.Connection:
    connection = await asyncpg.connect(ensure_server(data_dir).database_url())
    await connection.execute("ALTER SYSTEM SET archive_mode = on")
    await connection.execute(f"ALTER SYSTEM SET archive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'")
    await connection.close()
    stop_server(data_dir)
    return await asyncpg.connect(ensure_server(data_dir).database_url())


async def test_restores_to_the_moment_before_the_accident(folders: tuple[Path, Path], tmp_path: Path) -> None:
    lost, restored = folders
    archive, files = tmp_path / "archive", tmp_path / "files"
    archive.mkdir()
    files.mkdir()
    (files / "plan.pdf").write_bytes(b"handed in")
    connection = await restart_with_archive(lost, archive)
    await connection.execute("CREATE TABLE task AS SELECT generate_series(1, 1000) AS number")

    backup = Path(run("backup.sh", tmp_path / "backups", ensure_server(lost).database_url(), files))
    await connection.execute("INSERT INTO task SELECT generate_series(1001, 1500)")
    moment = str(await connection.fetchval("SELECT clock_timestamp()"))
    await connection.execute("DELETE FROM task")
    segment = await connection.fetchval("SELECT pg_walfile_name(pg_switch_wal())")
    await connection.close()
    stop_server(lost)
    assert (archive / segment).exists()
    shutil.rmtree(lost)

    restored.mkdir()
    run("restore.sh", backup, restored / "cluster", archive, moment)
    connection = await asyncpg.connect(ensure_server(restored).database_url())
    assert await connection.fetchval("SELECT count(*) FROM task") == 1500
    await connection.close()
    assert (backup / "files" / "plan.pdf").read_bytes() == b"handed in"


def test_a_folder_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    done = subprocess.run([POSTGRES / "restore.sh", tmp_path, tmp_path, tmp_path], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"exists" in done.stderr
