"""Numbers that say when or for whom something applies: sizes in passing, ages, and thresholds that decide about others."""

import re

from mandate.compiler.limits import AWARD
from mandate.compiler.words import Words
from mandate.quantities.cues import operator_before
from mandate.quantities.expressions import Operator
from mandate.quantities.units import Dimension, unit_named

_AWARDED = re.compile(r"给予|奖励|补助|补贴|奖补")
_PASSING_AFTER = re.compile(r"^\s*的(?:[，,]|可|应|须|能|由|按|实行|不|免|予以|$)")
_COUNTED_BY_SIZE = re.compile(
    r"\s*的[\u4e00-\u9fff“”]{0,10}?(?:达到?|超过|突破|新增|增至|不少于)?\s*\d[\d.]*\s*万?[个家户]"
)
_COUNTED_AT_ONCE = re.compile(r"\d[\d.]*[万余多]*[个家户项]")
_SPAN_GOES_ON = re.compile(r"\s*[-~]\s*\d")
_WHEN_AFTER = re.compile(r"[^，,。;；]{0,12}的\s*(?:$|予以|由|视为|可|应|须)")
_JOINTLY_AFTER = re.compile(r"\s*(?:部门|单位|机关)[^，,。;；]{0,8}的")
_COUNTED_AHEAD = re.compile(r"\d[万余多]?[个家户](?:以上)?[^，,。;；、\d]{0,12}$")
_SIZE_OF_THEM = re.compile(r"的[^，,。;；、\d]{0,10}(?:企业|项目|园区|集群|平台|基地|产业)")
_SIZE_TO_BUILD = re.compile(r"(?:有|[新建]建|建成|建设|打造|设立)[^，,。;；]*\d[个所处座间]$")
AGES = {"岁", "周岁"}
_AGE_OF_COUNTED = re.compile(r"的?[^，,。;；、\d]{0,8}\d")
_CHILDREN = re.compile(r"的?(?:婴|幼|儿童)")
_EMPLOYER = re.compile(r"的?(?:小微|中小微?|中型|小型|微型|民营|用人)?(?:企业|单位)")
_LIFESPAN = re.compile(r"寿命|平均年龄")
_SPOKEN_OF = re.compile(r"(?:^|[，,、]|银行|机构|企业|公司|部门|单位)\s*对")
_ABOUT = re.compile(r"(?:^|[、;；，,]|银行|机构|企业|公司|部门|单位)\s*对(?:于)?[^，,]{0,16}$")
_FOLLOWS = re.compile(
    r"^\s*(?:\([^)]*\))?\s*的(?=[\u4e00-\u9fff])|^\s*[的]?(?:重大|重点|大型|工业|产业|投资)?(?:企业|项目|纳税人|单位|机构|平台|载体|园区|投资|工程|前[一二三四五六七八九十\d]+[名位])"
)
_HAVING = re.compile(r"(?:有|[新建]建|建成|建设|打造|设立|培育)[^，,。;；]*$")
_OF_SUCH_SIZE = re.compile(r"^[^，,。;；、\d]{1,6}(?:以上|以下)的[\u4e00-\u9fff(]")
_CONSEQUENCE = re.compile(
    r"^的?[^，,。;；、\d]{0,14}(?:企业|单位|部门|机构|项目|地区|乡镇|街道|平台|窗口|人员|干部)"
    r"(?:全部|一律|均|要|应|须|由[^，,。;；]{2,10})?"
    r"(?:(?:进行|予以|实行|实施)?(?:约谈|通报|问责|警示|警告|惩戒|淘汰|清退|退出|整治|整改|督办|批评)|(?:列入|纳入)[^，,。;；]{0,12}(?:名单|清单|管理|计划|监管|范围|目录))"
)
_GRADED = re.compile(
    r"的?(?:评定?|确?定|视|认定)?为[“”]?(?:优秀|优|良好?|较好|合格|不合格|一般|较差|差|[A-D]级)[“”]?(?:等次|等级|档次)?(?=[，,。;；、)]|$)"
)
_AMOUNT_GIVEN = re.compile(
    r"(?:给予|予以|奖励|补助|补贴|奖补|资助|补偿|奖)[^。;；]{0,30}?[\d一二三四五六七八九十百千][^。;；]{0,5}(?:元|%)|不同额度的奖励|给予(?:奖励|贴息|补助)"
    r"|按[^，,。;；]{0,16}?\d[^，,。;；]{0,4}%(?:的比例)?(?:补助|补贴|奖励|奖补|资助)"
)
_GIVEN_TO_OTHERS = re.compile(
    r"\s*[，,]\s*对[^，,。;；]{2,24}(?:的\s*[，,][^，,。;；]{0,16})?(?:给予|予以|奖励|补[贴助])"
)
_BROUGHT_IN = re.compile(r"(?:引进|招引|培育|引育|建设|新建|打造|举办|开展)[^，,。;；的]{0,16}(?:不少于|不低于|至少)$")
_FOR_EACH = re.compile(r"每(?:新增|增加|超过|满|新?引进|新?认定|新?培育|新?招引|新?设立)?$")
_TAKEN = re.compile(r"(?:将|把|按照?|从|以|力争|确保|实现|争取|达到|目标)[^，,、]*$")


