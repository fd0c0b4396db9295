"""From the elements of a page to lines: blocks break lines, lists are numbered, tables become rows."""

import re
from itertools import islice

from lxml import etree, html

from mandate.compiler.labels import label_at
from mandate.compiler.reading.word_numbering import chinese_number
from mandate.quantities.folding import fold

_DROPPED = {
    "script", "style", "noscript", "template", "head", "nav", "footer", "aside", "button", "select", "option", "input",
    "textarea", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map", "link", "meta",
}  # fmt: skip
_BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li",
    "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:bread-?crumbs?|crumbs?|nav(?:bar|igation)?|menus?|footer|foot|site-?header|topbar|toolbar|tool-?box|share|"
    r"social|sidebar|side-?nav|copyright|pagination|pager|qr-?code|ewm|related|recommend|search-?(?:box|bar|form)|login|weizhi|"
    r"dqwz|fenxiang|print|prev-?next|friend-?links?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_CELL = 1500
_MOST_SPAN = 60
_MOST_ROWS = 5000
_MOST_COLUMNS = 120


class PageWalk:
    """Gathers the lines of one page."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._whole = 1
        self._counts: dict[html.HtmlElement, int] = {}

    def lines_of(self, body: html.HtmlElement) -> list[str]:
        """The lines in reading order, white space tidied."""
        self._whole = max(1, _length(body))
        self._walk(body)
        self._break()
        return self._lines

    def _break(self) -> None:
        for line in "".join(self._words).split("\n"):
            words = " ".join(line.split())
            if words:
                self._lines.append(words)
        self._words = []

    def _walk(self, element: html.HtmlElement) -> None:
        if not isinstance(element.tag, str) or self._is_dropped(element):
            return
        tag = element.tag
        if tag == "br":
            self._words.append("\n")
            return
        if tag == "table" and (rows := _data_rows(element)):
            self._break()
            self._lines.extend(rows)
            return
        block = tag in _BLOCKS
        if block:
            self._break()
        if tag == "li":
            self._words.append(self._list_label(element))
        self._text(element, element.text)
        for child in element:
            self._walk(child)
            self._text(element, child.tail)
        if block:
            self._break()

    def _text(self, element: html.HtmlElement, text: str | None) -> None:
        if text:
            self._words.append(text if element.tag == "pre" else text.replace("\n", " ").replace("\r", " "))

    def _list_label(self, element: html.HtmlElement) -> str:
        """The number that a browser shows before a point of an ordered list, unless one is written already."""
        parent = element.getparent()
        if parent is None or parent.tag != "ol":
            return ""
        number = self._counts.get(parent, _integer(parent.get("start"), 1) - 1) + 1
        number = self._counts[parent] = _integer(element.get("value"), number)
        opening = "".join(islice(element.itertext(), 6)).strip()[:20]
        if label_at(fold(opening)) is not None:
            return ""
        style = f"{parent.get('style', '')} {parent.get('type', '')}"
        return f"{chinese_number(number)}、" if "cjk" in style or "chinese" in style else f"{number}."

    def _is_dropped(self, element: html.HtmlElement) -> bool:
        if element.tag in _DROPPED or element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        if _HIDDEN.search(element.get("style", "")):
            return True
        if element.tag == "header":
            return all(above.tag not in {"article", "main", "section"} for above in element.iterancestors())
        named = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
        # A site that calls its whole page "print" must not lose it.
        return _FURNITURE.search(named) is not None and _length(element) * 4 < self._whole and not _has_title(element)


def _length(element: html.HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _has_title(element: html.HtmlElement) -> bool:
    return element.find(".//h1") is not None


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 7 else otherwise


def _data_rows(table: html.HtmlElement) -> list[str]:
    """The rows of a table that holds data, nothing for one that only lays out the page."""
    if table.find(".//table") is not None:
        return []
    grid: list[list[str]] = []
    filling: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        made = _row_cells(cells, filling)
        if len(made) > _MOST_COLUMNS or any(len(cell) > _LONGEST_CELL for cell in made):
            return []
        if any(made):
            grid.append(made)
        if len(grid) >= _MOST_ROWS:
            break
    wide = max((len(row) for row in grid), default=0)
    if len(grid) < 2 or wide < 2:
        return []
    return ["\t".join(row) if sum(map(bool, row)) > 1 else "".join(row) for row in grid]


def _row_cells(cells: list[html.HtmlElement], filling: dict[int, tuple[int, str]]) -> list[str]:
    """The texts of a row; a cell that spans several rows stands in each of them."""
    made: list[str] = []
    for cell in cells:
        _fill(made, filling)
        if len(made) > _MOST_COLUMNS:
            break
        text = _cell_text(cell)
        down, across = _integer(cell.get("rowspan"), 1), min(_integer(cell.get("colspan"), 1), _MOST_SPAN)
        for step in range(max(1, across)):
            if down > 1:
                filling[len(made)] = (min(down, _MOST_ROWS) - 1, text if step == 0 else "")
            made.append(text if step == 0 else "")
    _fill(made, filling)
    return made


def _fill(made: list[str], filling: dict[int, tuple[int, str]]) -> None:
    while len(made) in filling and len(made) <= _MOST_COLUMNS:
        left, text = filling.pop(len(made))
        if left > 1:
            filling[len(made)] = (left - 1, text)
        made.append(text)


def _cell_text(cell: html.HtmlElement) -> str:
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if event == "start":
            parts.append(element.text or "")
            continue
        parts.append(" " if element.tag in {"p", "br", "div", "li"} else "")
        parts.append((element.tail or "") if element is not cell else "")
    return " ".join("".join(parts).split())
