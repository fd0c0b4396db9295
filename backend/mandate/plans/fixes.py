"""One correction for a whole draft: shown first with its places, then made with one event."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from mandate.plans import fix_queries, rules
from mandate.plans.events import PlanEvent
from mandate.plans.fix_rules import LEAD, RESPONSIBLE, SUPPORTING, Fix, Place, SpokenTask, places_of, spoken_tasks
from mandate.plans.fix_schemas import FixForm, FixPreview, PlaceRow
from mandate.plans.habits import learn
from mandate.plans.kept_changes import TASK, UNIT, Looking, Words, keep_change, quoted, snapshot
from mandate.plans.tables import DraftAttribution, DraftTask, Plan
from mandate.plans.uploads import plan_for_update
from mandate.platform.errors import FieldError, invalid
from mandate.platform.events import record
from mandate.platform.rows import now

# What each kind cannot do without.
NEEDS: dict[str, tuple[str, ...]] = {
    "first_leads": (),
    "leads_before": ("mark",),
    "swap": (),
    "relation": ("text", "relation"),
    "no_unit": ("text",),
    "rename_section": ("section", "title"),
}
RELATION_WORDS = {
    LEAD: Words("牵头单位", "lead"),
    RESPONSIBLE: Words("责任单位", "responsible"),
    SUPPORTING: Words("配合单位", "supporting"),
}
# A rule about who leads answers the doubts about the units of the tasks that it changes.
WHO_LEADS = frozenset({"first_leads", "leads_before", "swap"})
UNIT_FIELDS = frozenset({"units", "lead_units", "responsible_units"})
SAMPLES = 8
LONGEST_SAMPLE = 120


def fix_of(form: FixForm) -> Fix:
    """Raises where the kind needs a field that is missing."""
    missing = [name for name in NEEDS[form.kind] if getattr(form, name) in {None, ""}]
    if missing:
        raise invalid(
            "fix_incomplete",
            "这项更正还缺内容，请补充后再试。",
            "This correction lacks something. Complete it and try again.",
            *(FieldError(f"/{name}", "missing", "请填写此项。", "This field is required.") for name in missing),
        )
    return Fix(form.kind, form.section, form.text, form.mark or "", form.relation or "", form.title)


def words_of(fix: Fix) -> Words:
    zh, en = {
        "first_leads": ("排在第一的单位牵头", "the first unit leads"),
        "leads_before": (f"“{fix.mark}”之前的单位牵头", f"units before '{fix.mark}' lead"),
        "swap": ("牵头与责任单位对调", "swapped lead and responsible units"),
        "relation": (f"“{fix.text}”一律为{RELATION_WORDS.get(fix.relation, Words('', '')).zh}",
                     f"'{fix.text}' is {RELATION_WORDS.get(fix.relation, Words('', '')).en} everywhere"),
        "no_unit": (f"“{fix.text}”不是单位", f"'{fix.text}' is no unit"),
        "rename_section": (f"“{quoted(fix.section or '')}”改名为“{quoted(fix.title)}”",
                           f"renamed '{quoted(fix.section or '')}' to '{quoted(fix.title)}'"),
        "alias": (f"把“{fix.text}”对应到单位", f"matched '{fix.text}' to a unit"),
    }[fix.kind]  # fmt: skip
    if fix.section is None or fix.kind == "rename_section":
        return Words(zh, en)
    return Words(f"{zh}（{quoted(fix.section)}）", f"{en} ({quoted(fix.section)})")


def face(task: SpokenTask, kind: str) -> str:
    """What a place looks like in a preview."""
    if kind == "rename_section":
        return task.section[:LONGEST_SAMPLE]
    parts = []
    for relation in (LEAD, RESPONSIBLE, SUPPORTING):
        names = "、".join(unit.text for unit in task.units if unit.relation == relation)
        if names:
            parts.append(f"{RELATION_WORDS[relation].zh[:2]}：{names}")
    return "；".join(parts)[:LONGEST_SAMPLE]


def sample_rows(places: list[Place], kind: str) -> list[PlaceRow]:
    return [
        PlaceRow(
            task_id=place.before.id,
            number=place.before.number,
            title=place.before.title[:LONGEST_SAMPLE],
            before=face(place.before, kind),
            after=face(place.after, kind),
        )
        for place in places[:SAMPLES]
    ]


def preview(fix: Fix, rows: list[Any], body: str) -> FixPreview:
    places = places_of(fix, spoken_tasks(rows), body)
    return FixPreview(places=len(places), samples=sample_rows(places, fix.kind))


async def fix_everywhere(session: AsyncSession, plan_id: UUID, form: FixForm) -> int:
    """Corrects all places at once; answers how many tasks that were."""
    fix = fix_of(form)
    plan = await plan_in_review_alone(session, plan_id)
    tasks, body = await spoken_draft(session, plan)
    places = places_of(fix, tasks, body)
    if not places and not form.remember:
        raise invalid(
            "nothing_to_fix",
            "草案里没有需要这样更正的地方，请换一个范围或内容。",
            "Nothing in the draft would change. Choose another scope.",
        )
    learned = []
    if form.remember and fix.kind in {"first_leads", "leads_before", "no_unit"}:
        learned.append(await learn(session, plan, fix, places, body))
    await make_fix(session, plan, fix, places, learned)
    return len(places)


async def plan_in_review_alone(session: AsyncSession, plan_id: UUID) -> Plan:
    """Nobody else changes the draft meanwhile: a change of everything would wait for each of them."""
    plan = await plan_for_update(session, plan_id)
    rules.ensure_move(plan.state, rules.Move.REVIEW)
    return plan


async def spoken_draft(session: AsyncSession, plan: Plan) -> tuple[list[SpokenTask], str]:
    rows = (await session.execute(fix_queries.SPOKEN_ROWS.select, {"plan_id": plan.id})).mappings()
    tasks = spoken_tasks(dict(row) for row in rows)
    return tasks, await session.scalar(fix_queries.BODY.select, {"plan_id": plan.id}) or ""


async def make_fix(
    session: AsyncSession, plan: Plan, fix: Fix, places: list[Place], learned: list[dict[str, Any]]
) -> None:
    """Writes the places, keeps them for undoing, and leaves one event."""
    looking = Looking((TASK, UNIT), frozenset(place.before.id for place in places))
    then = await snapshot(session, plan, looking)
    changed = {place.before.id for place in places}
    if fix.kind == "rename_section":
        await session.execute(update(DraftTask).where(col(DraftTask.id).in_(changed)).values(section=fix.title))
    elif fix.kind == "no_unit":
        gone = {unit.id for place in places for unit in place.before.units} - {
            unit.id for place in places for unit in place.after.units
        }
        await session.execute(delete(DraftAttribution).where(col(DraftAttribution.id).in_(gone)))
    else:
        await rewrite_units(session, places)
    if fix.kind in WHO_LEADS:
        await settle_unit_doubts(session, changed)
    await session.execute(
        update(DraftTask)
        .where(col(DraftTask.id).in_(changed))
        .values(version=col(DraftTask.version) + 1, updated_at=now())
    )
    words = words_of(fix)
    after = {"what": words.zh, "changed": len(places), "remembered": bool(learned)}
    record(session, PlanEvent.BULK_FIX, "plan", plan.id, plan.title, after=after)
    count = len(places)
    full = Words(f"{words.zh}（{count} 处）", f"{words.en} ({count} places)")
    await keep_change(session, plan, then, looking, full, also=learned)


async def settle_unit_doubts(session: AsyncSession, tasks: set[UUID]) -> None:
    """Whoever says by what rule units lead has answered what the reading was not sure of."""
    statement = select(DraftTask).where(col(DraftTask.id).in_(tasks))
    for task in (await session.execute(statement)).scalars():
        if any(doubt.get("field") in UNIT_FIELDS for doubt in task.doubts):
            task.doubts = [
                {**doubt, "settled": True} if doubt.get("field") in UNIT_FIELDS else doubt for doubt in task.doubts
            ]
    await session.flush()


async def rewrite_units(session: AsyncSession, places: list[Place]) -> None:
    """New relations and units, one statement for each pair of them."""
    wanted: dict[tuple[str, UUID | None], list[UUID]] = {}
    for place in places:
        for old, new in zip(place.before.units, place.after.units, strict=True):
            if old != new:
                wanted.setdefault((new.relation, new.unit_id), []).append(new.id)
    for (relation, unit_id), ids in wanted.items():
        await session.execute(
            update(DraftAttribution).where(col(DraftAttribution.id).in_(ids)).values(relation=relation, unit_id=unit_id)
        )
