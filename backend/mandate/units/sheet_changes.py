"""What an imported sheet would change in the directory, and everything that speaks against it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from mandate.platform.ids import new_id
from mandate.units.earlier_names import write_earlier
from mandate.units.kinds import LABELS, UnitKind, guess_kind
from mandate.units.names import fold, join_names
from mandate.units.schemas import FieldChange, ImportCounts, ImportedRow, ImportReport
from mandate.units.sheets import NO, TITLES, YES, DirectoryRow, Sheet, SheetRow


@dataclass
class Planned:
    """One row of the sheet and the unit before and after it; `members` are the ids behind `after`."""

    number: int
    before: DirectoryRow | None
    after: DirectoryRow
    members: frozenset[UUID] = frozenset()
    changes: list[FieldChange] = field(default_factory=list)

    @property
    def outcome(self) -> Literal["added", "changed", "unchanged"]:
        if self.before is None:
            return "added"
        return "changed" if self.changes else "unchanged"


@dataclass(frozen=True, slots=True)
class Owner:
    unit: DirectoryRow
    number: int | None


class SheetChanges:
    """Compares a sheet with the directory as it is; all errors end up in `sheet.errors`."""

    def __init__(self, sheet: Sheet, directory: Sequence[DirectoryRow]) -> None:
        self.sheet = sheet
        self.current = {unit.id: unit for unit in directory}
        self._current_names = {fold(alias): unit.id for unit in directory for alias in unit.aliases}
        self._current_names |= {fold(unit.name): unit.id for unit in directory}
        self._named = {fold(unit.name): unit for unit in directory}
        self.planned = self._match()
        self.final = {**self.current, **{row.after.id: row.after for row in self.planned}}
        self._owners = self._own_names()
        for row in self.planned:
            self._find_members(row)
            self._keep_history(row)
            row.changes = self._changes(row)
        self._keep_members_single()

    def _match(self) -> list[Planned]:
        planned: dict[UUID, Planned] = {}
        for row in self.sheet.rows:
            before = self._named.get(fold(row.name)) if row.id is None else self.current.get(row.id)
            if row.id is not None and before is None:
                zh = "本区没有这个编号的单位。新增单位请把编号留空。"
                en = "No unit of this zone has this id. Leave it empty for a new unit."
                self.sheet.refuse(row.number, TITLES["id"], "unknown_id", zh, en)
            elif before is not None and before.id in planned:
                first = planned[before.id].number
                zh = f"与第 {first} 行是同一个单位（“{before.name}”）。请合并为一行。"
                en = f"The same unit as row {first} ('{before.name}'). Merge the rows."
                self.sheet.refuse(row.number, TITLES["name"], "unit_twice", zh, en)
            elif row.name:
                after = _after(row, before)
                planned[after.id] = Planned(row.number, before, after)
        return list(planned.values())

    def _own_names(self) -> dict[str, Owner]:
        """Every name and alias after the import; a row that takes another's is refused."""
        owners: dict[str, Owner] = {}
        in_sheet = {row.after.id for row in self.planned}
        for unit in self.current.values():
            if unit.id not in in_sheet:
                owners |= {fold(name): Owner(unit, None) for name in (unit.name, *unit.aliases)}
        for row in self.planned:
            for place, name in enumerate((row.after.name, *row.after.aliases)):
                column = "aliases" if place else "name"
                owner = owners.setdefault(fold(name), Owner(row.after, row.number))
                if owner.unit.id != row.after.id:
                    self._refuse_taken(row.number, column, name, owner)
                elif place and fold(name) == fold(row.after.name):
                    zh = f"别名“{name}”与名称相同。请删去这个别名。"
                    self.sheet.refuse(
                        row.number, TITLES[column], "name_repeated", zh, f"'{name}' is the name. Remove it."
                    )
        return owners

    def _refuse_taken(self, number: int, column: str, name: str, owner: Owner) -> None:
        where = f"第 {owner.number} 行的" if owner.number else "名录中" + ("" if owner.unit.active else "已停用的")
        where_en = f"row {owner.number}" if owner.number else "the directory"
        zh = f"“{name}”已是{where}“{owner.unit.name}”的名称或别名。请换一个，或先在那里删去。"
        en = f"'{name}' already names '{owner.unit.name}' ({where_en}). Choose another, or remove it there first."
        self.sheet.refuse(number, TITLES[column], "name_taken", zh, en)

    def _find_members(self, row: Planned) -> None:
        members = set()
        if row.after.members and row.after.kind != UnitKind.COLLECTIVE:
            zh = f"只有“{LABELS[UnitKind.COLLECTIVE][0]}”可以有成员。请修改类别，或清空成员。"
            en = "Only a collective has members. Change the kind, or clear the members."
            self.sheet.refuse(row.number, TITLES["members"], "members_of_single_unit", zh, en)
        for name in row.after.members:
            owner = self._owners.get(fold(name))
            # A member renamed in the same file may still be listed by its old name.
            member_id = owner.unit.id if owner else self._current_names.get(fold(name))
            if member_id is None:
                zh = f"名录和本表中都没有“{name}”。请核对名称，或在表中为它加一行。"
                en = f"Neither the directory nor this table has '{name}'. Check the name, or add a row for it."
                self.sheet.refuse(row.number, TITLES["members"], "unknown_member", zh, en)
            elif member_id == row.after.id:
                zh, en = f"“{name}”就是本单位。请从成员中删去。", f"'{name}' is the unit itself. Remove it."
                self.sheet.refuse(row.number, TITLES["members"], "member_of_itself", zh, en)
            elif self.final[member_id].kind == UnitKind.COLLECTIVE:
                zh = f"“{name}”本身是集合单位。请改为逐个列出它的成员。"
                en = f"'{name}' is itself a collective. List its members instead."
                self.sheet.refuse(row.number, TITLES["members"], "member_is_collective", zh, en)
            else:
                members.add(member_id)
        row.members = frozenset(members)

    def _keep_history(self, row: Planned) -> None:
        """A sheet adds earlier names; taking one back is a decision about one unit."""
        gone = set(row.before.earlier) - set(row.after.earlier) if row.before is not None else set()
        for name, _ in sorted(gone):
            zh = f"表格里少了曾用名“{name}”。请照原样保留；登记有误的，请在单位页面撤回。"
            en = f"The earlier name '{name}' is missing. Keep it as exported; take a mistake back on the unit's page."
            self.sheet.refuse(row.number, TITLES["earlier"], "earlier_name_missing", zh, en)

    def _keep_members_single(self) -> None:
        """A unit that stands behind a collective outside the sheet cannot become one."""
        in_sheet = {row.after.id: row for row in self.planned}
        for unit in self.current.values():
            if unit.id in in_sheet:
                continue
            for name in unit.members:
                row = in_sheet.get(self._current_names[fold(name)])
                if row is not None and row.after.kind == UnitKind.COLLECTIVE:
                    zh = f"该单位是“{unit.name}”的成员，不能改为集合单位。请先从“{unit.name}”中移除。"
                    en = f"The unit is a member of '{unit.name}' and cannot become a collective. Remove it there first."
                    self.sheet.refuse(row.number, TITLES["kind"], "still_a_member", zh, en)

    def _changes(self, row: Planned) -> list[FieldChange]:
        before, after = row.before, row.after
        if before is None:
            return []
        were = frozenset(self._current_names[fold(name)] for name in before.members)
        differs = {
            "name": before.name != after.name,
            "kind": before.kind != after.kind,
            "aliases": set(before.aliases) != set(after.aliases),
            "members": were != row.members,
            "active": before.active != after.active,
            "note": before.note != after.note,
            "sections": before.sections != after.sections,
            "earlier": set(before.earlier) != set(after.earlier),
        }
        shown_before, shown_after = shown(before), shown(after)
        return [
            FieldChange(column=TITLES[name], before=shown_before[name], after=shown_after[name])
            for name, different in differs.items()
            if different
        ]

    def report(self, *, written: bool) -> ImportReport:
        """Counts that add up to the rows of the sheet, the rows, and every error in reading order."""
        wrong = {error.row for error in self.sheet.errors}
        numbers = {row.number for row in self.sheet.rows}
        right = [row for row in self.planned if row.number not in wrong]
        outcomes = [row.outcome for row in right]
        counts = ImportCounts(
            rows=len(self.sheet.rows),
            added=outcomes.count("added"),
            changed=outcomes.count("changed"),
            unchanged=outcomes.count("unchanged"),
            with_errors=len(numbers & wrong),
            blank=self.sheet.blank,
        )
        rows = [ImportedRow(row=r.number, name=r.after.name, outcome=r.outcome, changes=r.changes) for r in right]
        errors = sorted(self.sheet.errors, key=lambda error: error.row)
        return ImportReport(written=written, counts=counts, rows=rows, errors=errors)


def _after(row: SheetRow, before: DirectoryRow | None) -> DirectoryRow:
    """A column or cell that says nothing leaves a unit as it is, and a new unit to its name."""
    if before is None:
        guessed = UnitKind.COLLECTIVE if row.members else guess_kind(row.name)
        before = DirectoryRow(new_id(), row.name, guessed, active=True, note="")
    return DirectoryRow(
        id=before.id,
        name=row.name,
        kind=before.kind if row.kind is None else row.kind,
        active=before.active if row.active is None else row.active,
        note=before.note if row.note is None else row.note,
        aliases=before.aliases if row.aliases is None else row.aliases,
        members=before.members if row.members is None else row.members,
        sections=before.sections if row.sections is None else row.sections,
        earlier=before.earlier if row.earlier is None else row.earlier,
    )


def shown(unit: DirectoryRow) -> dict[str, str]:
    """The unit as the cells of the sheet show it."""
    return {
        "name": unit.name,
        "kind": LABELS[UnitKind(unit.kind)][0],
        "aliases": join_names(unit.aliases),
        "members": join_names(unit.members),
        "active": YES if unit.active else NO,
        "note": unit.note,
        "sections": join_names(unit.sections),
        "earlier": write_earlier(unit.earlier),
    }