def is_passing_condition(words: Words, dimension: Dimension) -> bool:
    """不超过20年的可分期缴款, 50万元以上的仪器, 0-3岁幼儿: a number that says when or for whom something applies."""
    measure = words.measure
    if measure.unit in AGES:
        return _is_age_in_passing(words)
    if decides_award(words) or has_consequence(words):
        return False
    if _SPOKEN_OF.search(words.before) or _AWARDED.search(words.before):
        return False
    if dimension in {Dimension.MONEY, Dimension.AREA} and measure.tail and words.after.startswith("的"):
        return not (dimension is Dimension.AREA and _SIZE_TO_BUILD.search(words.before))
    if dimension is Dimension.MONEY and _is_size_of_counted(words):
        return True
    if dimension is Dimension.DURATION and _WHEN_AFTER.match(words.after):
        return True
    if dimension is Dimension.COUNT and measure.tail and (_JOINTLY_AFTER.match(words.after) or _staffed(words)):
        return True
    return measure.unit != "%" and _PASSING_AFTER.match(words.after) is not None


def _staffed(words: Words) -> bool:
    """30人以下小微企业: the size of those who are meant."""
    return words.measure.unit in {"人", "名"} and _EMPLOYER.match(words.after) is not None


def _is_age_in_passing(words: Words) -> bool:
    """An age counts as what is aimed at (寿命) or as a bound on who is meant (45岁以下科研人员)."""
    if _LIFESPAN.search(words.before):
        return False
    if _CHILDREN.match(words.after):
        return True
    return not words.measure.tail or _AGE_OF_COUNTED.match(words.after) is not None


def _is_size_of_counted(words: Words) -> bool:
    """2家收入达50亿元的企业: the amount only tells of what size the two are."""
    if words.measure.tail and _COUNTED_AT_ONCE.match(words.after):
        return True
    if _COUNTED_BY_SIZE.match(words.after) or _SPAN_GOES_ON.match(words.after):
        return True
    return _COUNTED_AHEAD.search(words.before) is not None and _SIZE_OF_THEM.match(words.after) is not None


def is_threshold(words: Words) -> bool:
    """对5000平方米以上的…: a size that decides what applies; so does an age, and the 1万名 of 1万名工人以上的园区."""
    measure, before, after = words.measure, words.before, words.after
    if measure.unit == "%":
        return False
    if measure.unit in AGES:
        return not _LIFESPAN.search(before)
    if re.match(r"\s*对", before) and re.match(r"^[^，,]{0,12}的", after) and not AWARD.search(before):
        return True
    if not measure.tail and operator_before(before) is None and _OF_SUCH_SIZE.match(after):
        return _HAVING.search(before) is None
    bounded = measure.tail.removeprefix("及") in {"以上", "以下"}
    return bounded and _ABOUT.search(before) is not None and _FOLLOWS.match(after) is not None


def has_consequence(words: Words) -> bool:
    """满意率低于80%的单位予以通报: what falls under the bound has something done to it."""
    bounded = words.measure.operator is not None and not words.measure.rank
    return bounded and (_CONSEQUENCE.match(words.after) or _GRADED.match(words.after)) is not None


def decides_award(words: Words) -> bool:
    """营业收入首次突破1亿元的，给予20万元奖励: the first number decides who is given the second."""
    measure, unit = words.measure, unit_named(words.measure.unit)
    if unit is None or unit.dimension is Dimension.DURATION or AWARD.search(words.before):
        return False
    if _FOR_EACH.search(words.before):
        return _AMOUNT_GIVEN.match(re.sub(r"^[\u4e00-\u9fff“”]{0,16}?[，,]?(?=给予|奖)", "", words.rest)) is not None
    if _GIVEN_TO_OTHERS.match(words.rest) or (_BROUGHT_IN.search(words.before) and not words.after.startswith("的")):
        return False
    bounded = measure.tail or measure.operator in {Operator.ABOVE, Operator.AT_LEAST, Operator.BELOW, Operator.RANGE}
    if not bounded or (_TAKEN.search(words.before.removesuffix("达到")) and not re.match("的[，,]", words.rest)):
        return False
    below = measure.tail.removeprefix("及") == "以下" and operator_before(words.before) is None
    if measure.operator in {Operator.AT_MOST, Operator.BELOW} and not below:
        return False
    return _AMOUNT_GIVEN.search(words.rest) is not None
