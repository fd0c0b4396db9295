"""Labels that Word computes (一、 （一） 1.) are not in the text of a docx; they are counted here as Word counts them."""

from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from lxml import etree

from mandate.compiler.reading.word_text import WORD, style_of

_DIGITS = "零一二三四五六七八九"
_CIRCLED = 0x2460
_DEEPEST = 9
_CHINESE = {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting", "taiwaneseCounting",
            "chineseLegalSimplified", "taiwaneseCountingThousand"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level is written; `style` is the paragraph style that brings it along."""

    form: str
    pattern: str
    start: int
    style: str
    decimal: bool


@dataclass(slots=True)
class List:
    """One numbered list of Word; lists of the same `family` count on together unless one begins anew."""

    family: str
    levels: dict[int, Level]
    restarts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


class Numbering:
    """Counts the numbered paragraphs of one document from top to bottom."""

    def __init__(self, document: WordDocument) -> None:
        self._lists: dict[str, List] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles = _style_numbering(document)
        part = next(
            (
                one.target_part
                for one in document.part.rels.values()
                if not one.is_external and one.reltype.endswith("/numbering")
            ),
            None,
        )
        root = getattr(part, "element", None)
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        abstract: dict[str, dict[int, Level]] = {}
        for definition in root.iterchildren(f"{WORD}abstractNum"):
            levels = {_integer(one.get(f"{WORD}ilvl")): _level(one) for one in definition.iterchildren(f"{WORD}lvl")}
            abstract[definition.get(f"{WORD}abstractNumId", "")] = levels
        for number in root.iterchildren(f"{WORD}num"):
            family = _value(number, "abstractNumId")
            if family not in abstract:
                continue
            made = List(family, dict(abstract[family]))
            for override in number.iterchildren(f"{WORD}lvlOverride"):
                level = _integer(override.get(f"{WORD}ilvl"))
                written = override.find(f"{WORD}lvl")
                if written is not None:
                    made.levels[level] = _level(written)
                begin = _value(override, "startOverride")
                if begin is not None:
                    made.restarts[level] = _integer(begin, 32_000)
            self._lists[number.get(f"{WORD}numId", "")] = made

    def label_of(self, paragraph: etree._Element) -> str:
        """The label that Word shows before a paragraph, or an empty text."""
        properties = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        style = style_of(paragraph)
        identity, level = self._styles.get(style, (None, 0)) if style else (None, 0)
        if identity is not None and identity in self._lists:
            own = (place for place, one in self._lists[identity].levels.items() if one.style == style)
            level = next(own, level)
        if properties is not None:
            identity = _value(properties, "numId") or identity
            written = _value(properties, "ilvl")
            level = _integer(written) if written is not None else level
        found = self._lists.get(identity or "")
        if found is None or level not in found.levels:
            return ""
        return self._next(found, level)

    def _next(self, found: List, level: int) -> str:
        counts = self._counts.setdefault(found.family, [_before(found, one) for one in range(_DEEPEST)])
        if not found.begun:
            found.begun = True
            for place, start in found.restarts.items():
                counts[place] = start - 1
        counts[level] += 1
        for deeper in range(level + 1, _DEEPEST):
            counts[deeper] = _before(found, deeper)
        shown = found.levels[level]
        if shown.form in {"bullet", "none"}:
            return ""
        label = shown.pattern
        for depth in range(_DEEPEST):
            if f"%{depth + 1}" in label:
                form = "decimal" if shown.decimal else found.levels.get(depth, shown).form
                label = label.replace(f"%{depth + 1}", _written(max(counts[depth], 1), form))
        return label


def _before(found: List, level: int) -> int:
    return found.levels[level].start - 1 if level in found.levels else 0


def _style_numbering(document: WordDocument) -> dict[str, tuple[str | None, int]]:
    """The list that each paragraph style brings along, its own or that of the style it is based on."""
    own: dict[str, tuple[str | None, int]] = {}
    based: dict[str, str] = {}
    for style in document.styles.element.iterchildren(f"{WORD}style"):
        identity = style.get(f"{WORD}styleId", "")
        properties = style.find(f"{WORD}pPr/{WORD}numPr")
        if properties is not None:
            own[identity] = (_value(properties, "numId"), _integer(_value(properties, "ilvl")))
        based[identity] = _value(style, "basedOn") or ""
    found: dict[str, tuple[str | None, int]] = {}
    for identity in based:
        seen: set[str] = set()
        place = identity
        # Styles may be based on each other in a circle.
        while place and place not in own and place not in seen and len(seen) < 20:
            seen.add(place)
            place = based.get(place, "")
        if place in own:
            found[identity] = own[place]
    return found


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(f"{WORD}{name}")
    return child.get(f"{WORD}val") if child is not None else None


def _integer(text: str | None, most: int = _DEEPEST - 1) -> int:
    return min(int(text), most) if text and text.isdecimal() and len(text) < 9 else 0


def _level(element: etree._Element) -> Level:
    start = _value(element, "start")
    legal = element.find(f"{WORD}isLgl")
    return Level(
        form=_value(element, "numFmt") or "decimal",
        pattern=(_value(element, "lvlText") or "")[:40],
        start=_integer(start, 32_000) if start else 1,
        style=_value(element, "pStyle") or "",
        decimal=legal is not None and legal.get(f"{WORD}val") not in {"0", "false"},
    )


def _written(number: int, form: str) -> str:
    if form in _CHINESE:
        return chinese_number(number)
    if form in {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"} and number <= 20:
        return chr(_CIRCLED + number - 1)
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    return str(number)


def chinese_number(number: int) -> str:
    """1 to 99 as 一 … 九十九; larger numbers digit by digit."""
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    return "".join(_DIGITS[int(digit)] for digit in str(number))
