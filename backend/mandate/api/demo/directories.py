"""The unit directories of the demo's zones: public names, what kind they are, and what else they are called."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from mandate.units.imports import import_directory
from mandate.units.kinds import LABELS, UnitKind
from mandate.units.names import join_names
from mandate.units.sheets import SHEET_TITLE, TITLES


@dataclass(frozen=True, slots=True)
class Listed:
    """Units of one kind; each is its name, then `=` and further names where it has some."""

    kind: UnitKind
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """A collective name, those behind it, and further names of it."""

    name: str
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()


YUZHONG_DEPARTMENTS = (
    "区发展改革委=区发展和改革委员会", "区教委=区教育委员会", "区科技局=区科学技术局",
    "区经济信息委=区经信委=区经济和信息化委员会", "区公安分局", "区民政局", "区司法局", "区财政局",
    "区人力社保局=区人力资源和社会保障局", "区规划自然资源局", "区生态环境局", "区住房城市建委=区住房和城乡建设委员会",
    "区城管局=区城市管理局", "区交通局", "区商务委=区商务委员会", "区文化旅游委=区文化和旅游发展委员会",
    "区卫生健康委=区卫生健康委员会", "区市场监管局=区市场监督管理局", "区人民防空办=区人防办", "区金融办", "区大数据发展局",
    "区政务服务办", "区公共资源交易监管局", "区税务局",
)  # fmt: skip
YUZHONG_STREETS = (
    "七星岗街道", "解放碑街道", "两路口街道", "上清寺街道", "菜园坝街道", "南纪门街道", "朝天门街道", "大溪沟街道",
    "大坪街道", "化龙桥街道", "石油路街道",
)  # fmt: skip
CHONGQING_TOWNS = (
    "曾家镇", "白市驿镇", "巴福镇", "走马镇", "含谷镇", "金凤镇", "石板镇", "虎溪街道", "香炉山街道", "西永街道",
)  # fmt: skip
CHONGQING_DEPARTMENTS = (
    "办公室", "改革发展局", "科技创新局", "财政局", "规划和自然资源局", "建设局", "生态环境局", "市场监督管理局=市场监管局",
    "综合执法局",
)  # fmt: skip
CHENGDU_DEPARTMENTS = (
    "发展规划局", "经济运行局", "电子信息产业局", "生物产业局", "新经济局", "科技人才局", "财政金融局", "国际合作投服局",
    "公园城市局", "生态环境城管局", "社会事业局", "市场监管局=市场监督管理局", "网络理政办=网络理政办公室", "公安分局", "税务局",
    "两委办公室=党工委管委会办公室",
)  # fmt: skip

LISTS: dict[str, tuple[Listed, ...]] = {
    "yuzhong": (
        Listed(UnitKind.DEPARTMENT, YUZHONG_DEPARTMENTS),
        Listed(UnitKind.STREET_OR_TOWN, YUZHONG_STREETS),
        Listed(UnitKind.COURT_OR_PROCURATORATE, ("区法院=区人民法院", "区检察院=区人民检察院")),
        Listed(UnitKind.PARTY_BODY, ("区工商联=区工商业联合会",)),
        Listed(UnitKind.LEADING_GROUP, ("区营商办=区优化营商环境工作领导小组办公室",)),
        Listed(UnitKind.PUBLIC_INSTITUTION, ("区社保中心",)),
        Listed(UnitKind.MUNICIPAL_BODY, ("市不动产登记中心",)),
        Listed(UnitKind.UTILITY, ("渝中区自来水厂", "市区供电公司", "燃气公司渝中分公司")),
    ),
    "chongqing-hi-tech": (
        Listed(UnitKind.DEPARTMENT, CHONGQING_DEPARTMENTS),
        Listed(UnitKind.STREET_OR_TOWN, CHONGQING_TOWNS),
        Listed(UnitKind.PARTY_BODY, ("党群工作部", "纪工委（监察室）=纪工委")),
        Listed(UnitKind.LEADING_GROUP, ("营商办=优化营商环境工作领导小组办公室",)),
        Listed(UnitKind.PUBLIC_INSTITUTION, ("政务服务和社会事务中心",)),
        Listed(UnitKind.ENTERPRISE, ("西永微电园公司", "高新开发集团", "招商集团")),
    ),
    "chengdu-hi-tech": (
        Listed(UnitKind.DEPARTMENT, CHENGDU_DEPARTMENTS),
        Listed(UnitKind.COMMITTEE, ("空港新城管委会",)),
        Listed(UnitKind.COURT_OR_PROCURATORATE, ("法院=人民法院", "检察院=人民检察院")),
        Listed(UnitKind.PARTY_BODY, ("党群工作部", "纪工委", "政法委")),
        Listed(UnitKind.LEADING_GROUP, ("营商办=优化营商环境工作领导小组办公室",)),
    ),
}  # fmt: skip
COLLECTIVES: dict[str, tuple[Together, ...]] = {
    "yuzhong": (
        Together("各街道办事处", YUZHONG_STREETS, ("各街道",)),
        Together("区级各相关部门", YUZHONG_DEPARTMENTS, ("区级相关部门",)),
    ),
    "chongqing-hi-tech": (
        Together("各镇街", CHONGQING_TOWNS),
        Together("各相关部门", CHONGQING_DEPARTMENTS),
    ),
    "chengdu-hi-tech": (),
}  # fmt: skip


async def import_units(session: AsyncSession, zone: str) -> None:
    """The zone's directory as its office would import it; what the directory has already stays."""
    rows = [
        [name, LABELS[listed.kind][0], join_names(aliases), ""]
        for listed in LISTS[zone]
        for name, *aliases in (written.split("=") for written in listed.names)
    ]
    for together in COLLECTIVES[zone]:
        members = [written.split("=")[0] for written in together.members]
        rows.append([together.name, LABELS[UnitKind.COLLECTIVE][0], join_names(together.aliases), join_names(members)])
    header = [TITLES[column] for column in ("name", "kind", "aliases", "members")]
    await import_directory(session, [header, *rows], SHEET_TITLE, dry_run=False)
