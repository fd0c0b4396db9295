"""The policy documents that the product grew from are not ours to publish: facts travel, sentences do not."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

from mandate.compiler.reading.documents import read_document

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLES = ROOT / "docs" / "samples"
LONGEST_RUN = 26
LONGEST_RUN_OF_SAMPLES = 22
NOT_TEXT = {".docx", ".pdf", ".png", ".ico", ".woff2"}

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not on this machine")


def squeezed(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@cache
def runs_of_seeds(length: int) -> frozenset[str]:
    texts = [squeezed(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.txt"))]
    return frozenset(text[start : start + length] for text in texts for start in range(len(text) - length + 1))


def shared_runs(text: str, length: int) -> list[str]:
    plain, seeds = squeezed(text), runs_of_seeds(length)
    return [run for start in range(len(plain) - length + 1) if (run := plain[start : start + length]) in seeds]


def test_no_sentence_of_the_documents_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    found: dict[str, str] = {}
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if path.suffix not in NOT_TEXT and path.is_file():
            runs = shared_runs(path.read_text(encoding="utf-8", errors="replace"), LONGEST_RUN)
            found |= {name: runs[0]} if runs else {}
    assert found == {}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("**/*.*")), ids=lambda path: path.name)
def test_samples_keep_well_below(path: Path) -> None:
    text = (
        read_document(path.read_bytes(), path.name).text if path.suffix != ".md" else path.read_text(encoding="utf-8")
    )
    assert shared_runs(text, LONGEST_RUN_OF_SAMPLES) == []
