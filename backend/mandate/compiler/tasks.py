"""Which clauses are tasks, and which units each of them has, of its own or from the heading above."""

from dataclasses import dataclass, field

from mandate.compiler.blocks import Block
from mandate.compiler.draft import ClauseKind
from mandate.compiler.nodes import Node
from mandate.compiler.roles import Role

_TASK_KINDS = {ClauseKind.PARAGRAPH}


@dataclass(slots=True)
class Found:
    """A task while it is being built: the clause, its own blocks, the blocks inherited from above and why one may doubt."""

    node: Node
    blocks: list[Block]
    inherited: list[Block] = field(default_factory=list)
    grouped: bool = False


def find_tasks(nodes: list[Node]) -> list[Found]:
    """The tasks in the order of the text."""
    grouped = _grouped_parents(nodes)
    found: list[Found] = []
    for root in (node for node in nodes if node.parent is None):
        _collect(root, [], grouped, found)
    found.sort(key=lambda one: one.node.start)
    return found


def _with_units(blocks: list[Block]) -> list[Block]:
    """A bracket that only lists names counts where no other attribution stands beside it."""
    named = [block for block in blocks if block.units]
    said = [block for block in named if block.form != "bare"]
    return said or named


def _collect(node: Node, inherited: list[Block], grouped: set[int], found: list[Found]) -> None:
    own = _with_units(node.blocks)
    inherited = node.above if _with_units(node.above) else [*node.above, *inherited]
    if node.id in grouped and (not inherited or any(map(is_attribution, node.children))):
        _collect_group(node, own or inherited, found)
        return
    below = any(_with_units(one.blocks) for one in node.descendants())
    if node.children and (below or own or (inherited and _is_pure_heading(node))):
        handed_down = own or inherited
        for child in node.children:
            _collect(child, handed_down, grouped, found)
        return
    if not own and (not inherited or node.names_aim):
        return
    if node.kind in _TASK_KINDS and (not own or node.title[0] >= node.title[1]):
        return
    found.append(Found(node, own, inherited))


def _is_pure_heading(node: Node) -> bool:
    return node.heading_line and len(node.pieces) == 1


def _collect_group(node: Node, above: list[Block], found: list[Found]) -> None:
    """One attribution after the last of several points belongs to all of them."""
    pure = [child for child in node.children if is_attribution(child)]
    blocks = [block for child in pure or node.children[-1:] for block in _with_units(child.blocks)]
    restarts = node.children[0].number == 1 and (node.parent is None or len(node.parent.children) > 1)
    if restarts or pure:
        found.append(Found(node, blocks or above, grouped=True))
        return
    found.extend(Found(child, _with_units(child.blocks), blocks, grouped=True) for child in node.children)


def is_attribution(node: Node) -> bool:
    """Whether a point is nothing but an attribution: 3.责任单位：市商务局."""
    return bool(node.blocks) and node.title[0] >= node.title[1] and not node.children


def _grouped_parents(nodes: list[Node]) -> set[int]:
    certain: set[int] = set()
    candidates: dict[ClauseKind, set[int]] = {}
    separate: set[ClauseKind] = set()
    for node in nodes:
        if len(node.children) < 2 or _with_units(node.blocks):
            continue
        spoken_for = any(is_attribution(child) and _with_units(child.blocks) for child in node.children)
        if spoken_for and not any(_with_units(child.blocks) and not is_attribution(child) for child in node.children):
            certain.add(node.id)
            continue
        has = [bool(_with_units(child.blocks)) for child in node.children]
        if any(has[:-1]) or any(_with_units(one.blocks) for child in node.children for one in child.descendants()):
            separate.add(node.children[0].kind)
        elif has[-1] and _stands_below(node.children[-1]):
            certain.add(node.id)
        elif has[-1]:
            candidates.setdefault(node.children[0].kind, set()).add(node.id)
    return certain | {identity for kind, ids in candidates.items() if kind not in separate for identity in ids}


def _stands_below(last: Node) -> bool:
    """Whether the units have lines of their own below the last point, where the points before it have none at all."""
    lines = {start for start, _ in last.pieces[1:]}
    return all(block.form == "labelled" and block.start in lines for block in last.blocks)


def units_of(found: Found) -> list[tuple[Role, Block, int, bool]]:
    """(role, block, index in the block, inherited) of every unit; several attributions in one task are united."""
    united = [(unit.role, block, index, False) for block in found.blocks for index, unit in enumerate(block.units)]
    for block in found.inherited:
        kept = [
            place
            for place, unit in enumerate(block.units)
            if not found.blocks or (unit.role is Role.LEAD and _still_leads(found.blocks, block))
        ]
        united.extend((block.units[place].role, block, place, True) for place in kept)
    return united


def _still_leads(own: list[Block], above: Block) -> bool:
    """Whether who leads by the heading also leads a point that names only who is responsible.

    It does where the heading names nobody else, or says in words (X牵头，Y配合) what the points have labels for.
    """
    if any(block.names_lead for block in own):
        return False
    return all(unit.role is Role.LEAD for unit in above.units) or (
        above.form == "spoken" and all(block.form == "labelled" for block in own)
    )
