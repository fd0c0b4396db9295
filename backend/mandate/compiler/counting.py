"""Which numbers with a unit are quantities, and which are idioms, sizes, dates or members of a group."""

import re

from mandate.compiler.conditions import has_consequence, is_passing_condition
from mandate.compiler.draft import QuantityKind
from mandate.compiler.kinds import (
    CIRCLE,
    SCORED,
    STREAK_AFTER,
    TIME_WORD,
    Setting,
    duration_is_promise,
    kind_of,
    unit_of,
)
from mandate.compiler.limits import FREELY, WAIVED, is_time_of_award
from mandate.compiler.plan_parts import is_measured_subject, is_part_of_the_plan, stands_behind
from mandate.compiler.words import Words
from mandate.quantities import cues
from mandate.quantities.expressions import Operator
from mandate.quantities.units import Dimension

_VERB = re.compile(
    "|".join(
        (
            "新增 新建 打造 建设 建成 完成 培育 引进 推进 推出 实现 形成 落地 扩展 开展 "
            "举办 组织 创建 认定 改造 发放 提供 布局 开通 设立 引育 孵化 招引 签约 开工 "
            "竣工 投产 转化 突破 争取 力争 累计 合计 共 上线 覆盖 遴选 评选 选派 解决 "
            "办理 办结 发展 净增 达 储备 招聘 聘任 培训 帮扶 服务 走访 出台 制定 编制 "
            "清理 取消 精简 梳理 归集 接入 配备 增设 拥有 引入 入库 挂牌 备案 建立 入驻 "
            "聚集 集聚 吸引 获批 申报 培养 拓展 增加 新开 联合 为 引导 支持 推广 超 举行 "
            "召开 有 交付 汇聚 设置 配置 布设 供应 投放 改建 扩建 续建 更新 受理 帮助 "
            "惠及 兑付 兑现 发布 开放 开发 研发 申请 授权 创成 评定 命名 表彰 组建 成立 "
            "选树 输送 招募 签订 对接 融资 撬动 带动 承接 转移 处置 盘活 出让 供地 腾退 "
            "收储 筹集 筹建 通车 减少 压减 下放 整合 合并 优化 保持 调整 公布 协助 推动 "
            "促成 实施 化解 新设 力促 争创 助力 推荐 指导 辅导 选育 投用 赋予 承办"
        ).split()
    )
)
_STRONG_VERB = re.compile(
    "(?:"
    + "|".join(
        (
            "新增 新建 新设 建成 建设 培育 引进 打造 完成 创建 形成 举办 召开 开展 培训 "
            "改造 改建 认定 引育 孵化 推出 遴选 评选 发布 组织 落地 招引 布局 入库 开通 "
            "选树 聘任 聘请 争创 创成 辅导 协助"
        ).split()
    )
    + ")(?:不少于|至少|约|近|超过)?$"
)
_COMPOSITION = re.compile(
    r"(?:^|[，,、;；(])\s*(?:按照?|依托|围绕|聚焦|针对|涉及|根据|分为|分成|分(?=\d)|包括|包含|共分|设(?=有|\d)|以|由|从|在|下设)[^，,]*$|(?:包括|包含)[^，,]*$"
)
_MAKES = re.compile(r"扩展|推进|新增|落地|打造|减少|增加|压减|推出")
_MAKES_AFTER = re.compile(
    r"^[^，,。;；]{0,12}(?:实现|推行|开展|推广|试行|实行|启动|全面|新增|率先|建成|落地|实施|应用|适用)"
)
_TEAMED = re.compile(r"(?:组建|成立|建立|选派)[^，,。;；]{0,8}由$")
_PERSONS = {"名", "人", "位"}
_SIZED = re.compile(r"\d[\d.]*[万亿]?元(?:以上)?的$")
_PROMISED = re.compile(r"内?(?:响应|受理|答复|反馈|办结|办好|办成|回复|出证|签收)(?![“”]?(?:专项|行动|改革|机制|制度))")
_CAPACITY = re.compile(r"(?:新增|新建|建成|装机|容量|储能|并网)[^，,。;；]{0,10}$")
_JOINED = re.compile(r"(?:^|[，,、;；])\s*(?:已?与|同|在)(?:[省市区县]内|周边|国内|全[国省市])?$")
_GROUPED = re.compile(r"[一二三四五六七八九十两]大[\u4e00-\u9fff]{0,6}$")
_PER_HEAD = re.compile(r"按照?每[^，,。;；]*(?:设置|设立|配备|配置|建设|建立)$")
_ONE_BUILT = re.compile(
    r"[^，,。;；]{0,20}(?:中心|平台|园区?|基地|实验室|医院|学校|机场|码头|电站|大厅)(?=[，,。;；、]|$)"
)
_IDLE_BEFORE = re.compile(r"(?:[这每同某任另各首单整该哪几数上下前后近其]|任意|不同|多|第|20\d\d)$")
_ATTRIBUTIVE = re.compile(
    r"(?:一式|附件?|由|每[\u4e00-\u9fff]?|第|该|这|本|此|上述|以上|下列|以下|其他|其余|另外|同一?|任一|某|哪)\s*$"
)
_BEFORE_NO_NOUN = re.compile(
    r"(?:[分划作]为|[分第设是含及和与等]|(?<![建完形创达组集])成|一式|附件?|每[\u4e00-\u9fff]?)\s*$|(?:^|[，,。;；(])\s*(?:共|共计|合计)?\s*$"
)
_OFFICES_AFTER = re.compile(
    r"\s*(?:部门|成员单位|委办局|处室|工作组|阶段|环节(?=[，,])|县(?![级域])|区(?!块|域性)|市(?!场|级|值|民)|镇|街道|乡|村|社区|省(?!级)|州(?!级)|地市)"
)
_IDLE_UNITS = set("期 步 级 档 路 线 道 类 种 批 件 张 门 位 面 对 起 只 支 条 台 台次 部".split())
_MEMBERS_AFTER = re.compile(
    r"^\s*(?:产业|行业|领域|方面|层级|维度|阶段|步骤|工作组)?(?:之一|中(?![小医药试型央高外介等]))|^[^，,。;；]{0,10}(?<![其集过当期年])中(?=[，,])"
)
_AROUND = re.compile(r"以内的|内的|范围|半径")
_LOAN_SIZE = re.compile(r"(?:以上|以下)(?:的)?(?:贷款|采购|合同|工程|投资项目)")
_STRETCH_BEFORE = re.compile(r"(?:近|过去|(?<![提期满])前|连续|满|(?<!不)(?<!不得)(?<!不应)超过|逾期|存续|经营|工作)$")
_LATENCY = {"ms", "毫秒"}
_LIFETIME = re.compile(r"轮候|周期|延长|缩短|期限|有效期|期|年限|保留|租金|减至|增至")
_PART_OF_RATE = re.compile(r"^内?[\u4e00-\u9fff]{0,6}(?:率|比例|占比)")
_SIZE_AHEAD = re.compile(
    r"^\s*(?:以上|以下|及以上|及以下)?(?:级|的)?(?:\([^)]*\))?(?:重大|重点|大型?|型|工业|产业|制造业|固定资产|投资|招商|签约|新开工|在建|技改|优质){0,3}(?:企业|项目|园区|集群|产业|载体|楼宇|平台|市场|企|商圈)"
)
_AWARDED = re.compile(r"给予|奖励|补助|补贴|奖补")
_MEASURED = {Dimension.MONEY, Dimension.RATIO, Dimension.AREA, Dimension.RATE, Dimension.MASS, Dimension.LENGTH}
_GROWN = {Operator.AT_LEAST, Operator.ABOVE, Operator.INCREASE_BY, Operator.INCREASE_BY_AT_LEAST}
_MULTIPLES = {"倍", "番"}
_ALL_DAY = 24
_MANY = 10
_OCCASIONS = {"次", "场", "回", "场次"}


