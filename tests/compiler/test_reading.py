"""Files of every kind: what is read, and what is refused in words."""

import pytest

from mandate.compiler.compile import compile_document
from mandate.compiler.errors import DocumentUnreadable
from tests.compiler.making import archive, numbered_word_file, pdf_file, tracked_word_file, word_file

PLAN = [
    "青岚区2024年服务企业工作方案",
    "一、重点任务",
    "（一）登记更快。企业登记1个工作日办结。（牵头单位：区市场监管局，责任单位：区税务局）",
    "（二）融资更易。新增首贷户200户。（牵头单位：区金融办，责任单位：区财政局、各镇街）",
]


def _units(content: bytes, name: str) -> list[tuple[int | None, str, list[str], list[str]]]:
    draft = compile_document(content, name)
    return [
        (
            task.number,
            task.title,
            [unit.text for unit in task.lead_units],
            [unit.text for unit in task.responsible_units],
        )
        for task in draft.tasks
    ]


EXPECTED = [
    (1, "登记更快", ["区市场监管局"], ["区税务局"]),
    (2, "融资更易", ["区金融办"], ["区财政局", "各镇街"]),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_the_encodings_of_government_offices(encoding: str) -> None:
    assert _units("\n".join(PLAN).encode(encoding), "plan.txt") == EXPECTED


def test_line_ends_of_other_systems() -> None:
    assert _units("\r\n".join(PLAN).encode(), "plan.txt") == EXPECTED
    assert _units("\r".join(PLAN).encode(), "plan.txt") == EXPECTED


def test_word() -> None:
    assert _units(word_file(PLAN), "plan.docx") == EXPECTED


def test_word_by_another_name() -> None:
    assert _units(word_file(PLAN), "plan.txt") == EXPECTED


def test_numbering_made_by_word() -> None:
    lines = [
        (-1, PLAN[0]),
        (0, "总体要求"),
        (0, "重点任务"),
        (1, PLAN[2].removeprefix("（一）")),
        (1, PLAN[3].removeprefix("（二）")),
    ]
    draft = compile_document(numbered_word_file(lines), "plan.docx")
    assert [(task.section, task.number, task.title) for task in draft.tasks] == [
        ("二、重点任务", 1, "登记更快"),
        ("二、重点任务", 2, "融资更易"),
    ]


def test_a_table_in_word_with_merged_cells() -> None:
    table = [
        ["序号", "任务类别", "工作任务", "牵头单位", "责任单位", "完成时限"],
        ["1", "政务环境", "高频事项全市通办60项以上", "区政务办", "区数据局、各镇（街道）", "2024年6月底"],
        ["2", "", "推行首席代办员制度", "区政务办", "", "长期坚持"],
        ["3", "市场环境", "企业开办4小时办结", "区市场监管局", "区税务局", "2024年底"],
    ]
    draft = compile_document(word_file(["2024年任务分工表"], table), "plan.docx")
    assert [(task.section, task.number, task.title) for task in draft.tasks] == [
        ("政务环境", 1, "高频事项全市通办60项以上"),
        ("政务环境", 2, "推行首席代办员制度"),
        ("市场环境", 3, "企业开办4小时办结"),
    ]
    assert [unit.text for unit in draft.tasks[0].responsible_units] == ["区数据局", "各镇（街道）"]


def test_tracked_changes_count_what_was_inserted() -> None:
    content = tracked_word_file("一、任务（一）登记更快。", "（牵头单位：区市场监管局）", "（牵头单位：区财政局）")
    text = compile_document(content, "plan.docx").text
    assert "区市场监管局" in text
    assert "区财政局" not in text


def test_pdf_with_a_text_layer() -> None:
    pages = [
        [
            "青岚区营商工作方案",
            PLAN[0],
            PLAN[1],
            "（一）登记更快。企业登记1个工作日办结。（牵头单位：",
            "区市场监管局，责任单位：区税务局）",
            "- 1 -",
        ],
        [
            "青岚区营商工作方案",
            "（二）融资更易。新增首贷户200户。（牵头单位：区金融",
            "办，责任单位：区财政局、各镇街）",
            "- 2 -",
        ],
        ["青岚区营商工作方案", "二、保障措施", "加强领导。", "- 3 -"],
    ]
    content = pdf_file(pages)
    assert _units(content, "plan.pdf") == EXPECTED
    assert "- 2 -" not in compile_document(content, "plan.pdf").text


def _refused(content: bytes, name: str) -> str:
    with pytest.raises(DocumentUnreadable) as refusal:
        compile_document(content, name)
    assert refusal.value.message_zh
    assert refusal.value.message_en
    return refusal.value.code


def _entity_word_file() -> bytes:
    """A docx whose text asks for a file of the machine through an external entity."""
    document = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>TEXT &secret;</w:t></w:r></w:p>'
        b"</w:body></w:document>"
    )
    members = dict(_members(word_file(["占位"])))
    members["word/document.xml"] = document
    return archive(members)


def _members(content: bytes) -> list[tuple[str, bytes]]:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return [(name, file.read(name)) for name in file.namelist()]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "plan.txt", "empty"),
        (b" \n\n \xef\xbb\xbf", "plan.txt", "empty"),
        (b"", "plan.docx", "empty"),
        (bytes(range(128, 256)) * 40, "plan.txt", "not_text"),
        (b"\x00\x01\x02\x03" * 400, "plan.txt", "not_text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "plan.docx", "picture"),
        (b"PK\x03\x04 broken", "plan.docx", "not_a_word_file"),
        (archive({"readme.txt": b"hello"}), "plan.docx", "not_a_word_file"),
        (archive({"[Content_Types].xml": b"<x/>"}), "plan.docx", "not_a_word_file"),
        (archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"0" * 30_000_000}), "plan.docx", "too_large"),
        (archive({f"word/media/{index}.bin": b"x" for index in range(2100)}), "plan.docx", "too_large"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "plan.doc", "old_word_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "plan.docx", "encrypted"),
        (b"%PDF-1.4\nnothing", "plan.pdf", "damaged"),
        (b"no pdf at all", "plan.pdf", "damaged"),
        (pdf_file([[], [], []]), "plan.pdf", "no_text_layer"),
        (b"abc", "plan.exe", "unknown_type"),
        (b"{}", "plan.json", "unknown_type"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(content: bytes, name: str, code: str) -> None:
    assert _refused(content, name) == code


def test_external_entities_are_not_followed() -> None:
    try:
        text = compile_document(_entity_word_file(), "plan.docx").text
    except DocumentUnreadable:
        return
    with open("/etc/hostname", encoding="utf-8") as file:  # noqa: PTH123
        secret = file.read().strip()
    assert not secret or secret not in text


def test_progress_runs_from_nothing_to_done() -> None:
    seen: list[tuple[str, float]] = []
    compile_document("\n".join(PLAN).encode(), "plan.txt", lambda stage, share: seen.append((stage, share)))
    assert seen[0][0] == "reading"
    assert seen[-1] == ("done", 1.0)
    assert [share for _, share in seen] == sorted(share for _, share in seen)
