"""Plans made at random from tasks that are known: any notation, any layout, any noise; what must be read back is known too."""

import random
import re
from dataclasses import dataclass

BODIES = tuple(
    """
    发展改革 财政 税务 市场监管 人力资源社会保障 住房城乡建设 规划和自然资源 文化和旅游 生态环境 交通运输 司法 公安 科技 商务 大数据发展 行政审批服务 工业和信息化
    卫生健康 农业农村 统计
    """.split()
)
SPECIAL = tuple(
    """
    {0}委组织部 {0}委编办 {0}中级人民法院 {0}检察院 {0}工商联 国网{1}供电公司 {1}水务集团 人民银行{1}分行 {0}公共资源交易中心 {0}政务服务中心
    “一网通办”工作专班 {0}发展改革委（营商办） “双随机、一公开”联席会议成员单位 {0}不动产登记中心 {1}海关 {0}法院 {0}住房公积金管理中心 {0}营商环境局
    """.split()
)
COLLECTIVE = tuple(
    """
    各区县政府 各县（市、区）人民政府 {0}级各有关部门 各镇街 各开发区管委会 {0}直有关部门、单位 各市、县（市、区）人民政府 各乡镇（街道） 有关部门 各相关部门
    {0}政府各部门 各园区
    """.split()
)
VERBS = ("推行", "优化", "深化", "完善", "健全", "压减", "推广", "加强", "规范", "提升", "建立", "畅通", "落实", "打造")
OBJECTS = tuple(
    """
    企业开办服务 “一件事一次办” 告知承诺制 不动产登记流程 用水用电报装 柔性执法机制 中介服务管理 知识产权保护 惠企政策“免申即享” 跨境贸易便利度 投诉举报渠道 招标投标监管
    政府采购流程 企业注销程序 融资对接机制 人才服务体系 工程建设审批 信用修复机制 纳税服务（含预约） 数据共享水平
    """.split()
)
SENTENCES = tuple(
    """
    推动事项全程网上办理，实现“马上办、网上办”。 梳理事项清单，明确受理条件、办理时限和收费标准。 企业开办时间压减至0.5个工作日，环节不超过2个。
    覆盖面达到95%以上，较上年提高3.5个百分点。 开展专项整治，建立问题台账、责任清单；对拒不整改的予以通报。 依托《某省优化营商环境条例》，制定实施细则。
    一是清理隐性壁垒，二是统一监管标准，三是公开办事指南。 推进水、电、气、网络等联合报装（不含外线工程施工时间）。 每季度召开一次座谈会，听取企业意见建议。
    支持中小企业参与政府采购，预留份额不低于40%。
    """.split()
)
DEADLINES = (
    ("2023年6月底前", "2023-06-30"),
    ("2023年12月31日前", "2023-12-31"),
    ("长期坚持", "长期坚持"),
    ("持续推进", "持续推进"),
    ("9月底前", "2023-09-30"),
    ("2024年底前", "2024-12-31"),
    ("2023年三季度", "2023-09-30"),
)
GROUPS = ("优化政务环境", "优化市场环境", "优化法治环境", "强化要素保障", "提升监管效能")
CHINESE = "〇一二三四五六七八九十"


@dataclass(frozen=True)
class Duty:
    """What must be read back: units as written, `deadline` as the compiler's tables write it."""

    number: int | None
    title: str
    leads: tuple[str, ...]
    others: tuple[str, ...]
    deadline: str


@dataclass(frozen=True)
class Units:
    leads: tuple[str, ...]
    responsible: tuple[str, ...]
    supporting: tuple[str, ...]
    deadline: tuple[str, str] | None

    @property
    def others(self) -> tuple[str, ...]:
        return self.responsible + self.supporting


def numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    if number <= 10:
        return CHINESE[number]
    return f"{CHINESE[tens] if tens > 1 else ''}十{CHINESE[ones] if ones else ''}"


class Names:
    """Units of one place, each written in one way only."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._level = chance.choice("市区县省州")
        self._place = chance.choice(("云溪", "临江", "白石", "松林"))
        self._elides = chance.random() < 0.15

    def single(self) -> str:
        if self._chance.random() < 0.25:
            return self._chance.choice(SPECIAL).format(self._level, self._place)
        ending = "厅" if self._level == "省" else self._chance.choice(("局", "局", "局", "委"))
        return f"{self._level}{self._chance.choice(BODIES)}{ending}"

    def group(self) -> str:
        return self._chance.choice(COLLECTIVE).format(self._level)

    def units(self, *, leads: int, others: int) -> Units:
        """Distinct units; a group stands last among those that are responsible or support."""
        chance = self._chance
        found: list[str] = []
        while len(found) < leads + others:
            name = self.single()
            if name not in found:
                found.append(name)
        if self._elides and found:
            # 市财政局、税务局: the level is written once.
            found = [found[0], *(re.sub(f"^{self._level}(?=..)(?!委|级|直|政府)", "", name) for name in found[1:])]
        rest = found[leads:]
        if rest and chance.random() < 0.4:
            rest[-1] = self.group()
        cut = chance.randint(0, len(rest))
        deadline = chance.choice(DEADLINES) if chance.random() < 0.3 else None
        return Units(tuple(found[:leads]), tuple(rest[:cut]), tuple(rest[cut:]), deadline)


def title_of(chance: random.Random, used: set[str]) -> str:
    while True:
        title = chance.choice(VERBS) + chance.choice(OBJECTS)
        if title not in used:
            used.add(title)
            return title


def body_of(chance: random.Random) -> str:
    return "".join(chance.sample(SENTENCES, chance.randint(1, 3)))
