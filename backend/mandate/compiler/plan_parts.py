"""Numbers that count a plan's own parts, or say of whom something else is told."""

import re

from mandate.compiler.words import Words

_OWN_PARTS = re.compile(
    r"^\s*(?:大|项|条|类)?(?:方面|部分|层面|维度|章节|板块|条款|附件|要点|指标体系"
    r"|(?:重点|主要|具体|改革|保障|创新|政策|服务|提升|优化|专项|核心|关键|年度|目标|责任|清单|工作|配套|操作|实施)*(?:任务|措施|举措|目标|工作|事务|指引|指南|清单任务|工程|行动|细则)|[一二三]级指标)"
)
_PLAN_SPEAKS = re.compile(
    r"(?:^|[(（，,、“”]|明确|制定|提出|围绕|包括|包含|分为|从|聚焦|部署|安排|细化|分解|共|共计|涉及|推进|抓好|做好|办好|落实|完成|开展"
    r"|实施|涵盖|形成|列出|确定|梳理|以下|现将|出台|构建起|并?实施|其他|方面|部分|任务|指标|对[标照][^，,。;；]{0,12})(?:的|了|为|成|出|起)?(?:[我全][省市区县])?\s*$"
)
_PARTS_OF_A_PLAN = 200
_ANNOUNCED = re.compile(r"\s*[，,(（]\s*(?:现(?:予以?|将|就)|(?:具体|清单)?如下|见附件|详见)")
_PART_NAMED = re.compile(r"(?:事项|任务|措施|举措|清单|要点|目标)\s*$")


def is_part_of_the_plan(words: Words) -> bool:
    """明确9个部分47项重点工作: the plan counts its own parts."""
    if _ANNOUNCED.match(words.rest) and _names_its_parts(words):
        return True
    return (
        counts_own_parts(words)
        and words.measure.value <= _PARTS_OF_A_PLAN
        and _PLAN_SPEAKS.search(words.before) is not None
    )


def _names_its_parts(words: Words) -> bool:
    """先行试点事项30项: the number stands behind the plan's own parts."""
    return stands_behind(words) and _PART_NAMED.search(words.before) is not None


def is_measured_subject(words: Words) -> bool:
    """100户参评企业亩均税收达…, 对70项举措落地情况…: the number only says of whom something else is told."""
    told = not words.before.strip() and re.match(r"[^，,。;；\d]{2,16}(?:达|完成|实现)[^，,。;；]{0,6}\d", words.after)
    looked_at = re.match(r"\s*对", words.before) and re.match(r"[^，,。;；]{0,20}情况", words.after)
    return bool(told or looked_at)


def counts_own_parts(words: Words) -> bool:
    """Whether a number counts tasks, measures and the like, of which a plan itself is made."""
    return not stands_behind(words) and _OWN_PARTS.match(words.after) is not None


def stands_behind(words: Words) -> bool:
    """企业100家: the number follows what it counts, which is how documents state an amount."""
    return re.match(r"\s*(?:[，,、；;。)]|$)", words.after) is not None
