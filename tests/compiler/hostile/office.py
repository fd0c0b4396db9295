"""Hostile Word files."""

from tests.compiler.hostile.parts import (
    LAUGHS,
    PLAN,
    SECRET,
    WORD_NAMESPACE,
    Hostile,
    hostile,
    members_of,
    packed,
    word_body,
    word_lines,
    word_with,
)
from tests.compiler.making import word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def one_huge_member() -> bytes:
    return word_with(word_body(b"<w:p/>" + b" " * 60_000_000))


def nested_archives() -> bytes:
    inner = b"0" * 10_000_000
    for level in range(6):
        inner = packed({f"{level}-{copy}.zip": inner for copy in range(4)})
    return packed({"[Content_Types].xml": b"<x/>", "word/document.xml": inner})


def many_small_members() -> bytes:
    member = b"0" * 1_000_000
    return packed(members_of(word_file(PLAN)) | {f"word/media/{index}.bin": member for index in range(150)})


def pictures_up_to_the_limit() -> bytes:
    """90 MB of parts that the document really refers to."""
    members = members_of(word_file(PLAN))
    relations = members["word/_rels/document.xml.rels"]
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    added = b"".join(
        b'<Relationship Id="x%d" Type="%s" Target="media/%d.bin"/>' % (one, kind, one) for one in range(90)
    )
    members["word/_rels/document.xml.rels"] = relations.replace(b"</Relationships>", added + b"</Relationships>")
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
        b"</Types>", b'<Default Extension="bin" ContentType="image/png"/></Types>'
    )
    return packed(members | {f"word/media/{one}.bin": b"0" * 1_000_000 for one in range(90)})


def entities(head: bytes) -> bytes:
    return word_with(word_body(b"<w:p><w:r><w:t>x &l11; y</w:t></w:r></w:p>" + word_lines(PLAN), head))


def with_macros() -> bytes:
    return packed(members_of(word_file(PLAN)) | {"word/vbaProject.bin": OLE + bytes(500)})


def external_links() -> bytes:
    members = members_of(word_file(PLAN))
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    added = b"".join(
        b'<Relationship Id="e%d" Type="%s/%s" Target="http://127.0.0.1:9/%s" TargetMode="External"/>'
        % (place, relation, kind, kind)
        for place, kind in enumerate((b"attachedTemplate", b"image", b"footnotes", b"numbering", b"hyperlink"))
    )
    rels = "word/_rels/document.xml.rels"
    members[rels] = members[rels].replace(b"</Relationships>", added + b"</Relationships>")
    return packed(members)


def cyclic_styles() -> bytes:
    styles = b"".join(
        b'<w:style w:type="paragraph" w:styleId="S%d"><w:name w:val="s%d"/><w:basedOn w:val="S%d"/></w:style>'
        % (one, one, (one + 1) % 50)
        for one in range(50)
    )
    numbering = (
        b"<w:numbering %s><w:abstractNum w:abstractNumId='1'><w:styleLink w:val='S1'/><w:lvl w:ilvl='0'>"
        b"<w:start w:val='99999999999999'/><w:numFmt w:val='decimal'/><w:pStyle w:val='S3'/><w:lvlText w:val='%%1%%1%%9.'/></w:lvl>"
        b"</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num></w:numbering>" % WORD_NAMESPACE
    )
    paragraph = (
        b"<w:p><w:pPr><w:pStyle w:val='S3'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
        b"<w:r><w:t>%s</w:t></w:r></w:p>"
    )
    return word_with(
        word_body(b"".join(paragraph % line.encode() for line in PLAN) * 20),
        word__styles_xml=b"",
        **{
            "word/styles.xml": b"<w:styles %s>%s</w:styles>" % (WORD_NAMESPACE, styles),
            "word/numbering.xml": numbering,
        },
    )


def deep_elements() -> bytes:
    return word_with(word_body(b"<w:sdt>" * 20_000 + word_lines(PLAN) + b"</w:sdt>" * 20_000))


def wild_table() -> bytes:
    cell = b"<w:tc><w:tcPr><w:gridSpan w:val='999999999'/><w:vMerge/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    return word_with(
        word_body(word_lines(PLAN) + b"<w:tbl>" + (b"<w:tr>" + cell * 50 + b"</w:tr>") * 200 + b"</w:tbl>")
    )


def many_paragraphs() -> bytes:
    return word_with(word_body(word_lines([*PLAN, *(f"第{place}段说明文字。" for place in range(50_000))])))


def cut_off() -> bytes:
    content = word_file(PLAN)
    return content[: len(content) // 2]


def traversal() -> bytes:
    names = {"../../etc/cron.d/x": b"x", "/etc/passwd": b"x", "C:\\windows\\x": b"x", "word/../../y": b"x"}
    return packed(members_of(word_file(PLAN)) | names)


def twice_the_same_part() -> bytes:
    members = members_of(word_file(PLAN))
    other = {"word/documenX.xml": members["word/document.xml"], "[Content_TypeX].xml": b"<x/>"}
    return packed(members | other).replace(b"documenX", b"document").replace(b"TypeX]", b"Types]")


def wrong_sizes() -> bytes:
    """The directory claims a kilobyte where a megabyte is packed."""
    content = bytearray(word_with(word_body(word_lines(PLAN) + b" " * 1_000_000)))
    place = content.rfind(b"PK\x01\x02")
    while place > 0:
        content[place + 24 : place + 28] = (1000).to_bytes(4, "little")
        place = content.rfind(b"PK\x01\x02", 0, place)
    return bytes(content)


OFFICE: list[Hostile] = [
    hostile("一个巨大部件.docx", one_huge_member, "too_large"),
    hostile("层层压缩.docx", nested_archives, "not_a_word_file", "too_large"),
    hostile("许多小部件.docx", many_small_members, "too_large"),
    hostile("九十兆图片.docx", pictures_up_to_the_limit),
    hostile("实体膨胀.docx", lambda: entities(LAUGHS), "draft", "not_a_word_file"),
    hostile("外部实体.docx", lambda: entities(SECRET), "draft", "not_a_word_file"),
    hostile("带宏.docx", with_macros, "macros"),
    hostile("带宏.docm", with_macros, "macros"),
    hostile("旧版.doc", lambda: OLE + bytes(4000), "old_word_file"),
    hostile("金山文档.wps", lambda: OLE + bytes(4000), "old_word_file"),
    hostile("加密.docx", lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    hostile("外部链接.docx", external_links),
    hostile("循环样式.docx", cyclic_styles),
    hostile("两万层标签.docx", deep_elements, "not_a_word_file", "damaged"),
    hostile("离奇表格.docx", wild_table),
    hostile("五万段.docx", many_paragraphs, "draft", "too_long"),
    hostile("截断.docx", cut_off, "not_a_word_file"),
    hostile("越权路径.docx", traversal),
    hostile("重复部件.docx", twice_the_same_part, "draft", "not_a_word_file"),
    hostile("谎报大小.docx", wrong_sizes, "not_a_word_file"),
    hostile("富文本.rtf", lambda: b"{\\rtf1\\ansi " + b"{" * 50_000 + b"plan}", "rich_text"),
]
