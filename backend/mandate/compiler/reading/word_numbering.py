"""Labels that Word computes (一、 （一） 1.) are not in the text of a docx; they are counted here as Word counts them."""

from docx.document import Document as WordDocument
from lxml import etree

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "零一二三四五六七八九"
_CIRCLED = 0x2460
_DEEPEST = 9
_CHINESE = {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
            "chineseLegalSimplified", "taiwaneseCountingThousand"}  # fmt: skip


class Numbering:
    """Counts the numbered paragraphs of one document from top to bottom."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles = _style_numbering(document)
        part = next(
            (one.target_part for one in document.part.rels.values() if one.reltype.endswith("/numbering")), None
        )
        root = getattr(part, "element", None)
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        for definition in root.iterchildren(f"{_WORD}abstractNum"):
            levels = {_integer(one.get(f"{_WORD}ilvl")): _level(one) for one in definition.iterchildren(f"{_WORD}lvl")}
            abstract[definition.get(f"{_WORD}abstractNumId", "")] = levels
        for number in root.iterchildren(f"{_WORD}num"):
            reference = _value(number, "abstractNumId")
            if reference in abstract:
                self._levels[number.get(f"{_WORD}numId", "")] = abstract[reference]

    def label_of(self, paragraph: etree._Element) -> str:
        """The label that Word shows before a paragraph, or an empty text."""
        properties = paragraph.find(f"{_WORD}pPr/{_WORD}numPr")
        identity, level = None, 0
        if properties is not None:
            identity, level = _value(properties, "numId"), _integer(_value(properties, "ilvl"))
        else:
            style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
            if style is not None:
                identity, level = self._styles.get(style.get(f"{_WORD}val", ""), (None, 0))
        levels = self._levels.get(identity or "")
        if not levels or level not in levels:
            return ""
        return self._next(identity or "", level, levels)

    def _next(self, identity: str, level: int, levels: dict[int, tuple[str, str, int]]) -> str:
        counts = self._counts.setdefault(
            identity, [levels[one][2] - 1 if one in levels else 0 for one in range(_DEEPEST)]
        )
        counts[level] += 1
        for deeper in range(level + 1, _DEEPEST):
            counts[deeper] = levels[deeper][2] - 1 if deeper in levels else 0
        style, pattern, _ = levels[level]
        if style == "bullet":
            return ""
        for depth in range(_DEEPEST):
            if f"%{depth + 1}" in pattern:
                pattern = pattern.replace(
                    f"%{depth + 1}", _written(max(counts[depth], 1), levels.get(depth, (style,))[0])
                )
        return pattern


def _style_numbering(document: WordDocument) -> dict[str, tuple[str | None, int]]:
    found: dict[str, tuple[str | None, int]] = {}
    for style in document.styles.element.iterchildren(f"{_WORD}style"):
        properties = style.find(f"{_WORD}pPr/{_WORD}numPr")
        if properties is not None:
            found[style.get(f"{_WORD}styleId", "")] = (
                _value(properties, "numId"),
                _integer(_value(properties, "ilvl")),
            )
    return found


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{_WORD}{name}")
    return child.get(f"{_WORD}val") if child is not None else None


def _integer(text: str | None) -> int:
    return min(int(text), _DEEPEST - 1) if text and text.isdigit() else 0


def _level(element: etree._Element) -> tuple[str, str, int]:
    start = _value(element, "start")
    return (
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText") or "",
        int(start) if start and start.isdigit() else 1,
    )


def _written(number: int, style: str) -> str:
    if style in _CHINESE:
        return chinese_number(number)
    if style in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and number <= 20:
        return chr(_CIRCLED + number - 1)
    if style in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if style == "lowerLetter" else letter.upper()
    return str(number)


def chinese_number(number: int) -> str:
    """1 to 99 as 一 … 九十九; larger numbers digit by digit."""
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    return "".join(_DIGITS[int(digit)] for digit in str(number))
