"""What the compiler's tests share: the labelled documents of this folder and, where present, the shared gold."""

from functools import cache
from pathlib import Path

import pytest

from mandate.compiler.compile import compile_document
from mandate.compiler.draft import Draft

DOCUMENTS = Path(__file__).parent / "documents"
SHARED = Path(__file__).resolve().parents[3] / "shared"


@cache
def draft_of(path: Path) -> Draft:
    """What the compiler makes of a document: several tests look at the same draft, which none can change."""
    return compile_document(path.read_bytes(), path.name)


def labelled_documents() -> list[Path]:
    """The documents themselves, txt, html and csv; a label's own name has a second dot."""
    return sorted(
        path for path in DOCUMENTS.iterdir() if path.suffix in {".txt", ".html", ".csv"} and "." not in path.stem
    )


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found or not (SHARED / "gold" / "tasks.csv").exists():
        pytest.skip("the shared plans and their labels (../shared/seeds, ../shared/gold) are not on this machine")
    return found


@pytest.fixture(scope="session")
def gold() -> Path:
    return SHARED / "gold"
