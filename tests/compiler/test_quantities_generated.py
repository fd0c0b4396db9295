"""Sentences put together from tables, each with the target that must come back.

Every sentence is an item of its own in one plan: indicator, verb, number, unit, condition and deadline vary. The number
is written in several ways (Arabic, full width, Chinese, with 个) and must not change what is read.
"""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mandate.compiler.compile import compile_text
from mandate.compiler.draft import Quantity
from mandate.quantities.folding import fold

_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
_TENS = {
    10: "十",
    15: "十五",
    20: "二十",
    30: "三十",
    45: "四十五",
    60: "六十",
    90: "九十",
    120: "一百二十",
    300: "三百",
}

_Verbs = tuple[tuple[str, str], ...]

_TIMES: tuple[tuple[str, _Verbs], ...] = (
    ("用水报装平均办理时间", (("压减至{}", "<="), ("不超过{}", "<="), ("控制在{}以内", "<="), ("缩短{}", "decrease_by"), ("压缩{}以上", "decrease_by>="))),
    ("水土保持方案审批时限", (("压缩到{}", "<="), ("缩短为{}", "<="), ("降至{}以下", "<="), ("再缩短{}", "decrease_by"), ("限制在{}内", "<="))),
    ("商标纠纷案件审理周期", (("不得超过{}", "<="), ("减少到{}", "<="), ("不长于{}", "<="), ("平均缩短{}", "decrease_by"))),
)  # fmt: skip
_COUNTS: tuple[tuple[str, str, _Verbs], ...] = (
    ("规模以上服务业企业", "家", (("达到{}", ">="), ("不少于{}", ">="), ("突破{}", ">"), ("超过{}", ">"), ("新增{}以上", ">="), ("增加{}", "increase_by"))),
    ("一业一证改革行业", "个", (("扩大到{}", ">="), ("拓展至{}", ">="), ("至少{}", ">="), ("{}左右", "~="))),
    ("高频证明材料", "份", (("减少到{}", "<="), ("精简至{}", "<="), ("最多{}", "<="), ("压减{}", "decrease_by"))),
)  # fmt: skip
_SHARES: tuple[tuple[str, _Verbs], ...] = (
    ("电子保函替代率", (("达到{}", ">="), ("不低于{}", ">="), ("提高到{}以上", ">="), ("超过{}", ">"), ("提高{}", "increase_by"), ("低于{}", "<"))),
    ("涉企检查频次", (("降低{}", "decrease_by"), ("压减{}以上", "decrease_by>="), ("下降{}左右", "decrease_by"), ("同比下降{}", "decrease_by"))),
    ("城镇登记失业率", (("控制在{}以内", "<="), ("不高于{}", "<="), ("保持在{}以下", "<="))),
)  # fmt: skip
_DEADLINES = ("", "2024年底前，", "到2025年，", "2024年6月底前，")
_CONDITIONS = ("", "（不含公示时间）", "（含法定节假日）")
_PLAN = "云溪县优化营商环境行动方案（2024—2025年）\n一、重点任务\n{}"


class _Case:
    def __init__(self, sentence: str, operator: str, value: str, unit: str, deadline: str, condition: str) -> None:
        self.sentence = sentence
        self.expected = (operator, value, unit)
        self.deadline = deadline.rstrip("，")
        self.condition = condition.strip("（）")


def _written(number: int, way: str) -> str:
    if way == "wide":
        return str(number).translate(_WIDE)
    return _TENS[number] if way == "chinese" else str(number)


def _cases() -> list[_Case]:
    cases: list[_Case] = []
    chance = random.Random(7)
    numbers, ways = list(_TENS), ("arabic", "wide", "chinese")
    for indicator, verbs in _TIMES:
        for (verb, operator), unit, way in itertools.product(verbs, ("工作日", "小时", "天"), ways):
            number, when, only = chance.choice(numbers[:5]), chance.choice(_DEADLINES), chance.choice(_CONDITIONS)
            counter = "个" if unit in {"工作日", "小时"} else ""
            words = verb.format(f"{_written(number, way)}{counter}{unit}")
            cases.append(_Case(f"{when}{indicator}{words}{only}。", operator, str(number), unit, when, only))
    for (indicator, unit, verbs), way in itertools.product(_COUNTS, ways):
        for verb, operator in verbs:
            number, when = chance.choice(numbers), chance.choice(_DEADLINES)
            words = verb.format(f"{_written(number, way)}{unit}")
            cases.append(_Case(f"{when}{indicator}{words}。", operator, str(number), unit, when, ""))
    for indicator, verbs in _SHARES:
        for verb, operator in verbs:
            for text, value in (
                ("35%", "35"),
                ("35％", "35"),
                ("百分之三十五", "35"),
                ("三成", "30"),
                ("五分之二", "40"),
            ):
                when = chance.choice(_DEADLINES)
                cases.append(_Case(f"{when}{indicator}{verb.format(text)}。", operator, value, "%", when, ""))
    return cases


