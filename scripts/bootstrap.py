"""What every script does first: check the prerequisites, then install what changed since the last time.

Standard library only, and readable by an old Python, which must live long enough to say that it is too old.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BACKEND = ROOT / "backend"
FRONTEND = ROOT / "frontend"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PIP = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check"]
STATE = ROOT / ".bootstrap"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)
HEARTBEAT_SECONDS = 15
QUIET_SECONDS = 1.0


def prepare(*, dev: bool = False, node: bool = False, spa: bool = False) -> None:
    """Install the Python packages, and if asked the front end's packages and its build; then run inside `.venv`."""
    if sys.version_info < OLDEST_PYTHON:
        _change_python()
    if node or spa:
        check_node()
    STATE.mkdir(exist_ok=True)
    with _alone():
        _install_python(dev)
        if node or spa:
            _install_node()
        if spa:
            _build_spa()
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(PYTHON, [str(PYTHON), *sys.argv])


def run(main: Callable[[], int | None]) -> None:
    """Run a script's main function; Ctrl-C and a termination end it after its clean-up, without a traceback."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # nohup asks not to be hung up; a shell that runs this in the background ignores Ctrl-C, but a kill must work.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
    try:
        code = main()
    except KeyboardInterrupt:
        sys.stderr.write("\nstopped\n")
        code = 130
    sys.exit(code)


def stop(message: str) -> SystemExit:
    return SystemExit(f"{Path(sys.argv[0]).name}: {message}")


def step(name: str, command: list[str], cwd: Path = ROOT, env: dict[str, str] | None = None) -> str:
    """Run one long command with its name and the time on screen; its output goes to a log, and is shown if it fails."""
    log = STATE / (re.sub(r"\W+", "-", name.lower()) + ".log")
    with Progress(name) as progress, log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
        try:
            while process.poll() is None:
                progress.tick()
                time.sleep(0.05)
        finally:
            _end(process)
    text = log.read_text(encoding="utf-8", errors="replace")
    if process.returncode != 0:
        sys.stderr.write("\n".join([*text.splitlines()[-40:], ""]))
        raise stop(f"{name} failed (exit {process.returncode}); the whole output is in {log.relative_to(ROOT)}")
    return text


def _end(process: subprocess.Popen[bytes]) -> None:
    """A polite word first; what was half installed is installed anew the next time."""
    for order in (signal.SIGTERM, signal.SIGKILL):
        if process.poll() is None:
            with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                os.killpg(process.pid, order)
                process.wait(3)


class Progress:
    """One line on a terminal that counts seconds; elsewhere a line now and then, so that a log shows life."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.live = sys.stderr.isatty()

    def __enter__(self) -> Progress:  # noqa: PYI034  # an old Python knows no Self
        self.began = self.told = time.monotonic()
        self.shown = False
        return self

    def tick(self) -> None:
        now = time.monotonic()
        if self.live and now - self.told > 0.2:
            sys.stderr.write(f"\r\033[K… {self.name}  {now - self.began:.0f} s")
        elif now - self.told > (HEARTBEAT_SECONDS if self.shown else QUIET_SECONDS):
            sys.stderr.write(f"… {self.name}  {now - self.began:.0f} s\n")
        else:
            return
        self.shown, self.told = True, now
        sys.stderr.flush()

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        mark = "✗" if failed else "✓"
        sys.stderr.write(f"{chr(13) + chr(27) + '[K' if self.live else ''}{mark} {self.name}  {self.seconds():.1f} s\n")
        sys.stderr.flush()

    def seconds(self) -> float:
        return time.monotonic() - self.began


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    with (STATE / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write("… waiting for another script that is installing in this checkout\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _change_python() -> None:
    for minor in range(20, OLDEST_PYTHON[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    found = ".".join(map(str, sys.version_info[:2]))
    raise stop(f"Python 3.11 or newer is needed, this is {found}; install python3.11 and run again")


def check_node() -> None:
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise stop(f"{program} is missing; install Node.js 20 or newer, which brings npm")
    answer = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    version = tuple(int(part) for part in re.findall(r"\d+", answer)[:2])
    if version < OLDEST_NODE:
        raise stop(f"Node.js {'.'.join(map(str, OLDEST_NODE))} or newer is needed, found {answer.strip() or 'none'}")


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    digest = hashlib.sha256("\0".join(more).encode())
    for path in sorted(paths):
        digest.update(f"\0{path.relative_to(ROOT)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@contextlib.contextmanager
def _changed(stamp: str, wanted: str) -> Iterator[bool]:
    """Whether the work behind `stamp` must be done again; an interrupted run leaves no stamp."""
    path = STATE / stamp
    same = path.exists() and path.read_text() == wanted
    if not same:
        path.unlink(missing_ok=True)
    yield not same
    if not same:
        path.write_text(wanted)


def _install_python(dev: bool) -> None:
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        raise stop("Python's venv module is missing; on Debian or Ubuntu: apt install python3-venv") from None
    version = sysconfig.get_python_version()
    bootstrap_lock, run_lock, dev_lock = (
        BACKEND / f"requirements{part}.lock" for part in ("-uv", "", "-dev")
    )  # fmt: skip
    with _changed("venv", fingerprint([bootstrap_lock], str(VENV), version)) as changed:
        if changed or not PYTHON.exists():
            shutil.rmtree(VENV, ignore_errors=True)
            for stamp in ("python", "python-dev"):
                (STATE / stamp).unlink(missing_ok=True)
            step("Python environment", [sys.executable, "-m", "venv", str(VENV)])
            _install_uv(bootstrap_lock)
    if dev:
        with _changed("python-dev", fingerprint([run_lock, dev_lock])) as changed:
            if changed:
                _install("Python packages, with those of the tests", dev_lock)
                (STATE / "python").write_text(fingerprint([run_lock]))
    else:
        with _changed("python", fingerprint([run_lock])) as changed:
            if changed:
                (STATE / "python-dev").unlink(missing_ok=True)
                _install("Python packages", run_lock)
    packages = VENV / "lib" / f"python{version}" / "site-packages"
    (packages / "mandate.pth").write_text(f"{BACKEND}\n")


def _install_uv(lock: Path) -> None:
    with contextlib.suppress(SystemExit):
        step("uv, the fast installer", [*PIP, "--require-hashes", "-r", str(lock)])


def _install(name: str, lock: Path) -> None:
    uv = [str(VENV / "bin" / "uv"), "pip", "install", "--python", str(PYTHON), "--system-certs"]
    wanted = ["--require-hashes", "-r", str(lock)]
    if Path(uv[0]).exists():
        try:
            step(name, [*uv, *wanted])
        except SystemExit as failure:
            sys.stderr.write(f"{failure}\n  trying with pip, which takes about a minute longer\n")
        else:
            return
    step(f"{name}, by pip", [*PIP, *wanted])


def _install_node() -> None:
    inputs = [FRONTEND / name for name in ("package.json", "package-lock.json", ".npmrc")]
    missing = [path for path in inputs if not path.exists()]
    if missing:
        raise stop(f"{missing[0].relative_to(ROOT)} is missing; this checkout is not complete")
    with _changed("node", fingerprint(inputs, str(FRONTEND))) as changed:
        if changed or not (FRONTEND / "node_modules").exists():
            step("Front-end packages", ["npm", "ci", "--no-audit", "--no-fund"], cwd=FRONTEND)


def _build_spa() -> None:
    folders = ("src", "public", "scripts")
    inputs = [path for name in folders for path in (FRONTEND / name).rglob("*") if path.is_file()]
    inputs += [path for path in FRONTEND.iterdir() if path.is_file()]
    with _changed("spa", fingerprint(inputs)) as changed:
        if changed or not (FRONTEND / "dist" / "index.html").exists():
            step("Pages of the SPA", ["npm", "run", "build"], cwd=FRONTEND)
