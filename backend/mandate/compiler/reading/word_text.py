"""The words of a paragraph of Word as they would be printed: insertions kept, deletions and hidden text left out."""

from collections.abc import Callable, Iterator

from lxml import etree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{WORD}{name}" for name in ("del", "moveFrom", "txbxContent", "pPr", "rPr")} | {_FALLBACK}
_BREAKS = {f"{WORD}br", f"{WORD}cr"}
_NOTES = {f"{WORD}footnoteReference", f"{WORD}endnoteReference"}

NoteWords = Callable[[etree._Element], str]


def paragraph_text(paragraph: etree._Element, note: NoteWords | None = None) -> str:
    """The printed words of a paragraph, without those of text boxes anchored in it."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        node = waiting.pop()
        if node.tag in _LEFT_OUT or (node.tag == f"{WORD}r" and _is_hidden(node)):
            continue
        if node.tag == f"{WORD}t":
            parts.append(node.text or "")
        elif node.tag == f"{WORD}tab":
            parts.append(" ")
        elif node.tag in _BREAKS:
            parts.append("" if node.get(f"{WORD}type") in {"page", "column"} else "\n")
        elif node.tag == f"{WORD}noBreakHyphen":
            parts.append("-")
        elif node.tag in _NOTES and note is not None:
            parts.append(note(node))
        else:
            waiting.extend(reversed(node))
    return "".join(parts)


def _is_hidden(run: etree._Element) -> bool:
    hidden = run.find(f"{WORD}rPr/{WORD}vanish")
    return hidden is not None and hidden.get(f"{WORD}val") not in {"0", "false", "off"}


def box_paragraphs(paragraph: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs of text boxes anchored in a paragraph; the copy for old programs is left out."""
    for box in paragraph.iter(f"{WORD}txbxContent"):
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield from box.iter(f"{WORD}p")


def is_deleted(paragraph: etree._Element) -> bool:
    """A paragraph that a tracked change removed whole."""
    return paragraph.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None and not paragraph_text(paragraph).strip()


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return style.get(f"{WORD}val", "") if style is not None else ""
