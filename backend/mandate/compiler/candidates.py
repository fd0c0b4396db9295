"""A number that may become a target, while it is being judged."""

from dataclasses import dataclass, field
from decimal import Decimal

from mandate.compiler.draft import QuantityKind
from mandate.compiler.segments import Segment
from mandate.quantities.expressions import Operator, plain


@dataclass(slots=True)
class Candidate:
    """Offsets in the view. `start`/`end` span the number with its unit, `segment` the words around it."""

    start: int
    end: int
    segment: Segment
    operator: Operator
    value: Decimal | str
    high: Decimal | None
    unit: str
    kind: QuantityKind
    indicator: str = ""
    subject: str = ""
    condition: str = ""
    baseline: Decimal | None = None
    doubts: list[str] = field(default_factory=list)

    def written_value(self) -> str:
        return self.value if isinstance(self.value, str) else plain(self.value)
