"""The scripts explain themselves, and name in one line what a machine lacks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).parents[2] / "scripts"
VERBS = sorted(path.name for path in SCRIPTS.iterdir() if path.is_file() and not path.suffix)


def run(code: str, path: str = os.environ["PATH"]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", f"import sys; sys.argv = ['scripts/start']; {code}"]
    return subprocess.run(command, cwd=SCRIPTS, env={"PATH": path}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("verb", VERBS)
def test_every_script_can_be_run_and_has_help(verb: str, tmp_path: Path) -> None:
    done = subprocess.run([SCRIPTS / verb, "--help"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "usage" in done.stdout.lower()


def test_missing_node_is_named() -> None:
    done = run("import bootstrap; bootstrap.check_node()", path="/nowhere")
    assert done.stderr == "start: node is missing; install Node.js 20 or newer, which brings npm\n"


def test_old_node_is_named(tmp_path: Path) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v18.20.1\n")
        (tmp_path / name).chmod(0o755)
    done = run("import bootstrap; bootstrap.check_node()", path=f"{tmp_path}:/usr/bin:/bin")
    assert done.stderr == "start: Node.js 20.19 or newer is needed, found v18.20.1\n"


def test_old_python_is_named() -> None:
    done = run("import bootstrap; sys.version_info = (3, 9, 2); bootstrap.prepare()", path="/nowhere")
    assert "Python 3.11 or newer is needed, this is 3.9" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_in_use_is_seen() -> None:
    code = "import socket, installation; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); "
    code += "print(installation.port_taken('127.0.0.1', s.getsockname()[1]))"
    assert run(code).stdout == "True\n"
