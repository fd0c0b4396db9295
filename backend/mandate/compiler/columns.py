"""What the columns of a sheet mean: proposed from headings and contents, confirmed by a person."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mandate.calendars.deadlines import read_deadlines
from mandate.compiler.draft import ColumnField
from mandate.compiler.labels import label_at
from mandate.compiler.names import looks_like_unit, split_names
from mandate.quantities.folding import fold

UNIT_FIELDS = frozenset({ColumnField.LEAD, ColumnField.RESPONSIBLE, ColumnField.SUPPORTING})
Fields = Mapping[tuple[int, int], ColumnField]

SAMPLES = 3
SAMPLE_CHARACTERS = 80
_LOOKED_AT = 60

# In this order: 责任领导 is nobody's unit, 目标任务 is a task, 牵头责任单位 leads.
_HEADINGS: tuple[tuple[ColumnField, re.Pattern[str]], ...] = (
    (ColumnField.NUMBER, re.compile(r"^(?:序|序号|编号|项目?号|行号|任务编号|№|no\.?|#)$")),
    (ColumnField.IGNORE, re.compile(
        r"领导|责任人|负责人|联系|联络|电话|备注|说明$|状态|进展|完成情况|落实情况|存在问题|依据|来源|填报|评分|得分|分值|权重|督[导办]|附件")),
    (ColumnField.MEASURE, re.compile(r"^(?:计量|指标|统计|数量)单位$")),
    (ColumnField.SUPPORTING, re.compile(r"配合|协办|协同|协助|参与|参加|支持单位|支持部门")),
    (ColumnField.LEAD, re.compile(r"牵头|主办|主责|主抓|首责|主要责任|第一责任|总负责")),
    (ColumnField.RESPONSIBLE, re.compile(
        r"(?:责任|落实|实施|承办|承担|执行|负责|主管|承接|推进)(?:单位|部门|主体|处室|科室|机构)|(?:单位|部门|职责|责任)分工|^(?:单位|部门|责任|责任制)$|任务分工")),
    (ColumnField.DEADLINE, re.compile(r"时限|期限|(?:完成|办结|截止|计划|推进|落实|达成).{0,2}(?:时间|日期|节点)|时间(?:节点|安排|要求|表)?$|时间进度|^进度$|序时|工期|何时")),
    (ColumnField.TARGET, re.compile(r"目标(?![与和及]?任务|责任)|指标值|量化|预期|成效|成果|效果|达标|标准值|完成值|目标值")),
    (ColumnField.SECTION, re.compile(r"类别|领域|分类|类型|一级|板块|版块|方面|专题|主题|大类|环境$|环节$|指标(?:名称)?$|^项目$|归类|模块")),
    (ColumnField.BODY, re.compile(r"措施|举措|内容|具体|要求|标准|做法|细化|要点|描述|三级|怎么做|路径|明细|抓手")),
    (ColumnField.TITLE, re.compile(r"任务|事项|工作|项目|名称|行动|清单|二级|标题|改革点|做什么")),
)  # fmt: skip
# 办理股室 beside 牵头单位 is a desk inside that unit; where no other column names units, it is the unit itself.
# 单位 beside 责任部门 is what the figures are counted in.
_PLAIN_UNIT = re.compile(r"^单位$")
_OFFICE = re.compile(r"(?:科|股|处)室")
_NUMERAL = re.compile(r"^[（(]?\s*(?:\d{1,4}(?:[.\-]\d{1,3})*|[一二三四五六七八九十百]{1,4})\s*[)）]?\s*[.、．]?$")
_DAY = re.compile(r"^\d{4}\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{0,2})?\s*日?$|^\d{1,2}月\d{0,2}日?[前底末]?$")
_UNDATED = re.compile(r"^(?:长期|持续|常态|全年|立即|即行|已完成|年底|每[年季月周])")
_ENOUGH = 0.6
_LONGEST_HEADING = 120
_LONG = 40


@dataclass(frozen=True, slots=True)
class Content:
    """What the cells of a column look like; shares count its written cells."""

    written: int
    share_written: float
    mean_length: float
    numbers: float
    units: float
    days: float
    repeated: float


@lru_cache(maxsize=4096)
def heading_field(header: str) -> ColumnField | None:
    """The field that a heading names, None when its words say nothing."""
    if len(header) > _LONGEST_HEADING:
        return None
    plain = (
        re.sub(r"[\s（(].*$|[:*]", "", fold("".join(header.split())).lower()) or fold("".join(header.split())).lower()
    )
    return next((field for field, pattern in _HEADINGS if pattern.search(plain)), None)


def desks(headers: Sequence[str]) -> list[bool]:
    """Of each heading whether it names offices inside the units that another column names."""
    units = any(heading_field(header) in UNIT_FIELDS and not _OFFICE.search(header) for header in headers if header)
    return [units and _OFFICE.search(header) is not None for header in headers]


def measures(headers: Sequence[str]) -> list[bool]:
    """Of each heading whether it says 单位 and means what is counted, since another column names who is responsible."""
    plain = [bool(_PLAIN_UNIT.match("".join(header.split()))) for header in headers]
    others = any(
        heading_field(header) in UNIT_FIELDS for header, unit in zip(headers, plain, strict=True) if header and not unit
    )
    return [others and unit for unit in plain]


def content_of(cells: Sequence[str]) -> Content:
    """What the first cells of a column hold."""
    seen = cells[:_LOOKED_AT]
    written = [cell for cell in seen if cell]
    if not written:
        return Content(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    count = len(written)
    return Content(
        written=count,
        share_written=count / len(seen),
        mean_length=sum(map(len, written)) / count,
        numbers=sum(bool(_NUMERAL.match(cell)) for cell in written) / count,
        units=sum(map(_names_units, written)) / count,
        days=sum(map(_is_day, written)) / count,
        repeated=1 - len(set(written)) / count,
    )


def _names_units(cell: str) -> bool:
    if len(cell) > 400:
        return False
    names = split_names(fold(cell).replace("\n", "、"))
    return (
        bool(names) and sum(looks_like_unit(name.text) or name.role is not None for name in names) * 3 >= len(names) * 2
    )


def _is_day(cell: str) -> bool:
    if len(cell) > 24:
        return False
    if _DAY.match(cell) or _UNDATED.match(cell):
        return True
    readings = read_deadlines(fold(cell), 2000)
    return bool(readings) and sum(one.end - one.start for one in readings) * 2 >= len(cell)


def propose(headers: Sequence[str], contents: Sequence[Content]) -> list[tuple[ColumnField, bool]]:
    """(field, doubtful) of every column: what the heading says, checked against what the cells hold."""
    said = [heading_field(header) if header else None for header in headers]
    chosen = [_weighed(field, content) for field, content in zip(said, contents, strict=True)]
    chosen = [
        (ColumnField.IGNORE, False) if desk and field in UNIT_FIELDS else (field, doubtful)
        for desk, (field, doubtful) in zip(desks(headers), chosen, strict=True)
    ]
    chosen = [
        (ColumnField.MEASURE, False) if counted else one for counted, one in zip(measures(headers), chosen, strict=True)
    ]
    _settle_units(chosen, contents)
    _settle_words(chosen, contents, said)
    _only_one_number(chosen)
    return chosen


def _weighed(said: ColumnField | None, content: Content) -> tuple[ColumnField, bool]:
    seen = _seen(content)
    if content.written == 0:
        return said or ColumnField.IGNORE, said in UNIT_FIELDS
    if said is None:
        return (seen or ColumnField.BODY), True
    if said in UNIT_FIELDS and content.units < _ENOUGH / 2 and content.mean_length > _LONG:
        return ColumnField.BODY, True
    if said in {ColumnField.TITLE, ColumnField.BODY, ColumnField.SECTION, ColumnField.TARGET} and seen in {
        ColumnField.NUMBER, ColumnField.RESPONSIBLE, ColumnField.DEADLINE
    }:  # fmt: skip
        return (said, False) if said is ColumnField.TARGET or content.repeated > 0 else (seen, True)
    settled = said not in UNIT_FIELDS or content.units >= _ENOUGH
    return said, not settled


def _seen(content: Content) -> ColumnField | None:
    """The field that the cells alone suggest."""
    if content.numbers >= _ENOUGH:
        return ColumnField.NUMBER
    if content.days >= _ENOUGH:
        return ColumnField.DEADLINE
    if content.units >= _ENOUGH:
        return ColumnField.RESPONSIBLE
    return None


def _settle_units(chosen: list[tuple[ColumnField, bool]], contents: Sequence[Content]) -> None:
    """Of several columns of units that no heading tells apart, the first leads."""
    untold = [
        index
        for index, (field, doubtful) in enumerate(chosen)
        if doubtful and field is ColumnField.RESPONSIBLE and contents[index].units >= _ENOUGH
    ]
    if len(untold) > 1 and all(field is not ColumnField.LEAD for field, _ in chosen):
        chosen[untold[0]] = ColumnField.LEAD, True


def _settle_words(
    chosen: list[tuple[ColumnField, bool]], contents: Sequence[Content], said: Sequence[ColumnField | None]
) -> None:
    """One column is the task; shorter ones that repeat before it are its sections, longer ones its details."""
    words = [
        index
        for index, (field, _) in enumerate(chosen)
        if field in {ColumnField.SECTION, ColumnField.TITLE, ColumnField.BODY} and contents[index].written
    ]
    titles = [index for index in words if chosen[index][0] is ColumnField.TITLE]
    if not titles:
        bodies = [index for index in words if chosen[index][0] is ColumnField.BODY]
        short = [index for index in bodies if contents[index].mean_length <= _LONG and contents[index].repeated < 0.5]
        last_resort = bodies or [index for index in words if contents[index].repeated < 0.3]
        title = next(iter(short or last_resort), None)
        if title is not None:
            chosen[title] = ColumnField.TITLE, len(words) > 1 or said[title] is None
        return
    *above, last = titles
    for index in above:
        sections = contents[index].repeated > 0 or contents[index].share_written < 0.9
        chosen[index] = (ColumnField.SECTION, not sections) if sections else (ColumnField.TITLE, False)
    kept = [index for index in titles if chosen[index][0] is ColumnField.TITLE]
    for index in kept[1:]:
        longer = contents[index].mean_length >= contents[kept[0]].mean_length
        chosen[index] = (ColumnField.BODY if longer else ColumnField.IGNORE), True
    if last in kept and contents[last].repeated > 0.5 and any(chosen[one][0] is ColumnField.BODY for one in words):
        chosen[last] = (
            ColumnField.SECTION if ColumnField.SECTION not in {f for f, _ in chosen} else ColumnField.TITLE,
            True,
        )
        _settle_body(chosen, words)


def _settle_body(chosen: list[tuple[ColumnField, bool]], words: Sequence[int]) -> None:
    if all(field is not ColumnField.TITLE for field, _ in chosen):
        body = next(index for index in words if chosen[index][0] is ColumnField.BODY)
        chosen[body] = ColumnField.TITLE, True


def _only_one_number(chosen: list[tuple[ColumnField, bool]]) -> None:
    numbers = [index for index, (field, _) in enumerate(chosen) if field is ColumnField.NUMBER]
    for index in numbers[1:]:
        chosen[index] = ColumnField.IGNORE, True


def number_of(cell: str) -> int | None:
    """The number in a cell of the number column: 3, （三）, 1.2 gives its last part."""
    folded = fold(cell.strip())
    plain = re.search(r"(\d{1,4})\s*[)]?\s*[.、]?$", folded)
    if plain is not None and _NUMERAL.match(folded):
        return int(plain.group(1))
    label = label_at(f"{folded.strip('()、. ')}、")
    return label.number if label is not None and _NUMERAL.match(folded) else None
