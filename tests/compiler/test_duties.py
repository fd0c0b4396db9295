"""Duties of our own plans against labels written before the run, and of the real ones against mechanisms found by hand."""

import re
from pathlib import Path

import pytest

from mandate.compiler.compile import compile_document
from mandate.compiler.draft import Cadence, Draft, DutyKind
from tests.compiler.conftest import draft_of, labelled_documents
from tests.compiler.scoring import read_rows, say

SHARED = Path(__file__).parents[3] / "shared"


def plain(text: str) -> str:
    return re.sub(r"[\s*]", "", text)


def names_of(draft: Draft, task: int | None, who: str) -> set[str]:
    """Who is named beside the duty, or else owes the task that it stands in."""
    owners = () if task is None else (*draft.tasks[task].lead_units, *draft.tasks[task].responsible_units)
    return {who} if who else {"", *(unit.text for unit in owners)}


def test_labelled_duties_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    labelled = found = cadences = names = 0
    problems = []
    for path in labelled_documents():
        labels = path.with_name(f"{path.stem}.duties.csv")
        if not labels.exists():
            continue
        draft = draft_of(path)
        for label in read_rows(labels):
            labelled += 1
            text = plain(label["text"])
            same = [
                duty
                for duty in draft.duties
                if duty.kind == label["kind"] and (plain(duty.text) in text or text in plain(duty.text))
            ]
            if not same:
                problems.append(f"{path.stem} {label['clause']}: no {label['kind']}: {label['text']}")
                continue
            duty = same[0]
            found += 1
            cadences += (duty.cadence or "") == label["cadence"]
            names += label["who"] in names_of(draft, duty.task_index, duty.who.value if duty.who else "")
    say(capsys, f"duties of own plans: {found}/{labelled}, cadence right {cadences}, who right {names}")
    assert found >= 0.9 * labelled, problems
    assert cadences >= 0.95 * found
    assert names >= 0.85 * found


@pytest.mark.skipif(not SHARED.exists(), reason="the real plans lie beside the checkout, in ../shared")
def test_cadences_and_publications_of_the_real_plans_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    mechanisms = read_rows(SHARED / "gold" / "mechanisms.csv")
    seen: dict[str, list[bool]] = {}
    for path in sorted((SHARED / "seeds").glob("00[0-3]_*.txt")):
        draft = compile_document(path.read_bytes(), path.name)
        texts = [plain(duty.text) for duty in draft.duties]
        for row in mechanisms:
            if row["doc"] == path.name[:3]:
                quote = plain(row["quote"])
                parts = [part for part in re.split("[，。；;,]", quote) if len(part) > 5]
                hit = any(text in quote or any(part in text for part in parts) for text in texts)
                seen.setdefault(row["tag"], []).append(hit)
    say(capsys, "duties of real plans: " + ", ".join(f"{tag} {sum(hits)}/{len(hits)}" for tag, hits in seen.items()))
    for tag in ("CADENCE", "PUBLISH"):
        assert sum(seen[tag]) >= 0.7 * len(seen[tag]), tag


@pytest.mark.parametrize(
    ("text", "kind", "cadence", "who"),
    [
        ("各牵头单位每月25日前报送进展情况。", DutyKind.CADENCE, Cadence.MONTHLY, "各牵头单位"),
        ("服务专员做到每周必联系。", DutyKind.CADENCE, Cadence.WEEKLY, "服务专员"),
        ("区营商办每半年通报一次。", DutyKind.CADENCE, Cadence.HALF_YEARLY, "区营商办"),
        ("由市财政局按季度通报拨付情况。", DutyKind.CADENCE, Cadence.QUARTERLY, "市财政局"),
        ("待省级系统上线后，接入统一入口。", DutyKind.PRECONDITION, Cadence.ON_EVENT, None),
        ("及时向社会公布收费目录清单。", DutyKind.PUBLICATION, None, None),
        ("建立问题台账。", DutyKind.MECHANISM, None, None),
    ],
)
def test_one_duty(text: str, kind: DutyKind, cadence: Cadence | None, who: str | None) -> None:
    draft = compile_document(f"一、保障措施\n（一）加强督查。{text}".encode(), "plan.txt")
    (duty,) = [one for one in draft.duties if one.kind is kind]
    assert (duty.cadence, duty.who.value if duty.who else None) == (cadence, who)
    assert draft.text[duty.start : duty.end].rstrip("。，") == duty.text


@pytest.mark.parametrize(
    "text", ["每年新增高新技术企业10家。", "此件公开发布）。", "采用公开招标方式。", "每年安排5000万元资金。"]
)
def test_what_is_no_duty(text: str) -> None:
    assert compile_document(f"一、目标\n（一）内容。{text}".encode(), "plan.txt").duties == ()
