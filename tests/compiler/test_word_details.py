"""What Word keeps beside plain paragraphs: boxes, notes, contents, hidden and moved text, lists that go on."""

from mandate.compiler.compile import compile_document
from tests.compiler.hostile.parts import WORD_NAMESPACE, members_of, packed, word_body, word_with
from tests.compiler.making import word_file


def text_of(inner: str, **parts: str) -> list[str]:
    content = word_with(
        word_body(inner.encode()),
        **{name.replace("_", "/", 1).replace("_", "."): value.encode() for name, value in parts.items()},
    )
    return compile_document(content, "a.docx").text.split("\n")


def run(words: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{words}</w:t></w:r>"


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inner}</w:p>"


def test_moved_hidden_and_deleted_text() -> None:
    inner = (
        paragraph(f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>{run('甲')}")
        + paragraph(run("看不见", "<w:rPr><w:vanish/></w:rPr>") + run("乙"))
        + paragraph(run("前半"), "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
        + paragraph(run("后半"))
    )
    assert text_of(inner) == ["新处甲", "乙", "前半后半"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('框内文字'))}</w:txbxContent>"
    choice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert text_of(paragraph(run("正文") + f"<w:r>{choice}</w:r>")) == ["正文", "框内文字"]


def test_contents_are_left_out() -> None:
    styles = f"<w:styles {WORD_NAMESPACE.decode()}><w:style w:type='paragraph' w:styleId='11'><w:name w:val='toc 1'/></w:style></w:styles>"
    inner = paragraph(run("一、总则……1"), "<w:pPr><w:pStyle w:val='11'/></w:pPr>") + paragraph(run("一、总则"))
    assert text_of(inner, word_styles_xml=styles) == ["一、总则"]


def test_footnotes_stand_where_they_are_referred_to() -> None:
    members = members_of(word_file(["占位"]))
    members["word/document.xml"] = word_body(
        paragraph(run("正文") + "<w:r><w:footnoteReference w:id='2'/></w:r>").encode()
    )
    members["word/footnotes.xml"] = (
        f"<w:footnotes {WORD_NAMESPACE.decode()}><w:footnote w:id='2'>{paragraph(run('不含外线施工'))}</w:footnote></w:footnotes>"
    ).encode()
    relations = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    added = f'<Relationship Id="f1" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    members[relations] = members[relations].replace(b"</Relationships>", added.encode())
    members["[Content_Types].xml"] = members["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        b'wordprocessingml.footnotes+xml"/></Types>',
    )
    assert compile_document(packed(members), "a.docx").text == "正文（注：不含外线施工）"


def test_lists_of_one_family_count_on_unless_one_begins_anew() -> None:
    numbering = (
        f"<w:numbering {WORD_NAMESPACE.decode()}><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/>"
        "<w:numFmt w:val='chineseCounting'/><w:lvlText w:val='（%1）'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='1'/></w:num>"
        "<w:num w:numId='3'><w:abstractNumId w:val='1'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride></w:num>"
        "</w:numbering>"
    )
    properties = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='{}'/></w:numPr></w:pPr>"
    inner = "".join(
        paragraph(run(words), properties.format(number))
        for number, words in ((1, "甲"), (2, "乙"), (3, "丙"), (3, "丁"))
    )
    assert text_of(inner, word_numbering_xml=numbering) == ["（一）甲", "（二）乙", "（一）丙", "（二）丁"]


def test_a_deleted_row_and_a_row_that_begins_later() -> None:
    def cell(words: str, properties: str = "") -> str:
        return f"<w:tc>{properties}{paragraph(run(words))}</w:tc>"

    rows = (
        f"<w:tr>{cell('序号')}{cell('任务')}{cell('单位')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('1')}{cell('删去')}{cell('甲')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>{cell('乙事')}{cell('丙局')}</w:tr>"
    )
    assert text_of(f"<w:tbl>{rows}</w:tbl>") == ["序号\t任务\t单位", "\t乙事\t丙局"]
