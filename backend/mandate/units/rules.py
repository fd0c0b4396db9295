"""What the directory allows: one namespace of names and aliases, members of collectives, moves."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from mandate.access.permissions import Permission
from mandate.platform.errors import FieldError, Refusal, conflict, invalid
from mandate.units.kinds import UnitKind
from mandate.units.matching import Directory
from mandate.units.names import fold

# (active, move) -> (active afterwards or None when gone, permission, what it needs)
MOVES: dict[tuple[bool, str], tuple[bool | None, Permission, str]] = {
    (True, "edit"): (True, Permission.UNIT_EDIT, ""),
    (True, "deactivate"): (False, Permission.UNIT_EDIT, ""),
    (True, "delete"): (None, Permission.UNIT_EDIT, "nothing refers to it"),
    (False, "edit"): (False, Permission.UNIT_EDIT, ""),
    (False, "activate"): (True, Permission.UNIT_EDIT, ""),
    (False, "delete"): (None, Permission.UNIT_EDIT, "nothing refers to it"),
}


def moves_of(*, active: bool) -> list[str]:
    """The moves of a unit, for those who may edit the directory."""
    return [move for state, move in MOVES if state == active]


def ensure_names_free(directory: Directory, name: str, aliases: Sequence[str], own_id: UUID | None = None) -> None:
    """A name or alias means one unit only, however it is spelt; says whose it is otherwise."""
    seen: set[str] = set()
    for place, spelling in enumerate((name, *aliases)):
        key = fold(spelling)
        pointer = f"/aliases/{place - 1}" if place else "/name"
        if key in seen:
            raise invalid(
                "name_repeated",
                f"“{spelling}”与本单位的名称或其他别名重复。请删去重复的一个。",
                f"'{spelling}' repeats the unit's own name or another alias. Remove one of them.",
                FieldError(pointer, "name_repeated", "重复，请删去。", "Repeated; remove it."),
            )
        seen.add(key)
        taken = directory.folded.get(key)
        if taken is not None and taken.unit_id != own_id:
            raise name_taken(spelling, taken.name, by_name=fold(taken.name) == key, active=taken.active)


def name_taken(spelling: str, owner: str, *, by_name: bool, active: bool) -> Refusal:
    if not active:
        return conflict(
            "name_taken",
            f"“{spelling}”属于已停用的单位“{owner}”。请重新启用该单位，或先改掉它的名称或别名。",
            f"'{spelling}' belongs to '{owner}', which is inactive. Activate that unit, or rename it first.",
        )
    if by_name:
        return conflict(
            "name_taken",
            f"名录中已有单位“{owner}”。请直接使用该单位，或换一个名称。",
            f"The directory already has the unit '{owner}'. Use it, or choose another name.",
        )
    return conflict(
        "name_taken",
        f"“{spelling}”已是“{owner}”的别名。请先在“{owner}”中删去这个别名，或换一个名称。",
        f"'{spelling}' is already an alias of '{owner}'. Remove it there first, or choose another name.",
    )


def ensure_members(kind: str, own_id: UUID, members: Iterable[tuple[UUID, str, str]]) -> None:
    """Only a collective has members; each is another unit and no collective. `members`: id, name, kind."""
    for place, (member_id, name, member_kind) in enumerate(members):
        pointer = f"/members/{place}"
        if kind != UnitKind.COLLECTIVE:
            raise invalid(
                "members_of_single_unit",
                "只有“集合单位”可以有成员。请把类别改为集合单位，或清空成员。",
                "Only a collective has members. Change the kind to collective, or remove the members.",
                FieldError(pointer, "members_of_single_unit", "请清空成员。", "Remove the members."),
            )
        if member_id == own_id:
            raise invalid(
                "member_of_itself",
                "单位不能是自己的成员。请从成员中删去它自己。",
                "A unit cannot be a member of itself. Remove it from the members.",
                FieldError(pointer, "member_of_itself", "请删去。", "Remove it."),
            )
        if member_kind == UnitKind.COLLECTIVE:
            raise invalid(
                "member_is_collective",
                f"“{name}”本身是集合单位，不能作为成员。请改为逐个列出它的成员。",
                f"'{name}' is itself a collective. List its members instead.",
                FieldError(pointer, "member_is_collective", "请改为列出其成员。", "List its members instead."),
            )


TERMED = (UnitKind.LEADING_GROUP, UnitKind.TASK_FORCE)


def ensure_term(kind: str, first: date | None, last: date | None, convenor: UUID | None, own_id: UUID) -> None:
    """A term and a convenor are those of leading groups and task forces; the term ends after it begins."""
    if kind not in TERMED and (first or last or convenor):
        zh = "只有领导小组和工作专班有期限和召集单位。请修改类别，或清空这几项。"
        en = "Only leading groups and task forces have a term and a convenor. Change the kind, or clear them."
        raise invalid("term_of_lasting_unit", zh, en, FieldError("/term_from_date", "term_of_lasting_unit", zh, en))
    if first is not None and last is not None and last < first:
        zh, en = "期限的截止日早于起始日，请核对。", "The term ends before it begins. Check both days."
        raise invalid("term_reversed", zh, en, FieldError("/term_to_date", "term_reversed", zh, en))
    if convenor == own_id:
        zh, en = "召集单位不能是它自己，请另选。", "A unit cannot convene itself. Choose another."
        raise invalid("convenor_of_itself", zh, en, FieldError("/convenor_id", "convenor_of_itself", zh, en))


def unknown_convenor() -> Refusal:
    zh = "召集单位不在本区的单位名录中。请刷新页面后重新选择。"
    en = "The convenor is not in the directory of this zone. Reload and choose again."
    return invalid("unknown_convenor", zh, en, FieldError("/convenor_id", "unknown_convenor", zh, en))


def unknown_member(place: int) -> Refusal:
    return invalid(
        "unknown_member",
        "有的成员不在本区的单位名录中。请刷新页面后重新选择。",
        "A member is not in the directory of this zone. Reload and choose again.",
        FieldError(f"/members/{place}", "unknown_member", "名录中没有这个单位。", "Not in the directory."),
    )


def member_of_others(collective: str) -> Refusal:
    return conflict(
        "still_a_member",
        f"该单位还是“{collective}”的成员，不能改为集合单位。请先从“{collective}”的成员中移除。",
        f"The unit is a member of '{collective}' and cannot become a collective. Remove it there first.",
    )


REFERRERS = {
    "task_unit": ("任务", "tasks"),
    "membership": ("人员", "people"),
    "draft_attribution": ("核对中的方案", "plans in review"),
    "unit_member": ("集合单位", "collectives"),
    "reorganised_unit": ("机构沿革", "reorganisations"),
    "former_task_unit": ("已移交的任务", "tasks handed over"),
    "unit": ("由它召集的专班", "units that it convenes"),
}


def in_use(referrer: str) -> Refusal:
    zh, en = REFERRERS.get(referrer, ("其他记录", "other records"))
    return conflict(
        "unit_in_use",
        f"还有{zh}用到该单位，不能删除。请改为停用：停用后不再出现在可选单位中，历史记录不受影响。",
        f"The unit is still used by {en} and cannot be deleted. Deactivate it instead; its history stays.",
    )
