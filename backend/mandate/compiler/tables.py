"""A draft as rows: the columns that the operator's command line writes."""

from mandate.compiler.draft import Draft

TASK_COLUMNS = ("doc", "section", "number", "title", "lead_units", "responsible_units", "deadline")
QUANTITY_COLUMNS = ("doc", "number", "clause", "indicator", "operator", "value", "unit", "deadline", "kind", "quote")


def tasks_table(draft: Draft, doc: str) -> list[dict[str, str]]:
    """One row per task; units joined by |, the deadline as ISO date or in the document's words."""
    return [
        {
            "doc": doc,
            "section": task.section,
            "number": "" if task.number is None else str(task.number),
            "title": task.title,
            "lead_units": "|".join(unit.text for unit in task.lead_units),
            "responsible_units": "|".join(unit.text for unit in task.responsible_units),
            "deadline": ""
            if task.deadline is None
            else task.deadline.date.isoformat()
            if task.deadline.date
            else task.deadline.text,
        }
        for task in draft.tasks
    ]


def quantities_table(draft: Draft, doc: str) -> list[dict[str, str]]:
    """One row per quantity; a range is written low-high, `number` is that of the task it belongs to."""
    rows: list[dict[str, str]] = []
    for quantity in draft.quantities:
        number = draft.tasks[quantity.task_index].number if quantity.task_index is not None else None
        value = quantity.value if quantity.value_high is None else f"{quantity.value}-{quantity.value_high}"
        rows.append(
            {
                "doc": doc,
                "number": "" if number is None else str(number),
                "clause": quantity.clause,
                "indicator": quantity.indicator,
                "operator": quantity.operator,
                "value": value,
                "unit": quantity.unit,
                "deadline": quantity.deadline,
                "kind": quantity.kind.value,
                "quote": quantity.quote,
            }
        )
    return rows
