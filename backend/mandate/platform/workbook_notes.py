"""Comments on cells of an xlsx sheet, beside those that people made themselves."""

import posixpath
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from lxml import etree

if TYPE_CHECKING:
    from mandate.platform.workbook_marks import Package

AUTHOR = "营商督办"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
EXCEL = "urn:schemas-microsoft-com:office:excel"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
SHAPES_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# What stands behind the drawing of the comments in a sheet (ECMA-376 part 1, 18.3.1.99).
BEHIND = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"}
)
HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    f' xmlns:x="{EXCEL}"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto" style="position:absolute;'
    'width:220pt;height:80pt;z-index:1;visibility:hidden"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)

Element = Any
Note = tuple[int, int, str]


def put_notes(package: "Package", sheet: str, notes: Sequence[Note]) -> None:
    """Comments of ours on these cells (row and column from 1), instead of any that we made before.

    A cell that has a person's own comment keeps just that one. Where the sheet's drawing holds more than comments
    (buttons), nothing is added.
    """
    relations = _relations(package, sheet)
    known = _targets(package, sheet, "/comments")
    shapes = _targets(package, sheet, "/vmlDrawing")
    if shapes and not _only_notes(package.parts.get(shapes[0], b"")):
        return
    tree = (
        package.tree(known[0])
        if known
        else etree.fromstring(f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode())
    )
    taken = _take_out_ours(tree)
    _add(tree, [note for note in notes if (note[0], note[1]) not in taken])
    places = [_place(one.get("ref", "A1")) for one in tree.iter(f"{{{MAIN}}}comment")]
    if not known:
        package.trees["xl/mandateComments.xml"] = tree
        _relate(package, relations, "mandateComments", "comments", "/xl/mandateComments.xml", NOTES_TYPE)
    drawing = shapes[0] if shapes else "xl/drawings/mandateComments.vml"
    package.parts[drawing] = _drawn(places)
    if not shapes:
        _relate(package, relations, "mandateShapes", "vmlDrawing", f"/{drawing}", SHAPES_TYPE)
        _draw(package.tree(sheet), "mandateShapes")


def _relations(package: "Package", sheet: str) -> str:
    folder, name = posixpath.split(sheet)
    path = f"{folder}/_rels/{name}.rels"
    if path not in package.parts:
        package.parts[path] = f'<Relationships xmlns="{PACKAGE}"/>'.encode()
    return path


def _targets(package: "Package", sheet: str, ending: str) -> list[str]:
    found = [one for one in package.tree(_relations(package, sheet)) if one.get("Type", "").endswith(ending)]
    folder = posixpath.dirname(sheet)
    paths = [str(one.get("Target", "")) for one in found]
    return [path.lstrip("/") if path.startswith("/") else posixpath.normpath(f"{folder}/{path}") for path in paths]


def _only_notes(drawing: bytes) -> bool:
    try:
        tree = etree.fromstring(drawing, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return False
    return all(one.get("ObjectType") == "Note" for one in tree.iter(f"{{{EXCEL}}}ClientData"))


def _take_out_ours(tree: Element) -> set[tuple[int, int]]:
    """Removes comments of ours; tells the cells of the others."""
    authors = [one.text or "" for one in tree.iter(f"{{{MAIN}}}author")]
    taken = set()
    for one in list(tree.iter(f"{{{MAIN}}}comment")):
        author = int(one.get("authorId", "0"))
        if author < len(authors) and authors[author] == AUTHOR:
            one.getparent().remove(one)
        else:
            taken.add(_place(one.get("ref", "A1")))
    return taken


def _add(tree: Element, notes: Sequence[Note]) -> None:
    from mandate.platform.workbook_marks import reference

    authors, listed = tree.find(f"{{{MAIN}}}authors"), tree.find(f"{{{MAIN}}}commentList")
    names = [one.text or "" for one in authors]
    if AUTHOR not in names:
        etree.SubElement(authors, f"{{{MAIN}}}author").text = AUTHOR
        names.append(AUTHOR)
    texts: dict[tuple[int, int], list[str]] = {}
    for row, column, text in notes:
        texts.setdefault((row, column), []).append(text)
    for (row, column), words in texts.items():
        author = str(names.index(AUTHOR))
        one = etree.SubElement(listed, f"{{{MAIN}}}comment", ref=reference(row, column), authorId=author)
        run = etree.SubElement(etree.SubElement(one, f"{{{MAIN}}}text"), f"{{{MAIN}}}t")
        run.text = "\n".join(words)


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int(reference[len(letters) :] or 1), column


def _drawn(places: Sequence[tuple[int, int]]) -> bytes:
    shapes = [
        SHAPE.format(id=1025 + number, row=row - 1, column=column - 1) for number, (row, column) in enumerate(places)
    ]
    return (HEAD + "".join(shapes) + "</xml>").encode()


def _relate(package: "Package", relations: str, key: str, kind: str, part: str, content_type: str) -> None:
    etree.SubElement(
        package.tree(relations), f"{{{PACKAGE}}}Relationship", Id=key, Type=f"{OFFICE}/{kind}", Target=part
    )
    types = package.tree("[Content_Types].xml")
    if all(one.get("PartName") != part for one in types):
        etree.SubElement(types, f"{{{TYPES}}}Override", PartName=part, ContentType=content_type)


def _draw(root: Element, key: str) -> None:
    drawing = etree.Element(f"{{{MAIN}}}legacyDrawing")
    drawing.set(f"{{{OFFICE}}}id", key)
    behind = next((one for one in root if etree.QName(one).localname in BEHIND), None)
    if behind is None:
        root.append(drawing)
    else:
        behind.addprevious(drawing)
