"""The glossary says the same in both directions."""

import re
from pathlib import Path

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|(?: [^|]+ \|)?$", re.MULTILINE)
HEADS = {"中文", "code", "---"}


def rows(text: str) -> list[tuple[str, str]]:
    return [(one, other) for one, other in ROW.findall(text) if one not in HEADS]


def test_both_ways_agree_and_the_way_back_is_in_order() -> None:
    forth, back = GLOSSARY.read_text(encoding="utf-8").split("\n## From code to Chinese\n")
    assert sorted((code, chinese) for chinese, code in rows(forth)) == sorted(rows(back))
    codes = [code.strip("*").lower() for code, _ in rows(back)]
    assert codes == sorted(codes)
    assert len(codes) == len(set(codes))
