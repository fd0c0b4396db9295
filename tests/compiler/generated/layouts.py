"""Layouts of prose: where the tasks stand, how they are numbered, and where their units are written."""

from collections.abc import Callable

from tests.compiler.generated.drafting import Drafting
from tests.compiler.generated.words import GROUPS, SENTENCES, Duty, body_of, numeral, title_of

Numbering = Callable[[int], str]
ITEMS: tuple[tuple[Numbering, bool], ...] = (
    (lambda n: f"（{numeral(n)}）", False), (lambda n: f"({numeral(n)})", False), (lambda n: f"（{numeral(n)}）", True),
    (lambda n: f"{n}.", False), (lambda n: f"{n}．", True), (lambda n: f"{n}、", False), (lambda n: f"第{numeral(n)}条 ", True),
    (lambda n: f"（{n}）", False), (lambda n: f"({n})", False), (lambda n: "①②③④⑤⑥⑦⑧⑨⑩⑪⑫"[n - 1], False), (lambda n: f"{n} . ", True),
)  # fmt: skip


class Layouts(Drafting):
    """Each layout writes the lines of a plan and notes the duties in them."""

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

    def one_level(self) -> list[str]:
        own_line, titled = self.style()
        lines: list[str] = []
        for number in range(1, self.chance.randint(3, 7)):
            lines += self.duty(number, f"{numeral(number)}、", own_line=own_line, titled=titled)
        return lines

    def restarting(self) -> list[str]:
        """（一） groups, 1. headings, （1） or ① tasks that begin anew under each heading."""
        own_line, titled = self.style()
        circled = self.chance.random() < 0.4
        lines = [f"三、{self.chance.choice(GROUPS)}"]
        for place in (1, 2):
            lines.append(f"（{numeral(place)}）{title_of(self.chance, self.used)}")
            for heading in range(1, self.chance.randint(2, 3)):
                lines.append(f"{heading}.{title_of(self.chance, self.used)}")
                for number in range(1, self.chance.randint(2, 4)):
                    label = "①②③④⑤"[number - 1] if circled else f"（{number}）"
                    lines += self.duty(number, label, own_line=own_line, titled=titled)
        return lines

    def run_on(self) -> list[str]:
        """（1）（2） tasks one after the other in one paragraph, each with its units."""
        if self.notation.lines or self.notation.name in {"sentence", "bare"}:
            return self.items()
        lines = [f"一、{self.chance.choice(GROUPS)}"]
        for heading in range(1, 4):
            lines.append(f"{heading}.{title_of(self.chance, self.used)}")
            parts = [
                "".join(self.duty(number, f"（{number}）", own_line=False, titled=False))
                for number in range(1, self.chance.randint(3, 5))
            ]
            lines.append("".join(parts))
        return lines

    def with_points(self) -> list[str]:
        """Items whose measures are numbered lines or a numbered sentence; the units stand after the last of them."""
        lines = [f"二、{self.chance.choice(GROUPS)}"]
        for place in range(1, self.chance.randint(3, 5)):
            title = title_of(self.chance, self.used)
            words, duty = self.written(self.units(), self.notation)
            self.duties.append(Duty(place, title, duty.leads, duty.others, duty.deadline))
            measures = self.chance.sample(SENTENCES, 3)
            lines.append(f"（{numeral(place)}）{title}")
            lines += [f"{number}.{measure}" for number, measure in enumerate(measures, 1)]
            lines += words.split("\n")
        return lines

    def numberless(self) -> list[str]:
        """Tasks without numbers, each a paragraph that begins with its title."""
        if self.notation.lines:
            return self.items()
        bullet = self.chance.choice(("", "——", "• "))
        lines: list[str] = []
        for place in (1, 2):
            lines.append(f"{numeral(place)}、{self.chance.choice(GROUPS)}")
            for _ in range(self.chance.randint(2, 3)):
                lines += self.duty(None, bullet, own_line=False, titled=False)
        return lines

    def mixed_levels(self) -> list[str]:
        """Some items are tasks, others are headings of points that are tasks."""
        if self.notation.name == "sentence":
            return self.items()
        own_line = self.notation.apart and self.chance.random() < 0.4
        lines = [f"二、{self.chance.choice(GROUPS)}"]
        for place in range(1, 5):
            label = f"（{numeral(place)}）"
            if self.chance.random() < 0.5:
                lines += self.duty(place, label, own_line=own_line, titled=False)
                continue
            lines.append(f"{label}{title_of(self.chance, self.used)}。{body_of(self.chance)}")
            for number in (1, 2):
                lines += self.duty(number, f"{number}.", own_line=own_line, titled=False)
        return lines

    def united(self) -> list[str]:
        """Items with two attributions each: who leads anywhere leads."""
        if self.notation.lines or self.notation.name in {"sentence", "bare"}:
            return self.items()
        lines = [f"二、{self.chance.choice(GROUPS)}"]
        for place in range(1, 4):
            title = title_of(self.chance, self.used)
            first, one = self.written(self.units(), self.notation)
            second, other = self.written(self.units(), self.notation)
            leads = tuple(dict.fromkeys(one.leads + other.leads))
            others = tuple(name for name in dict.fromkeys(one.others + other.others) if name not in leads)
            lines.append(f"（{numeral(place)}）{title}。{body_of(self.chance)}{first}{body_of(self.chance)}{second}")
            self.duties.append(Duty(place, title, leads, others, one.deadline or other.deadline))
        return lines

    def attached(self) -> list[str]:
        """Two plans in one file, each with numbers of its own."""
        lines: list[str] = []
        for place in (1, 2):
            lines += [f"附件{place}", f"云溪市专项行动{numeral(place)}方案", "一、总体要求", "坚持问题导向。"]
            lines += self.items()
        return lines

    def standing(self) -> list[str]:
        """Items, and a clause that makes one group responsible for all of them."""
        group = self.chance.choice(("各县（市、区）人民政府", "各区县政府", "各镇街"))
        clause = self.chance.choice((
            "以下任务均需{0}落实，不再逐一列出", "{0}均为责任单位，不再一一列出", "以下各项任务均需{0}按职责落实，不再列出",
        )).format(group)  # fmt: skip
        lines = [f"二、重点任务（{clause}）"]
        for place in range(1, self.chance.randint(3, 5)):
            lines += self.duty(place, f"（{numeral(place)}）", own_line=False, titled=False)
            last = self.duties[-1]
            if group not in last.others:
                self.duties[-1] = Duty(last.number, last.title, last.leads, (*last.others, group), last.deadline)
        return lines
