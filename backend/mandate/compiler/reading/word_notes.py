"""What Word keeps apart from the body: footnotes are read where they are referred to, a table of contents is not read."""

import re

from docx.document import Document as WordDocument
from lxml import etree

from mandate.compiler.reading.word_text import WORD, paragraph_text

_CONTENTS = re.compile(r"^(?:toc|目录)\s*(?:\d|heading|标题)", re.IGNORECASE)
_LONGEST = 300


class Notes:
    """Footnotes and endnotes of a document, by kind and number."""

    def __init__(self, document: WordDocument) -> None:
        self._words: dict[tuple[str, str], str] = {}
        for kind in ("footnote", "endnote"):
            part = next(
                (
                    one.target_part
                    for one in document.part.rels.values()
                    if not one.is_external and one.reltype.endswith(f"/{kind}s")
                ),
                None,
            )
            if part is not None:
                self._read(kind, part.blob)

    def _read(self, kind: str, content: bytes) -> None:
        try:
            root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        except etree.XMLSyntaxError:
            return
        for note in root.iterchildren(f"{WORD}{kind}"):
            words = " ".join("".join(paragraph_text(one) + " " for one in note.iter(f"{WORD}p")).split())
            if words:
                self._words[kind, note.get(f"{WORD}id", "")] = words[:_LONGEST]

    def words_of(self, reference: etree._Element) -> str:
        """（注：…） for a reference to a note, or nothing."""
        kind = etree.QName(reference).localname.removesuffix("Reference")
        words = self._words.get((kind, reference.get(f"{WORD}id", "")), "")
        return f"（注：{words}）" if words else ""


def styles_of_contents(document: WordDocument) -> set[str]:
    """The ids of the styles in which a table of contents is set."""
    found: set[str] = set()
    for style in document.styles.element.iterchildren(f"{WORD}style"):
        name = style.find(f"{WORD}name")
        if name is not None and _CONTENTS.match(name.get(f"{WORD}val", "")):
            found.add(style.get(f"{WORD}styleId", ""))
    return found - {""}


def is_contents_box(element: etree._Element) -> bool:
    gallery = element.find(f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery")
    return gallery is not None and gallery.get(f"{WORD}val", "").lower() == "table of contents"