def _read(sentences: list[str]) -> dict[int, list[Quantity]]:
    """The quantities of each sentence, as items of one plan."""
    items = [f"{place + 1}、{text}（责任单位：县数据局）" for place, text in enumerate(sentences)]
    draft = compile_text(_PLAN.format("\n".join(items)), "x.txt")
    found: dict[int, list[Quantity]] = {}
    for quantity in draft.quantities:
        found.setdefault(int(quantity.clause) - 1, []).append(quantity)
    return found


def test_generated_sentences_come_back_as_their_targets() -> None:
    cases = _cases()
    found = _read([case.sentence for case in cases])
    wrong: list[str] = []
    for place, case in enumerate(cases):
        read = found.get(place, [])
        got = [(one.operator, one.value, one.unit) for one in read]
        if got != [case.expected] or read[0].kind.value != "T":
            wrong.append(f"{case.sentence} {got} {[one.kind.value for one in read]}")
        elif case.deadline and read[0].deadline != case.deadline:
            wrong.append(f"{case.sentence} deadline {read[0].deadline}")
        elif read[0].condition != case.condition:
            wrong.append(f"{case.sentence} condition {read[0].condition}")
    assert len(cases) > 200
    assert wrong == []


PHRASES: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    ("审批时限由20个工作日压减至5个工作日", [("=", "20", "工作日", "B"), ("<=", "5", "工作日", "T")]),
    ("申报材料从12份减少到4份以内", [("=", "12", "份", "B"), ("<=", "4", "份", "T")]),
    ("审批时限在法定时限基础上再压缩三分之一", [("decrease_by", "33.33", "%", "T")]),
    ("高频事项网办率、掌办率分别达到95%和60%", [(">=", "95", "%", "T"), (">=", "60", "%", "T")]),
    ("用水、用气报装时间分别压减至4个、6个工作日", [("<=", "4", "工作日", "T"), ("<=", "6", "工作日", "T")]),
    ("2024年网办率达到60%，2025年网办率达到80%", [(">=", "60", "%", "T"), (">=", "80", "%", "T")]),
    ("争取形成3—5个改革案例", [("range", "3-5", "个", "T")]),
    ("科创项目投资强度由300万元/亩提高到350万元/亩", [("=", "300", "万元/亩", "B"), (">=", "350", "万元/亩", "T")]),
    ("营商环境评价进入全省前五位", [("<=", "5", "位", "T")]),
    ("企业开办实现零成本", [("=", "0", "元", "S")]),
    ("群众办事最多跑一次", [("<=", "1", "次", "S")]),
    ("注销登记即时办结", [("=", "即时", "", "T")]),
    ("数字经济核心产业增加值翻一番", [("increase_by", "100", "%", "T")]),
    ("对新认定的专精特新企业给予20万元奖励", [("=", "20", "万元", "L")]),
    ("单个项目补助最高不超过200万元", [("<=", "200", "万元", "L")]),
    ("对营业收入首次突破10亿元的企业，给予50万元奖励", [(">", "10", "亿元", "R"), ("=", "50", "万元", "L")]),
    ("每季度召开一次政企恳谈会", [(">=", "1", "次/季度", "C")]),
    ("目前已建成服务站点35个", [("=", "35", "个", "O")]),
    ("规上工业增加值增速高于全市平均水平", [(">", "全市平均水平", "%", "T")]),
    ("断面水质达到III类标准", [("<=", "III", "类", "T")]),
    ("劳动争议仲裁结案率近九成", [("~=", "90", "%", "T")]),
    ("民营企业数量占比过半", [(">", "50", "%", "T")]),
    (
        "用好3亿元县级转贷资金，单户使用额度最高不超过800万元，日费率控制在0.3‰以内",
        [("=", "3", "亿元", "L"), ("<=", "800", "万元", "L"), ("<=", "0.3", "‰", "L")],
    ),
    ("每年安排破产援助专项资金120万元", [("=", "120", "万元/年", "L")]),
    (
        "设立技改风险补偿资金池，规模5000万元，对不良贷款按40%予以补偿",
        [("=", "5000", "万元", "L"), ("=", "40", "%", "L")],
    ),
    ("对企业已反映问题按不低于30%的比例抽样回访", [(">=", "30", "%", "T")]),
    ("编制行业合规指引12份", [(">=", "12", "份", "T")]),
    ("为新办企业免费提供一套印章", [("=", "1", "套", "L")]),
    ("引进急需人才不少于500名，给予最高60万元安家补助", [(">=", "500", "名", "T"), ("<=", "60", "万元", "L")]),
    ("小微企业评审价格扣除比例为10%—20%", [("range", "10-20", "%", "L")]),
    ("租赁期一般为5—10年", [("range", "5-10", "年", "L")]),
    ("人才公寓租金按市场价的七折执行", [("=", "70", "%", "L")]),
    ("可免申即享的政策占比达到近四成", [("~=", "40", "%", "T")]),
    ("每年发布典型案例3批", [("=", "3", "批/年", "C")]),
    ("每条产业链每月召开调度会议2次", [(">=", "2", "次/月", "C")]),
    ("诚信主题班会每学期不少于1次", [(">=", "1", "次/学期", "C")]),
    ("确保新增拖欠为零", [("=", "0", "", "T")]),
    ("无备案检查发生率为零", [("=", "0", "%", "T")]),
    ("评标专家抽取实现“零干预”", [("=", "0", "", "S")]),
    ("同一标的物只测一次", [("=", "1", "次", "S")]),
    ("容积率不低于2.5", [(">=", "2.5", "", "T")]),
    ("商标注册平均审查周期稳定在4个月", [("=", "4", "个月", "T")]),
    ("与省内5个市州实现远程异地评审", [(">=", "5", "个", "T")]),
    ("在海洋、医疗等领域再推出10项创新举措", [(">=", "10", "项", "T")]),
    ("组建由20名律师参加的服务团", [(">=", "20", "名", "T")]),
    ("不动产登记由3天压缩为1天半", [("=", "3", "天", "B"), ("<=", "1.5", "天", "T")]),
    ("办电时间压减至一个半工作日", [("<=", "1.5", "工作日", "T")]),
    ("研发投入达到2020年的1.5倍", [(">=", "1.5", "倍", "T")]),
    ("新增光伏装机50兆瓦", [(">=", "50", "兆瓦", "T")]),
    ("建成1个国家级平台和3个省级平台", [(">=", "1", "个", "T"), (">=", "3", "个", "T")]),
    ("推进总投资200亿元的50个项目建设", [(">=", "50", "个", "T")]),
    ("按不超过实际投资额15%的比例给予补助", [("<=", "15", "%", "L")]),
    ("减免房租三个月", [("=", "3", "个月", "L")]),
    ("新建110千伏变电站3座", [(">=", "3", "座", "T")]),
    ("诉求办理实行“1个工作日响应、5个工作日办结”", [("<=", "1", "工作日", "T"), ("<=", "5", "工作日", "T")]),
    ("设备更新贷款贴息1.5个百分点，期限不超过2年", [("=", "1.5", "百分点", "L"), ("<=", "2", "年", "L")]),
    ("新发放企业贷款加权平均利率下降15个基点", [("decrease_by", "15", "基点", "T")]),
    ("营商环境综合排名晋升3个位次", [("increase_by", "3", "位次", "T")]),
    ("为每户企业平均节约成本3000元", [(">=", "3000", "元", "T")]),
    ("入驻企业享受租金7折优惠", [("=", "70", "%", "L")]),
    ("打造“十分钟政务服务圈”", [("<=", "10", "分钟", "S")]),
    ("建设半小时通勤圈", [("<=", "0.5", "小时", "S")]),
    ("于每季度末月25日前报送工作总结", [("=", "1", "次/季度", "C")]),
    ("完成 14 个乡镇服务站提质改造", [(">=", "14", "个", "T")]),
    ("对连续 2 个季度排名末位的单位进行约谈", [(">=", "2", "季度", "R")]),
    ("研发占比达到 3% 以上的，给予 5 万元奖励", [(">=", "3", "%", "R"), ("=", "5", "万元", "L")]),
    ("打造城区2毫秒、全市5毫秒低时延圈", [("<=", "2", "毫秒", "T"), ("<=", "5", "毫秒", "T")]),
    ("新增计算资源3000核", [(">=", "3000", "核", "T")]),
    ("公共服务项目达到12大类40项", [(">=", "12", "大类", "T"), (">=", "40", "项", "T")]),
    ("居民平均预期寿命达到80岁", [(">=", "80", "岁", "T")]),
    ("加大对40岁以下科研人员的支持力度", [("<=", "40", "岁", "R")]),
    ("每年为60周岁以上的失能独居老年人提供2次体检", [(">=", "60", "周岁", "R"), (">=", "2", "次/年", "C")]),
    ("对满意度低于80%的单位予以通报", [("<", "80", "%", "R")]),
    ("亩均税收低于2万元的企业列入整治名单", [("<", "2", "万元", "R")]),
    ("担保机构对单户担保300万元以下的小微企业降费", [("<=", "300", "万元", "R")]),
    ("实现年出口60万美元以上的，给予6万元补助", [(">=", "60", "万美元", "R"), ("=", "6", "万元", "L")]),
    ("设备投资达到800万元以上的，按投资额的6%补助", [(">=", "800", "万元", "R"), ("=", "6", "%", "L")]),
    ("3年内享受生活补贴", [("<=", "3", "年", "L")]),
    ("连续2年每年给予经费资助", [("=", "2", "年", "L")]),
    ("人才可享受最长2年免租", [("<=", "2", "年", "L")]),
    ("培育3家年收入达80亿元的高新技术企业", [(">=", "3", "家", "T")]),
    ("市、县和2万名职工以上的园区各建有1个服务中心", [(">=", "2", "万名", "R"), (">=", "1", "个", "T")]),
    ("按照每5万人设置1个服务站", [(">=", "1", "个", "T")]),
    ("遴选首批25个示范项目", [(">=", "25", "个", "T")]),
    ("完成300家中小企业改造", [(">=", "300", "家", "T")]),
    ("建成一个国内领先的算力中心", [(">=", "1", "个", "T")]),
    (
        "收入线标准由家庭人均可支配收入9000元提高到12000元",
        [("=", "9000", "元", "B"), (">=", "12000", "元", "T")],
    ),
    ("年度报销限额提高至5万元", [("<=", "5", "万元", "L")]),
    ("保障房轮候时间不超过4年", [("<=", "4", "年", "T")]),
    ("实现“引进人才达到500名左右，贡献率达到30%”的目标", [("~=", "500", "名", "T"), (">=", "30", "%", "T")]),
    ("推动2024年以来签约项目开工率达到70%以上", [(">=", "70", "%", "T")]),
    ("经费的增长幅度，应当高于财政收入的增长幅度", [(">", "财政收入的增长幅度", "%", "T")]),
    (
        "民营企业牵头的比例达到80%以上，对承担攻关任务的，单个项目补助最高200万元",
        [(">=", "80", "%", "T"), ("<=", "200", "万元", "L")],
    ),
    ("C级企业每年至少检查2次", [(">=", "2", "次/年", "C")]),
    ("每季度调度一次，半年考核一次", [("=", "1", "次/季度", "C"), ("=", "1", "次/半年", "C")]),
    ("每年至少开展一次第三方评估", [(">=", "1", "次/年", "C")]),
    ("给予最长24个月的生活补贴", [("<=", "24", "个月", "L")]),
    ("每新增1家规上企业，给予20万元奖励", [(">=", "1", "家", "R"), ("=", "20", "万元", "L")]),
    ("县财政每年安排800万元用于人才引进", [("=", "800", "万元/年", "L")]),
    ("存储容量达到8PB，带宽达到10Gbps", [(">=", "8", "PB", "T"), (">=", "10", "Gbps", "T")]),
    ("研发投入增速高于全省平均水平2个百分点", [(">=", "2", "百分点", "T")]),
    ("减材料200份", [(">=", "200", "份", "T")]),
    ("综合得分进入全省第一方阵，前10名", [("<=", "10", "名", "T")]),
    ("对900万元以上重大项目实行领导包保", [(">=", "900", "万元", "R")]),
    ("住院费用支付比例稳定在70%左右", [("~=", "70", "%", "T")]),
    ("得分85分以上的评定为优秀", [(">=", "85", "分", "R")]),
    ("对工业用地弹性年期出让，最长不超过40年", [("<=", "40", "年", "L")]),
    ("宣传报道60篇次", [(">=", "60", "篇次", "T")]),
    ("每年至少听取两次工作汇报", [(">=", "2", "次/年", "C")]),
    ("同一年度内检查不得超过一次", [("<=", "1", "次", "T")]),
    ("招引亿元以上项目20个（其中：10亿元以上3个）", [(">=", "20", "个", "T"), (">=", "3", "个", "T")]),
    ("不得要求投标保证金超过项目估算价的2%", [("<=", "2", "%", "T")]),
    ("检查频次不得超过每年2次", [("<=", "2", "次/年", "T")]),
    ("为商户减免租金2个月、减半收取3个月", [("=", "2", "个月", "L"), ("=", "3", "个月", "L")]),
    ("支付预付款比例不低于合同额的30%", [(">=", "30", "%", "T")]),
    ("增速保持在6%以上、高于全省平均水平", [(">=", "6", "%", "T"), (">", "全省平均水平", "%", "T")]),
    ("年内开展专项整治3轮", [(">=", "3", "轮", "T")]),
    ("每村有1个90平方米以上的活动站点", [(">=", "1", "个", "T"), (">=", "90", "平方米", "T")]),
]

