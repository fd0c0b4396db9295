"""A document that names a path is right about it."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FOLDERS = "backend|docs|frontend|infra|scripts|tests"
# A path from the root, as a word of code; <placeholders> name no file.
NAMED = re.compile(rf"`((?:{FOLDERS})/[^`\s<>*…]*|(?:{FOLDERS})/|[\w-]+\.(?:toml|yml|md))`")
LINKED = re.compile(r"\]\(([^)\s#]+)(?:#[^)]*)?\)")
OUTSIDE = ("http://", "https://", "mailto:")
PROSE = re.compile(r"```.*?```", re.DOTALL)


def prose_of(path: Path) -> str:
    return PROSE.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_named_paths_exist(path: Path) -> None:
    named = {name.rstrip("/") for name in NAMED.findall(prose_of(path))}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    links = [link for link in LINKED.findall(prose_of(path)) if not link.startswith(OUTSIDE)]
    targets = {(path.parent / link).resolve() for link in links}
    assert [target for target in sorted(targets) if not target.exists()] == []
