"""Marks faults in a person's own workbook: cells coloured and commented, a last column in words, the rest untouched.

The XML of the file is edited, so formulas, styles, further sheets and pictures stay as they are. Our own marks of an
earlier round are taken out first.
"""

import io
import posixpath
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from mandate.platform.workbook_notes import put_notes
from mandate.platform.workbook_scan import RELATIONS, WORKBOOK, ReadLimits, scan_workbook, unreadable
from mandate.platform.workbooks import DEFAULT_LIMITS, ZIP, read_table, write_workbook

TITLE = "问题"
FILL = "FFFFD5CC"
WIDTH = 60
MOST_NOTES = 2000
TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
STYLES = (
    f'<styleSheet xmlns="{TRANSITIONAL}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill'
    ' patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/>'
    '</borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf fillId="0"/></cellXfs></styleSheet>'
)

Element = Any


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong in a cell (row and column from 1); column 0 stands for the row as a whole."""

    row: int
    column: int
    text: str


@dataclass
class Package:
    """The parts of a workbook file; those that change are parsed on first use."""

    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, name: str) -> Element:
        if name not in self.trees:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self.trees[name] = etree.fromstring(self.parts[name], parser)
        return self.trees[name]

    def packed(self) -> bytes:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in dict.fromkeys((*self.parts, *self.trees)):
                tree = self.trees.get(name)
                body = self.parts[name] if tree is None else _written(tree)
                archive.writestr(name, body)
        return target.getvalue()


def _written(tree: Element) -> bytes:
    written: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def mark_workbook(
    content: bytes, file_name: str, marks: Sequence[Mark], header_row: int, limits: ReadLimits = DEFAULT_LIMITS
) -> bytes:
    """The workbook (a csv becomes one) with its faults marked in its first visible sheet. Raises Refusal."""
    table = read_table(content, file_name, limits)
    if not content.startswith(ZIP):
        first, *rest = table or [[""]]
        content = write_workbook("Sheet1", [(title, 20) for title in first], rest)
    extent = scan_workbook(content, limits)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        package = Package({member.filename: archive.read(member) for member in archive.infolist()})
    try:
        path = _sheet_path(package, extent.name)
        sheet = _Sheet(package, path)
        sheet.clear_colour()
        titles = table[header_row - 1] if 0 < header_row <= len(table) else []
        own = next((place for place, title in enumerate(titles, start=1) if title.strip() == TITLE), None)
        column = own or max(map(len, table), default=0) + 1
        sheet.put_column(column, header_row, marks)
        for mark in marks:
            if 0 < mark.column < column:
                sheet.colour(mark.row, mark.column)
        notes = [mark for mark in marks if 0 < mark.column < column][:MOST_NOTES]
        if sheet.namespace == TRANSITIONAL:
            put_notes(package, path, [(mark.row, mark.column, _plain(mark.text)) for mark in notes])
    except (etree.XMLSyntaxError, KeyError, ValueError, IndexError) as error:
        raise unreadable() from error
    return package.packed()


def _sheet_path(package: Package, name: str) -> str:
    targets = {one.get("Id"): one.get("Target", "") for one in package.tree(RELATIONS)}
    for sheet in package.tree(WORKBOOK).iter("{*}sheet"):
        if sheet.get("name") == name:
            relation = next(value for key, value in sheet.attrib.items() if key.endswith("}id"))
            target = str(targets[relation])
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    raise KeyError(name)


def _plain(text: str) -> str:
    """XML holds no control characters."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())


