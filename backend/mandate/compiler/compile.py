"""The compiler: document bytes to a draft."""

import re
from dataclasses import dataclass, replace

from mandate.compiler.blocks import Block
from mandate.compiler.building import Context, build_clause, build_task
from mandate.compiler.clauses import TreeBuilder
from mandate.compiler.columns import Fields
from mandate.compiler.doubts import doubt
from mandate.compiler.draft import Anchor, ClauseKind, ClauseUse, Doubt, Draft, Duty, Metadata, Quantity, Task
from mandate.compiler.duties import find_duties
from mandate.compiler.errors import DocumentUnreadable, unreadable
from mandate.compiler.metadata import read_metadata
from mandate.compiler.nodes import Node
from mandate.compiler.notation import Rule, notation_of, stated_rule
from mandate.compiler.quantifying import Place, clause_names, find_quantities
from mandate.compiler.reading.documents import read_document
from mandate.compiler.reading.kept import Progress, Table
from mandate.compiler.reading.remarks import reading_doubts
from mandate.compiler.regions import cover_of, region_starts
from mandate.compiler.repeats import without_repeats
from mandate.compiler.restated import stated_once
from mandate.compiler.rows import find_rows
from mandate.compiler.sentences import blocks_of
from mandate.compiler.sheet_rows import find_sheet_rows, with_sheets
from mandate.compiler.standing import standing_units, without_standing
from mandate.compiler.tasks import Found, find_tasks
from mandate.compiler.timing import standing_deadline
from mandate.compiler.view import View, view_of


def compile_document(
    content: bytes, file_name: str, progress: Progress | None = None, fields: Fields | None = None
) -> Draft:
    """The draft of a document (txt, docx, xlsx, csv, html, pdf); `fields` say what the columns of a workbook mean.

    `progress` is called with a stage (reading, clauses, tasks, quantities, done) and a share from 0 to 1.
    Raises DocumentUnreadable, and nothing else, when the document cannot be read.
    """
    report = progress or _silent
    report("reading", 0.0)
    try:
        kept = read_document(content, file_name, fields, report)
        draft = compile_text(kept.text, file_name, report, kept.table)
        columns = kept.table.columns if kept.table else ()
        return replace(draft, columns=columns, doubts=(*draft.doubts, *reading_doubts(kept, confirmed=bool(fields))))
    except DocumentUnreadable:
        raise
    except MemoryError as error:
        raise unreadable("too_expensive") from error
    except Exception as error:
        raise unreadable("unexpected") from error