def is_quantity(words: Words, quoted: list[tuple[int, int, str]]) -> bool:
    """Whether a measure says how much, how many, how long or which place, rather than naming something."""
    measure = words.measure
    unit = unit_of(measure)
    if unit is None or _is_in_a_name(words, quoted, unit.dimension):
        return False
    if measure.rank:
        return not re.search(r"年前?$", words.before[:-1])
    if is_passing_condition(words, unit.dimension):
        return False
    if measure.chinese and not _chinese_counts(words, unit.dimension):
        return False
    return _dimension_counts(words, unit.dimension)


def _is_in_a_name(words: Words, quoted: list[tuple[int, int, str]], dimension: Dimension) -> bool:
    """Numbers in quotation marks or 《》 belong to names, apart from “15分钟生活圈” and goals that are quoted whole."""
    position = words.measure.start
    start, end, sign = next((span for span in quoted if span[0] < position < span[1]), (0, 0, ""))
    stated = words.measure.operator is not None and "，" in words.view.folded[start:end]
    circle = dimension is Dimension.DURATION and CIRCLE.match(words.after) is not None
    share = words.measure.unit == "%" and not words.measure.percent
    promise = dimension is Dimension.DURATION and _PROMISED.match(words.after) is not None
    return bool(sign) and not (sign == "“" and (circle or share or promise or stated))


