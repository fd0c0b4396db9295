"""What may be said of a unit over time."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from mandate.platform.errors import FieldError, Refusal, conflict, invalid
from mandate.units.names import fold
from mandate.units.periods import Succession

# kind -> (fewest predecessors, most, fewest successors, most); a unit that goes on may lose a part to one other.
PARTIES: dict[str, tuple[int, int, int, int]] = {
    "merge": (1, 50, 1, 1),
    "split": (1, 1, 1, 50),
    "dissolve": (1, 50, 0, 0),
    "found": (0, 0, 1, 1),
}
KIND_WORDS = {
    "merge": ("合并", "merge"),
    "split": ("分设", "split"),
    "dissolve": ("撤销", "dissolution"),
    "found": ("设立", "founding"),
}


def name_unchanged(name: str) -> Refusal:
    return invalid(
        "name_unchanged",
        f"该单位在这一天已经叫“{name}”。请填写新的名称，或换一个日期。",
        f"The unit is called '{name}' on that day already. Give another name or another day.",
        FieldError("/name", "name_unchanged", "与原名称相同。", "The same as before."),
    )


def day_taken(day: date) -> Refusal:
    return conflict(
        "day_taken",
        f"{day.isoformat()} 已登记过一次更名。请先撤回那一次，或换一个日期。",
        f"A change of name is recorded for {day.isoformat()} already. Undo that one first, or choose another day.",
    )


def not_before_known(first: date) -> Refusal:
    return invalid(
        "not_before_known",
        f"曾用名的截止日须早于 {first.isoformat()}（已登记的第一次更名）。更晚的名称请用“更名”登记。",
        f"An earlier name ends before {first.isoformat()}, the first change of name on record. Use a rename for later ones.",
        FieldError("/until_date", "not_before_known", "日期太晚。", "Too late."),
    )


def only_name() -> Refusal:
    return conflict(
        "only_name",
        "这是该单位唯一的名称，不能撤回。如需改正文字，请用“修改”。",
        "This is the only name of the unit. To correct its spelling, edit the unit.",
    )


def ensure_come(day: date, today: date) -> None:
    if day > today:
        raise invalid(
            "day_to_come",
            "生效日期还没有到。请等到当日，或把它预定到那一天。",
            "The day has not come. Wait for it, or order the change for that day.",
            FieldError("/effective_date", "day_to_come", "不能晚于今天。", "Not later than today."),
        )


def order_unreadable() -> Refusal:
    return conflict(
        "order_unreadable",
        "系统升级后无法再读取这项预定。请取消后重新办理。",
        "This order can no longer be read after an upgrade. Cancel it and record the change anew.",
    )


def order_overtaken() -> Refusal:
    return conflict(
        "order_overtaken",
        "名录在此期间有了变化，这项调整无法按原样办理。请核对各单位现状，取消后重新办理。",
        "The directory has changed meanwhile, so this cannot be done as ordered. Check the units, cancel it and record it"
        " anew.",
    )


def too_many_planned(most: int) -> Refusal:
    return conflict(
        "too_many_planned",
        f"已预定 {most} 项机构调整。请先取消不再需要的。",
        f"There are {most} reorganisations to come already. Cancel some first.",
    )


def ensure_parties(
    kind: str, predecessors: Sequence[UUID], successors: Sequence[UUID | None], *, continues: bool
) -> None:
    """The right number of units on each side, and none on both."""
    least, most, fewest, greatest = PARTIES[kind]
    if kind == "split" and not continues:
        fewest = 2
    zh, en = KIND_WORDS[kind]
    if not least <= len(predecessors) <= most:
        raise _parties(
            "/predecessors", f"{zh}的原单位数量不对，请核对。", f"A {en} has {least} to {most} units before."
        )
    if not fewest <= len(successors) <= greatest:
        raise _parties(
            "/successors", f"{zh}后的单位数量不对，请核对。", f"A {en} has {fewest} to {greatest} units after."
        )
    if continues and kind != "split":
        raise _parties("/continues", "只有分设时原单位可以保留。", "Only a unit that is split can go on.")
    known = [unit for unit in (*predecessors, *successors) if unit is not None]
    if len(set(known)) < len(known):
        raise _parties("/successors", "同一单位不能出现两次。", "No unit may appear twice.")


def _parties(pointer: str, zh: str, en: str) -> Refusal:
    return invalid("wrong_parties", zh, en, FieldError(pointer, "wrong_parties", zh, en))


def ensure_not_ended(unit_id: UUID, name: str, successions: Sequence[Succession]) -> None:
    if any(one.ends(unit_id) for one in successions):
        raise conflict(
            "unit_ended",
            f"“{name}”已经合并、分设或撤销，不能再次办理。请在其承继单位上办理。",
            f"'{name}' has been merged, split or dissolved already. Choose its successor.",
        )


def ensure_no_collective(name: str, kind: str) -> None:
    if kind == "collective":
        raise invalid(
            "collective_has_no_succession",
            f"“{name}”是集合单位，没有承继关系。请直接修改它的成员。",
            f"'{name}' is a collective. Edit its members instead.",
        )


def successor_unclear(place: int) -> Refusal:
    zh, en = "请选择已有单位，或填写新单位名称（二选一）。", "Choose a unit or name a new one, not both."
    return invalid("successor_unclear", zh, en, FieldError(f"/successors/{place}", "successor_unclear", zh, en))


def no_such_place(pointer: str) -> Refusal:
    zh, en = "没有这个承继单位。请重新选择。", "There is no such successor. Choose again."
    return invalid("no_such_successor", zh, en, FieldError(pointer, "no_such_successor", zh, en))


def same_name(one: str, other: str) -> bool:
    return fold(one) == fold(other)
