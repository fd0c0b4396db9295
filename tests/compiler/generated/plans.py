"""Whole plans: headings, numbers, circular and annex around the tasks, and the noise of copying."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.compiler.generated.notations import Notation, Style
from tests.compiler.generated.words import GROUPS, Duty, Names, Units, body_of, numeral, title_of

Numbering = Callable[[int], str]
ITEMS: tuple[tuple[Numbering, bool], ...] = (
    (lambda n: f"（{numeral(n)}）", False), (lambda n: f"({numeral(n)})", False), (lambda n: f"（{numeral(n)}）", True),
    (lambda n: f"{n}.", False), (lambda n: f"{n}．", True), (lambda n: f"{n}、", False), (lambda n: f"第{numeral(n)}条 ", True),
    (lambda n: f"（{n}）", False), (lambda n: f"({n})", False), (lambda n: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"[n - 1], False), (lambda n: f"{n} . ", True),
)  # fmt: skip


@dataclass
class Plan:
    """A text with the duties that must be read from it; `made_of` says how it was written, for the message of a failure."""

    text: str
    duties: list[Duty] = field(default_factory=list)
    made_of: str = ""


class Writer:
    """Writes one plan."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.names = Names(self.chance)
        self.notation = Style(self.chance).notation()
        self.used: set[str] = set()
        self.duties: list[Duty] = []
        self.stated = False

    def plan(self) -> Plan:
        layout = self.chance.choice(
            (self.items, self.items, self.items, self.points, self.inherited, self.one_level, self.table)
        )
        lines = layout()
        text = self.noisy("\n".join([*self.preamble(), *lines, *self.epilogue()]), tabular=layout == self.table)
        return Plan(text, self.duties, f"{layout.__name__}, {self.notation.name}")

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

    def items(self) -> list[str]:
        """一、 groups with （一） items, numbered on or anew."""
        numbering, running = self.chance.choice(ITEMS)
        own_line, titled = self.style()
        lines: list[str] = []
        number = 0
        for place, group in enumerate(self.chance.sample(GROUPS, self.chance.randint(2, 3)), 2):
            lines.append(f"{numeral(place)}、{group}")
            number = number if running else 0
            for _ in range(self.chance.randint(1, 3)):
                number += 1
                lines += self.duty(number, numbering(number), own_line=own_line, titled=titled)
        return lines

    def points(self) -> list[str]:
        """一、 groups, （一） headings, 1. points that are the tasks."""
        own_line, titled = self.style()
        running = self.chance.random() < 0.5
        lines: list[str] = [f"二、{self.chance.choice(GROUPS)}"]
        number = 0
        for place in range(1, self.chance.randint(2, 3) + 1):
            lines.append(f"（{numeral(place)}）{title_of(self.chance, self.used)}{self.chance.choice(('', '。'))}")
            number = number if running else 0
            for _ in range(self.chance.randint(1, 3)):
                number += 1
                lines += self.duty(number, f"{number}.", own_line=own_line, titled=titled)
        return lines

    def inherited(self) -> list[str]:
        """Units at the heading, points without; now and then a point with units of its own."""
        lines: list[str] = ["二、主要任务"]
        number = 0
        for place in range(1, 4):
            words, above = self.written(self.units(), self.notation)
            heading = f"（{numeral(place)}）{title_of(self.chance, self.used)}"
            lines += (
                [f"{heading}。{words}"]
                if not self.notation.lines and self.notation.name != "sentence"
                else [heading, *words.split("\n")]
            )
            for _ in range(self.chance.randint(1, 4)):
                number += 1
                title, body = title_of(self.chance, self.used), body_of(self.chance)
                if self.chance.random() < 0.2 and not self.notation.lines and above.leads:
                    own, duty = self.written(self.full_units(), self.notation)
                    lines.append(f"{number}.{title}。{body}{own}")
                    self.duties.append(Duty(number, title, duty.leads, duty.others, duty.deadline or above.deadline))
                else:
                    lines.append(f"{number}.{title}。{body}")
                    self.duties.append(Duty(number, title, above.leads, above.others, above.deadline))
        return lines

    def full_units(self) -> Units:
        while True:
            units = self.units(least=2)
            if units.leads:
                return units

    def one_level(self) -> list[str]:
        own_line, titled = self.style()
        lines: list[str] = []
        for number in range(1, self.chance.randint(3, 7)):
            lines += self.duty(number, f"{numeral(number)}、", own_line=own_line, titled=titled)
        return lines

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

    def preamble(self) -> list[str]:
        chance = self.chance
        lines = ["云溪市2023年优化营商环境实施方案"]
        if chance.random() < 0.4:
            lines = [
                "云溪市人民政府办公室关于印发云溪市2023年优化营商环境实施方案的通知",
                "云政办发〔2023〕12号",
                "各县（市、区）人民政府，市政府各部门：",
                "现将方案印发给你们，请认真贯彻执行。",
                "一、各单位要压实责任，明确责任人员。",
                "二、每月底前将进展情况报市营商办。（联系人：市营商办）",
                "云溪市人民政府办公室",
                "2023年3月8日",
                "（此件公开发布）",
                *lines,
            ]
        if self.notation.rule and chance.random() < 0.4:
            self.stated = True
            lines.append(f"（注：责任单位中{self.notation.rule}）")
        if self.notation.name != "columns":
            lines += ["为持续优化营商环境，结合实际，制定本方案。"]
        return lines

    def epilogue(self) -> list[str]:
        chance = self.chance
        lines = []
        if chance.random() < 0.6:
            lines += [
                "九、保障措施",
                "（一）加强组织领导。各级各部门要高度重视，明确专人负责。",
                "（二）强化督导考核。将任务落实情况纳入年度考核。",
            ]
        if chance.random() < 0.3:
            lines += ["本方案自印发之日起施行，有效期两年。"]
        if chance.random() < 0.3:
            lines += ["抄送：市委办公室，市人大常委会办公室，市政协办公室。"]
        return lines

    def noisy(self, text: str, *, tabular: bool) -> str:
        chance = self.chance
        if not tabular and self.notation.name != "sentence" and chance.random() < 0.25:
            return wrapped(text, chance.randint(30, 44), chance)
        lines = text.split("\n")
        if chance.random() < 0.3:
            lines = [f"{chance.choice(('　　', '  '))}{line}" for line in lines]
        if chance.random() < 0.3 and not tabular:
            lines = [part for line in lines for part in ((line, "") if chance.random() < 0.7 else (line,))]
        if chance.random() < 0.3:
            place = chance.randint(1, len(lines) - 1)
            if not tabular:
                lines.insert(place, chance.choice(("- 2 -", "— 3 —", "第 2 页 共 9 页", "4/12")))
        text = "\n".join(lines)
        if chance.random() < 0.2:
            text = text.translate(str.maketrans("，：；（）", ",:;()"))
        if chance.random() < 0.15:
            text = re.sub(r"([。；])", lambda match: match.group() + chance.choice(("", "", "\u200b")), text)
        return text


def wrapped(text: str, width: int, chance: random.Random) -> str:
    """The text as a pdf gives it: lines of one width, page numbers between them."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += [paragraph[start : start + width] for start in range(0, len(paragraph), width)] or [""]
        if len(lines) > 20 and chance.random() < 0.1:
            lines.append("- 3 -")
    return "\n".join(lines)