def _chinese_counts(words: Words, dimension: Dimension) -> bool:
    """Chinese numerals are mostly idioms (一件事, 三张清单); they count with a unit of measure or a verb that makes."""
    measure, before = words.measure, words.before
    if dimension in _MEASURED:
        bare = words.view.folded[measure.start] in "百千万亿" and cues.operator_before(before) is None
        return not bare and not (measure.unit in _MULTIPLES and measure.operator is None)
    if dimension is Dimension.DURATION:
        streak = before.endswith("连续") and STREAK_AFTER.search(words.after) is not None
        promised = before.endswith("提前") or duration_is_promise("", words.after) or CIRCLE.match(words.after)
        given = WAIVED.search(before) is not None or is_time_of_award(words)
        return measure.operator is not None or bool(promised) or streak or given
    if measure.value == 1 and (words.after.startswith("免费") or FREELY.search(before)):
        return True
    return _chinese_number_counts(words)


def _chinese_number_counts(words: Words) -> bool:
    measure, before = words.measure, words.before
    idle = measure.unit in _IDLE_UNITS
    if before.endswith("连续") and STREAK_AFTER.search(words.after):
        return True
    if measure.unit in _OCCASIONS and _occasion_counts(words):
        return True
    if measure.value >= _MANY and ((_VERB.search(before) and not idle) or stands_behind(words)):
        return not _GROUPED.search(before)
    if measure.value == 1 and re.search(r"(?:建成|新建)$", before):
        return measure.unit in {"个", "所", "座", "家"} and _ONE_BUILT.match(words.after) is not None
    if measure.value < 2 or _IDLE_BEFORE.search(before):
        return False
    if measure.operator is not None:
        return not idle or measure.value > _MANY
    return not idle and _STRONG_VERB.search(before) is not None and not words.after.startswith("大")


def _occasion_counts(words: Words) -> bool:
    """零次, 不得超过一次, 每年听取两次: occasions spelled out that are counted all the same."""
    value, before = words.measure.value, words.before
    if value < 2:
        return value == 0 or re.search(r"不(?:得|应|能)?(?:超过|多于)$", before) is not None
    return re.search(r"每(?:半?年|季度?|个?月|周)[^，,。;；]{0,16}$", before) is not None


