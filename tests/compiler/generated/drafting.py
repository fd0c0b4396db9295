"""One task after the other: the lines of each, and what must be read from them."""

import random
import re

from tests.compiler.generated.notations import Notation, Style
from tests.compiler.generated.words import Duty, Names, Units, body_of, title_of


class Drafting:
    """What all layouts share: the chance, the names, the notation and the duties written so far."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.names = Names(self.chance)
        self.notation = Style(self.chance).notation()
        self.used: set[str] = set()
        self.duties: list[Duty] = []
        self.stated = False

    def units(self, *, least: int = 1) -> Units:
        chance, (low, high) = self.chance, self.notation.leads
        while True:
            units = self.names.units(leads=chance.randint(low, high), others=chance.randint(0, 4))
            names = units.leads + units.responsible + units.supporting
            if len(names) < least or (
                self.notation.plain_names and not all(re.search("[局委厅]$", name) for name in names)
            ):
                continue
            return units

    def written(self, units: Units, notation: Notation) -> tuple[str, Duty]:
        words, leads, others = notation.write(units)
        if notation.rule and not self.stated:
            self.stated = True
            words = f"{words[:-1]}。{self.notation.rule}{words[-1]}"
        shown = units.deadline[1] if units.deadline and units.deadline[0] in words else ""
        return words, Duty(None, "", leads, others, shown)

    def duty(self, number: int | None, label: str, *, own_line: bool, titled: bool) -> list[str]:
        """The lines of one task."""
        chance, title = self.chance, title_of(self.chance, self.used)
        words, duty = self.written(self.units(), self.notation)
        self.duties.append(Duty(number, title, duty.leads, duty.others, duty.deadline))
        body = body_of(chance)
        if self.notation.lines:
            return [f"{label}{title}{'' if titled else '。' + body}", *([body] if titled else []), *words.split("\n")]
        if titled:
            return [f"{label}{title}", body, words] if own_line else [f"{label}{title}", body + words]
        return [f"{label}{title}。{body}", words] if own_line else [f"{label}{title}。{body}{words}"]

    def style(self) -> tuple[bool, bool]:
        own_line = self.notation.apart and self.chance.random() < 0.4
        return own_line, self.chance.random() < 0.4

    def full_units(self) -> Units:
        while True:
            units = self.units(least=2)
            if units.leads:
                return units
