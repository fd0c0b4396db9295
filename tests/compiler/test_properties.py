"""What must hold for any input: anchors quote what they claim, nothing loops, nothing but DocumentUnreadable is raised."""

import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mandate.compiler.compile import compile_document, compile_text
from mandate.compiler.draft import Draft, draft_as_json
from mandate.compiler.errors import DocumentUnreadable
from tests.compiler.conftest import draft_of, labelled_documents

_NOISE = ("**", "\u200b", "\ufeff")
_FRAGMENTS = st.sampled_from([
    "一、", "（一）", "1.", "（1）", "①", "第二条", "二、重点任务", "\n", "\n\n", "。", "；", "，", "、", "（", "）", "【", "】", "“", "”", "《", "》",
    "牵头单位：", "责任单位：", "配合单位:", "责任单位∶", "市发展改革委", "区财政局", "各县（市、区）人民政府", "等", "牵头", "按职责分工负责", "逗号前为牵头单位，下同",
    "完成时限：", "2023年底前", "9月底前", "长期坚持", "到2025年", "由50个工作日压减至45个工作日", "不低于90%", "三分之一", "1/4以上", "两百家", "半天", "近四成",
    "最多跑一次", "零成本", "每年召开座谈会", "排名前5位", "万亿元", "6—15", "0", "９９％", "**", "[bookmark: _x]", "\t", "|", "序号\t工作任务\t牵头单位\t责任单位\n", "附件",
    "2023年6月28日", "某府办〔2023〕3号", "征求意见稿", "1.1", "十", "〇", "\u200b", "𠀀", "\x00", "— 3 —", "全文", "提升服务水平", "办理时限",
])  # fmt: skip
_TEXTS = st.lists(_FRAGMENTS | st.text(max_size=6), max_size=60).map("".join)
_SETTINGS = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _bare(text: str) -> str:
    """Text without white space and without the marks that the compiler leaves out of what it quotes."""
    for mark in _NOISE:
        text = text.replace(mark, "")
    return "".join(text.split())


def ensure_anchored(draft: Draft) -> None:
    """Every anchor lies inside the text and quotes the words of its field."""
    text = draft.text
    for clause in draft.clauses:
        assert 0 <= clause.start <= clause.end <= len(text)
        assert _bare(clause.title) in _unmarked(text[clause.start : clause.end])
    for task in draft.tasks:
        assert _bare(task.text) == _unmarked(text[task.start : task.end])
        for unit in (*task.lead_units, *task.responsible_units):
            assert _bare(unit.text) == _unmarked(text[unit.start : unit.end])
        for part in (task.deadline, task.precondition):
            assert part is None or _bare(part.text) == _unmarked(text[part.start : part.end])
    for quantity in draft.quantities:
        assert 0 <= quantity.start < quantity.end <= len(text)
        near = text[max(0, quantity.start - 1000) : quantity.end + 1000]
        assert _bare(quantity.quote) in _bare(near) or _bare(quantity.quote) in _unmarked(near)
    facts = (draft.metadata.document_number, draft.metadata.issuer, draft.metadata.title)
    for fact in facts:
        assert (
            fact is None
            or fact.anchor is None
            or _bare(fact.value) == _unmarked(text[fact.anchor.start : fact.anchor.end])
        )
    for doubt in (*draft.doubts, *(one for task in draft.tasks for one in task.doubts)):
        assert 0 <= doubt.start <= doubt.end <= len(text)
        assert doubt.message_zh
        assert doubt.message_en


def _unmarked(text: str) -> str:
    """What the compiler reads of a stretch: without marks, bookmarks, page numbers and white space."""
    from mandate.compiler.view import view_of

    # A number that is all of a cell, or broken off the first line of a quotation, is not that of a page.
    first, _, rest = text.strip().partition("\n")
    if first.strip().isdigit():
        return first.strip() + "".join(view_of(rest).text.split())
    return "".join(view_of(text).text.split())


@_SETTINGS
@given(_TEXTS)
@example("一、\n牵头单位:")
def test_any_text_compiles_and_anchors_quote(text: str) -> None:
    draft = compile_text(text, "x.txt")
    ids = [clause.id for clause in draft.clauses]
    assert ids == sorted(set(ids))
    assert all(clause.parent_id is None or clause.parent_id < clause.id for clause in draft.clauses)
    assert all(index < len(draft.quantities) for task in draft.tasks for index in task.quantities)
    for quantity in draft.quantities:
        assert 0 <= quantity.start <= quantity.end <= len(text)
    draft_as_json(draft)


@pytest.mark.parametrize("path", labelled_documents()[::2], ids=lambda path: path.stem)
def test_anchors_of_the_labelled_documents(path: Path) -> None:
    ensure_anchored(draft_of(path))


def test_anchors_of_the_real_plans(seeds: list[Path]) -> None:
    for seed in seeds:
        ensure_anchored(compile_document(seed.read_bytes(), seed.name))


@_SETTINGS
@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.doc", "a", "a.xyz"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    with suppress(DocumentUnreadable):
        compile_document(content, name)


@pytest.mark.parametrize(
    "path", [path for path in labelled_documents() if path.suffix == ".txt"][::16], ids=lambda path: path.stem
)
def test_mangled_documents_are_read_or_refused(path: Path) -> None:
    """Characters lost, doubled and swapped, as bad scans do."""
    chance = random.Random(path.stem)
    characters = list(path.read_text(encoding="utf-8"))
    for _ in range(20):
        for _ in range(12):
            place = chance.randrange(len(characters))
            characters[place] = chance.choice(["", characters[place] * 2, "\n", "（", "）", "、", "一、", "“"])
        draft = compile_text("".join(characters), path.name)
        assert all(0 <= unit.start < unit.end <= len(draft.text) for task in draft.tasks for unit in task.lead_units)


@pytest.mark.parametrize(
    "text",
    [
        "（" * 20000,
        "“" * 20000 + "牵头单位：",
        "一、" * 20000,
        "1." * 20000,
        "、".join(["市财政局"] * 5000),
        "（责任单位：" + "市财政局和" * 4000 + "）",
        "由50个工作日压减至" * 2500,
        "1" * 50000,
        "一二三四五六七八九十百千万亿" * 4000,
        "每年" * 10000,
        "牵头单位：" * 10000,
        "\n".join("1.任务（责任单位：市财政局）" for _ in range(2500)),
        "零成本最多跑一次" * 2500,
        "，" * 50000,
        "高于" * 20000 + "平均水平",
        " " * 100000 + "一、",
        "（一）" + "甲" * 100000,
        "2023年" * 20000,
        "\t".join("牵头单位任务" for _ in range(2500)),
    ],
    ids=range(19),
)
def test_strange_texts_end_in_time(text: str) -> None:
    started = time.process_time()
    compile_text(text, "x.txt")
    assert time.process_time() - started < 10