def _dimension_counts(words: Words, dimension: Dimension) -> bool:
    measure = words.measure
    match dimension:
        case Dimension.DURATION:
            return _duration_counts(words)
        case Dimension.POWER:
            added = (
                measure.operator is None
                and _CAPACITY.search(words.before) is not None
                and "伏" not in measure.unit.removesuffix("伏安")
            )
            return not measure.tail and (added or measure.operator in _GROWN)
        case Dimension.LENGTH if _AROUND.match(words.after_number) and cues.operator_before(words.before) is None:
            return False
        case Dimension.GRADE:
            return measure.operator is not None or SCORED.search(words.before) is not None
        case Dimension.COUNT | Dimension.LENGTH:
            return _count_counts(words)
        case Dimension.MONEY | Dimension.AREA:
            sized = (_SIZE_AHEAD.match(words.after_number) or _LOAN_SIZE.match(words.after_number)) is not None
            return not sized or _decides(words) or re.match(r"[^，,。;；]{0,12}(?:基金|资金)", words.after) is not None
        case _:
            return measure.unit not in _MULTIPLES or measure.operator is not None


def _decides(words: Words) -> bool:
    """A size of companies or projects counts when it decides about an award, a consequence or who is meant (对…)."""
    decided = _AWARDED.search(words.before) or re.search(r"对[^，,]{0,16}$", words.before)
    return decided is not None or has_consequence(words)


def _duration_counts(words: Words) -> bool:
    measure, before = words.measure, words.before
    if is_time_of_award(words) or measure.unit in _LATENCY:
        return True
    if before.endswith("连续"):
        return STREAK_AFTER.search(words.after) is not None
    if measure.unit == "年":
        lasting = _LIFETIME.search(before[-10:]) is not None and measure.tail not in {"内", "以内", "之内"}
        longest = re.search(r"最长[^，,。;；]{0,6}$", before) is not None
        return measure.operator is not None and (lasting or longest)
    if measure.unit in {"季度", "周"}:
        return measure.operator is not None
    if measure.unit in {"个月", "天", "日"} and _STRETCH_BEFORE.search(before):
        return False
    if _PART_OF_RATE.match(words.after):
        return False
    if measure.operator is not None or measure.baseline_of_next:
        return True
    if stands_behind(words) and TIME_WORD.search(words.sentence):
        return True
    shifts = measure.unit == "小时" and re.search(r"[×xX*]\s*$", before) is not None
    if shifts and measure.value != _ALL_DAY:
        return False
    promised = (
        duration_is_promise(before, words.after) or WAIVED.search(before) or CIRCLE.match(words.after) is not None
    )
    return shifts or bool(promised) or _is_round_the_clock(words)


def _is_round_the_clock(words: Words) -> bool:
    hours = words.measure.unit == "小时"
    return hours and kind_of(words, Setting()) is QuantityKind.SLOGAN


def _count_counts(words: Words) -> bool:
    """A bare number with a counter counts unless the words around it make it a group, a member or the plan's own parts."""
    measure, before = words.measure, words.before
    if _GROUPED.search(before):
        return False
    if before.endswith("连续"):
        return STREAK_AFTER.search(words.after) is not None
    if measure.operator is not None or measure.baseline_of_next or _takes_part(words) or _PER_HEAD.search(before):
        return True
    if measure.unit == "大类":
        return False
    if _MEMBERS_AFTER.search(words.after) or is_part_of_the_plan(words) or is_measured_subject(words):
        return False
    if _OFFICES_AFTER.match(words.after) and _STRONG_VERB.search(before) is None and "覆盖" not in before:
        return False
    if stands_behind(words):
        return _BEFORE_NO_NOUN.search(before) is None
    if before.endswith("等"):
        return (_VERB.search(words.sentence) or _MAKES_AFTER.match(words.after)) is not None
    if _COMPOSITION.search(before) and not _MAKES.search(before):
        return _MAKES_AFTER.match(words.after) is not None
    return _ATTRIBUTIVE.search(before) is None and (not before.endswith("的") or _SIZED.search(before) is not None)


def _takes_part(words: Words) -> bool:
    """组建由20名律师参加的服务团, 与省内5个市州实现…: those who do it or with whom it is done."""
    team = _TEAMED.search(words.before) is not None and words.measure.unit in _PERSONS
    return team or (_JOINED.search(words.before) is not None and _MAKES_AFTER.match(words.after) is not None)