NO_QUANTITY = [
    "贯彻落实县政府2024年第12次常务会议精神",
    "依据《云溪县行政许可管理办法》第二十三条第二款办理",
    "深入实施“1+6+N”改革行动",
    "用好12345政务服务便民热线",
    "深化“双随机、一公开”监管",
    "推行“高效办成一件事”",
    "联系电话：0830-6521478，邮编646200",
    "落实“十四五”规划和“三个一批”部署",
    "办公地点设在云溪县江北路128号3楼",
    "推广应用2.0版审批平台",
    "做好第三届企业家日活动筹备",
    "完善“两端一网”服务体系",
    "学习推广三明经验和五年来的改革成果",
    "本方案自2024年7月1日起施行，有效期至2026年12月31日",
    "对照世界银行10大指标开展自查",
    "用好5G网络，推进3D建模应用",
    "落实国发〔2020〕24号文件要求",
    "对侵权行为零容忍，实现沟通零距离、准入零门槛",
    "推行马上办、网上办、就近办、一次办",
    "实施“零基预算”改革，发展新零售",
    "每周二开展局长接待日活动",
    "对近三年无违法记录的企业免于检查",
    "实施“千家企业上云”工程",
    "由县长任组长、3名副县长任副组长",
    "推广12345热线“一号响应”，打通服务企业“最后100米”",
    "分三批公布事项清单，实行三级审批、两级监管",
    "注重0-3岁婴幼儿照护服务",
    "实施121人才项目",
    "落实3岁以下婴幼儿照护政策",
    "服务30人以下小微企业",
    "走访营业收入2000万元以上工业企业",
    "覆盖距离城区20公里以内的乡镇",
    "索引号：QX0416/202403-00019组配分类",
]


@pytest.mark.parametrize(("phrase", "expected"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_turns_of_phrase(phrase: str, expected: list[tuple[str, str, str, str]]) -> None:
    read = _read([f"{phrase}。"]).get(0, [])
    got = [
        (
            one.operator,
            one.value if one.value_high is None else f"{one.value}-{one.value_high}",
            one.unit,
            one.kind.value,
        )
        for one in read
    ]
    assert got == expected


@pytest.mark.parametrize("sentence", NO_QUANTITY)
def test_numbers_that_are_none(sentence: str) -> None:
    assert _read([f"{sentence}。"]) == {}


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([case.sentence for case in _cases()] + [phrase for phrase, _ in PHRASES]))
def test_full_width_changes_nothing(sentence: str) -> None:
    """The same sentence with full-width digits and signs reads as the same quantities."""
    plain = _read([fold(sentence)]).get(0, [])
    wide = _read([sentence.translate(_WIDE)]).get(0, [])
    assert [(one.operator, one.value, one.value_high, one.unit, one.kind) for one in plain] == [
        (one.operator, one.value, one.value_high, one.unit, one.kind) for one in wide
    ]