def reference(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


class _Sheet:
    """One sheet's rows and cells, found by number whether or not the file writes them out."""

    def __init__(self, package: Package, path: str) -> None:
        self.package = package
        self.root = package.tree(path)
        self.namespace = etree.QName(self.root).namespace or ""
        self.body = self.root.find(f"{{{self.namespace}}}sheetData")
        self.rows: dict[int, Element] = {}
        number = 0
        for row in self.body:
            number = int(row.get("r", number + 1))
            self.rows[number] = row
        self.colours: dict[int, int] = {}
        self.styles = self._styles()
        for extent in self.root.findall(f"{{{self.namespace}}}dimension"):
            self.root.remove(extent)

    def _styles(self) -> Element:
        relations = self.package.tree(RELATIONS)
        for one in relations:
            if one.get("Type", "").endswith("/styles"):
                target = one.get("Target", "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
                return self.package.tree(path)
        etree.SubElement(
            relations, f"{{{PACKAGE}}}Relationship", Id="mandateStyles", Type=f"{OFFICE}/styles", Target="styles.xml"
        )
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
        types = self.package.tree("[Content_Types].xml")
        etree.SubElement(types, f"{{{TYPES}}}Override", PartName="/xl/styles.xml", ContentType=kind)
        self.package.parts["xl/styles.xml"] = STYLES.encode()
        return self.package.tree("xl/styles.xml")

    def _of_styles(self, name: str) -> Element:
        found = self.styles.find(f"{{*}}{name}")
        if found is None:
            raise KeyError(name)
        return found

    def _fill(self) -> str:
        """The place of our colour among the fills; added when it is not there."""
        fills = self._of_styles("fills")
        for place, fill in enumerate(fills):
            if any(one.get("rgb") == FILL for one in fill.iter("{*}fgColor")):
                return str(place)
        space = etree.QName(fills).namespace
        fill = etree.SubElement(fills, f"{{{space}}}fill")
        pattern = etree.SubElement(fill, f"{{{space}}}patternFill", patternType="solid")
        etree.SubElement(pattern, f"{{{space}}}fgColor", rgb=FILL)
        fills.set("count", str(len(fills)))
        return str(len(fills) - 1)

    def _style_with(self, style: int, fill: str) -> int:
        """The same style with another fill."""
        formats = self._of_styles("cellXfs")
        made = etree.fromstring(etree.tostring(formats[style]))
        made.set("fillId", fill)
        made.set("applyFill", "1")
        formats.append(made)
        formats.set("count", str(len(formats)))
        return len(formats) - 1

    def clear_colour(self) -> None:
        """Our colour of an earlier round goes; what was corrected is not red any more."""
        fill, cleared = self._fill(), {}
        formats = self._of_styles("cellXfs")
        ours = {place for place, one in enumerate(formats) if one.get("fillId") == fill}
        for cell in self.body.iter(f"{{{self.namespace}}}c"):
            style = int(cell.get("s", "0"))
            if style in ours:
                if style not in cleared:
                    cleared[style] = self._style_with(style, "0")
                cell.set("s", str(cleared[style]))

    def colour(self, row: int, column: int) -> None:
        cell = self.cell(row, column)
        style = int(cell.get("s", "0"))
        if style not in self.colours:
            self.colours[style] = self._style_with(style, self._fill())
            # Asked for the same cell again, it is this one already.
            self.colours[self.colours[style]] = self.colours[style]
        cell.set("s", str(self.colours[style]))

    def cell(self, number: int, column: int) -> Element:
        """The cell, made in its place when the file leaves it out."""
        row = self._row(number)
        at = 0
        for place, cell in enumerate(row):
            at = _column_of(cell.get("r")) if cell.get("r") else at + 1
            cell.set("r", reference(number, at))
            if at == column:
                return cell
            if at > column:
                return self._insert(row, place, number, column)
        return self._insert(row, len(row), number, column)

    def _insert(self, row: Element, place: int, number: int, column: int) -> Element:
        cell = etree.Element(f"{{{self.namespace}}}c", r=reference(number, column))
        row.insert(place, cell)
        return cell

    def _row(self, number: int) -> Element:
        if number not in self.rows:
            row = etree.Element(f"{{{self.namespace}}}row", r=str(number))
            before = sum(known < number for known in self.rows)
            self.body.insert(before, row)
            self.rows[number] = row
        row = self.rows[number]
        row.attrib.pop("spans", None)
        row.set("r", str(number))
        return row

    def put_column(self, column: int, header_row: int, marks: Sequence[Mark]) -> None:
        """The last column: what is wrong in each row, in words; empty where nothing is."""
        words: dict[int, list[str]] = {}
        for mark in marks:
            words.setdefault(mark.row, []).append(mark.text)
        for number in [one for one in self.rows if one > header_row and one not in words]:
            self._write(self.cell(number, column), "")
        for number, texts in words.items():
            if number != header_row:
                self._write(self.cell(number, column), "\n".join(texts))
        above = words.get(header_row, [])
        self._write(self.cell(max(header_row, 1), column), TITLE)
        if above:
            self._write(self.cell(max(header_row, 1), column + 1), "\n".join(above))
        self._widen(column)

    def _write(self, cell: Element, text: str) -> None:
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if not text:
            return
        cell.set("t", "inlineStr")
        told = etree.SubElement(cell, f"{{{self.namespace}}}is")
        line: Element = etree.SubElement(told, f"{{{self.namespace}}}t")
        line.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        line.text = _plain(text)

    def _widen(self, column: int) -> None:
        columns = self.root.find(f"{{{self.namespace}}}cols")
        if columns is None:
            columns = etree.Element(f"{{{self.namespace}}}cols")
            self.body.addprevious(columns)
        if all(int(one.get("max", "0")) < column for one in columns):
            place = str(column)
            etree.SubElement(
                columns, f"{{{self.namespace}}}col", min=place, max=place, width=str(WIDTH), customWidth="1"
            )


def _column_of(text: str) -> int:
    number = 0
    for letter in text.rstrip("0123456789"):
        number = number * 26 + ord(letter.upper()) - ord("A") + 1
    return number
