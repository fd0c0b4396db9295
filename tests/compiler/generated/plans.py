"""Whole plans: circular and annex around the tasks, and the noise of copying."""

import random
import re
from dataclasses import dataclass, field

from tests.compiler.generated.tables import Tables
from tests.compiler.generated.words import Duty


@dataclass
class Plan:
    """A text with the duties that must be read from it; `made_of` says how it was written, for the message of a failure."""

    text: str
    duties: list[Duty] = field(default_factory=list)
    made_of: str = ""


class Writer(Tables):
    """Writes one plan."""

    def plan(self) -> Plan:
        layout = self.chance.choice(
            (
                self.items, self.items, self.items, self.points, self.inherited, self.one_level, self.restarting, self.run_on,
                self.with_points, self.numberless, self.mixed_levels, self.standing, self.united, self.attached, self.table, self.table,
                self.repeated,
            )
        )  # fmt: skip
        lines = layout()
        text = self.noisy(
            "\n".join([*self.preamble(), *lines, *self.epilogue()]), tabular=layout in {self.table, self.repeated}
        )
        return Plan(text, self.duties, f"{layout.__name__}, {self.notation.name}")

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
        if chance.random() < 0.1 and not tabular:
            text = re.sub(
                r"(?<=[\u4e00-\u9fff])、(?=[市区县省州])", lambda match: chance.choice(("、", "、 ", " 、")), text
            )
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
