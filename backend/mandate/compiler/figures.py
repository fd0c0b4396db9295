"""Tables of figures: the amount in a column of targets, what it is counted in in a column of its own (粮食产量 | 万吨 | 0.92)."""

import re

from mandate.compiler.candidates import Candidate
from mandate.compiler.draft import ColumnField, QuantityKind
from mandate.compiler.nodes import Node
from mandate.compiler.operators import operator_of
from mandate.compiler.segments import Segment
from mandate.compiler.view import View
from mandate.quantities.reading import read_measures

Span = tuple[int, int]
_AMOUNT = re.compile(r"(?:[≥≤<>]=?|不低于|不少于|不高于|不超过|达到)?\s*\d[\d,.]*\s*(?:以上|以下|以内|左右)?")
_LONGEST_UNIT = 8


def figures_of(found: dict[ColumnField, list[Span]]) -> list[tuple[Span, Span]]:
    """(amount, unit) of every written cell of targets in a row that says in another what it counts."""
    units = found.get(ColumnField.MEASURE, [])
    return [(amount, units[0]) for amount in found.get(ColumnField.TARGET, [])] if units else []


def figure_candidates(view: View, node: Node) -> list[Candidate]:
    """The figures of a row, each named by its task; a cell that says more than an amount is read as words are."""
    found: list[Candidate] = []
    name = view.text[slice(*node.title)].strip()
    for amount, unit in node.figures:
        words, counted = view.folded[slice(*amount)].strip(), view.folded[slice(*unit)].strip()
        if not _AMOUNT.fullmatch(words) or not 0 < len(counted) <= _LONGEST_UNIT:
            continue
        edge = re.search(r"[\d,.]+", words)
        together = f"{words[: edge.end()]}{counted}{words[edge.end() :]}" if edge else ""
        measures = read_measures(together)
        if len(measures) != 1 or not measures[0].unit:
            continue
        operator, supplied = operator_of(measures[0], QuantityKind.TARGET, name, "")
        row = Segment(node.start, node.own_end, node.start, node.own_end)
        made = Candidate(
            *amount, row, operator, measures[0].value, None, measures[0].unit, QuantityKind.TARGET, indicator=name
        )
        made.doubts.extend(["operator_unclear"] if supplied else [])
        found.append(made)
    return found