def _silent(_stage: str, _share: float) -> None:
    return


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of the document before quantities are bound."""

    view: View
    metadata: Metadata
    regions: list[int]
    nodes: list[Node]
    blocks: list[Block]
    found: list[Found]


def compile_text(text: str, file_name: str, progress: Progress | None = None, table: Table | None = None) -> Draft:
    """The draft of a text that was already read; offsets refer to it. `table` tells where its sheets have their cells."""
    report = progress or _silent
    report("clauses", 0.2)
    view = view_of(text)
    regions = with_sheets(view, region_starts(view), table) if table else region_starts(view)
    stated = stated_rule(view)
    masked = without_standing(view.folded, stated.masked)
    blocks = blocks_of(view, masked, stated.rule)
    rows = find_sheet_rows(view, masked, stated.rule, table) if table else find_rows(view, masked, stated.rule)
    blocks.extend(block for row in rows.values() for block in row.blocks)
    nodes = TreeBuilder(view, blocks, regions, rows).build()
    report("tasks", 0.5)
    metadata = read_metadata(view, regions)
    analysis = Analysis(view, metadata, regions, nodes, blocks, without_repeats(view, find_tasks(nodes)))
    year = int(metadata.first_year.value) if metadata.first_year else None
    base_year = year or _issued_year(metadata)
    context = Context(view, base_year, standing_units(view), standing_deadline(view, base_year))
    tasks = [build_task(context, one) for one in analysis.found]
    report("quantities", 0.7)
    place = _place(analysis, context, tasks)
    quantities = find_quantities(view, nodes, place)
    if table:
        quantities = stated_once(quantities, table, text)
    duties = find_duties(view, nodes, place.tasks)
    tasks = _with_quantities(tasks, quantities)
    draft = _assembled(text, file_name, analysis, stated.rule, tasks, quantities, duties)
    report("done", 1.0)
    return draft


def _place(analysis: Analysis, context: Context, tasks: list[Task]) -> Place:
    cover = cover_of(analysis.view, analysis.regions)
    belongs: dict[int, int] = {}
    for index, found in enumerate(analysis.found):
        belongs.update({below.id: index for below in found.node.descendants()})
        belongs[found.node.id] = index
    first, last = analysis.metadata.first_year, analysis.metadata.last_year
    years = [fact.value for fact in (first, last) if fact]
    horizon = "-".join(dict.fromkeys(years))
    numbered = any(node.kind is not ClauseKind.PARAGRAPH for node in analysis.nodes)
    names = clause_names(analysis.view, analysis.nodes, cover)
    title = analysis.metadata.title.anchor if analysis.metadata.title else None
    span = (title.start, title.end) if title else (0, 0)
    return Place(names, belongs, horizon, context.base_year, news=not tasks and not numbered, title=span)


def _with_quantities(tasks: list[Task], quantities: list[Quantity]) -> list[Task]:
    owned: dict[int, list[int]] = {}
    for index, quantity in enumerate(quantities):
        if quantity.task_index is not None:
            owned.setdefault(quantity.task_index, []).append(index)
    return [replace(task, quantities=tuple(owned.get(index, ()))) for index, task in enumerate(tasks)]


def _issued_year(metadata: Metadata) -> int | None:
    if metadata.issued_date is not None:
        return int(metadata.issued_date.value[:4])
    written = re.search(r"20\d\d", metadata.document_number.value) if metadata.document_number else None
    return int(written.group()) if written else None


def _assembled(
    text: str,
    file_name: str,
    analysis: Analysis,
    rule: Rule,
    tasks: list[Task],
    quantities: list[Quantity],
    duties: list[Duty],
) -> Draft:
    uses = _uses(analysis, quantities, duties)
    clauses = tuple(build_clause(analysis.view, node, uses[node.id]) for node in analysis.nodes)
    with_units = [block for block in analysis.blocks if block.units]
    notation = notation_of(
        analysis.view,
        rule,
        labelled_lead=any(block.form == "labelled" and block.names_lead for block in with_units),
        spoken_lead=any(block.names_lead for block in with_units),
        any_units=bool(with_units),
    )
    return Draft(
        file_name=file_name,
        text=text,
        metadata=analysis.metadata,
        notation=notation,
        clauses=clauses,
        tasks=tuple(tasks),
        quantities=tuple(quantities),
        duties=tuple(duties),
        unused=tuple(clause.id for clause in clauses if clause.use is ClauseUse.UNUSED),
        doubts=tuple(_document_doubts(analysis, tasks)),
    )


def _uses(analysis: Analysis, quantities: list[Quantity], duties: list[Duty]) -> dict[int, ClauseUse]:
    uses = {node.id: ClauseUse.UNUSED for node in analysis.nodes}
    for node in analysis.nodes:
        if node.kind is not ClauseKind.PARAGRAPH and node.children:
            uses[node.id] = ClauseUse.HEADING
    for duty in duties:
        uses[duty.clause_id] = ClauseUse.DUTY
    for quantity in quantities:
        uses[quantity.clause_id] = ClauseUse.TARGET
    for found in analysis.found:
        for below in found.node.descendants():
            uses[below.id] = ClauseUse.PART_OF_TASK
        uses[found.node.id] = ClauseUse.TASK
    facts = (
        analysis.metadata.title,
        analysis.metadata.document_number,
        analysis.metadata.issuer,
        analysis.metadata.issued_date,
    )
    places = [fact.anchor.start for fact in facts if fact and fact.anchor]
    for node in analysis.nodes:
        if node.kind is ClauseKind.PARAGRAPH and uses[node.id] is ClauseUse.UNUSED:
            anchor = analysis.view.anchor(node.start, node.own_end)
            if any(anchor.start <= place < anchor.end for place in places):
                uses[node.id] = ClauseUse.METADATA
    return uses


def _document_doubts(analysis: Analysis, tasks: list[Task]) -> list[Doubt]:
    whole = Anchor(0, min(200, len(analysis.view.text)))
    doubts: list[Doubt] = []
    status = analysis.metadata.status
    if status.value == "consultation":
        doubts.append(doubt("consultation", status.anchor or whole))
    if not any(node.kind is not ClauseKind.PARAGRAPH for node in analysis.nodes):
        doubts.append(doubt("no_numbered_clauses", whole))
    if not tasks:
        doubts.append(doubt("no_units", whole))
    return doubts
