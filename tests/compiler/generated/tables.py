"""Tables of tasks, ruled by tabs, bars or spaces, or with every cell on a line of its own."""

from tests.compiler.generated.layouts import Layouts
from tests.compiler.generated.notations import Notation
from tests.compiler.generated.words import GROUPS, Duty, body_of, numeral, title_of


class Tables(Layouts):
    """Layouts that are tables."""

    def repeated(self) -> list[str]:
        """Items in the text without units, and the same ones in a table that names them."""
        table = self.table()
        prose = [f"二、{self.chance.choice(GROUPS)}"]
        prose += [f"（{numeral(duty.number or 0)}）{duty.title}。{body_of(self.chance)}" for duty in self.duties]
        return [*prose, "附件", "重点任务分工表", *table]

    def table(self) -> list[str]:
        """A table that was ruled by tabs, bars, spaces or not at all; a merged column of groups or none."""
        chance = self.chance
        self.notation = Notation(
            "columns", lambda units: ("", units.leads, units.responsible + units.supporting), (1, 1)
        )
        style = chance.choice(("\t", " | ", "   ", "\n"))
        grouped = style in {"\t", " | "} and chance.random() < 0.6
        header = [
            "序号",
            *(["类别"] if grouped else []),
            chance.choice(("工作任务", "重点任务", "任务名称")),
            "牵头单位",
            chance.choice(("责任单位", "配合单位")),
            "完成时限",
        ]
        rows = [header]
        group = ""
        for number in range(1, chance.randint(4, 9)):
            units = self.names.units(leads=1, others=chance.randint(1, 3))
            title = title_of(chance, self.used)
            begins = not group or chance.random() < 0.3
            group = chance.choice(GROUPS) if begins else group
            deadline = units.deadline or ("2023年10月底前", "2023-10-31")
            others = units.responsible + units.supporting
            rows.append(
                [
                    str(number),
                    *([group if begins else ""] if grouped else []),
                    title,
                    units.leads[0],
                    "、".join(others),
                    deadline[0],
                ]
            )
            self.duties.append(Duty(number, title, units.leads, others, deadline[1]))
        return [f"| {' | '.join(row)} |" if style == " | " else style.join(row) for row in rows]
