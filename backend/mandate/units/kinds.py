"""What kinds of unit there are, what people call them, and what a name tells about its kind."""

import re
from enum import StrEnum


class UnitKind(StrEnum):
    DEPARTMENT = "department"
    COMMITTEE = "committee"
    PARTY_BODY = "party_body"
    STREET_OR_TOWN = "street_or_town"
    ENTERPRISE = "enterprise"
    COURT_OR_PROCURATORATE = "court_or_procuratorate"
    PUBLIC_INSTITUTION = "public_institution"
    UTILITY = "utility"
    LEADING_GROUP = "leading_group"
    TASK_FORCE = "task_force"
    MUNICIPAL_BODY = "municipal_body"
    EXTERNAL_PARTNER = "external_partner"
    COLLECTIVE = "collective"


# The one table of labels, in the order that lists of choices show.
LABELS: dict[UnitKind, tuple[str, str]] = {
    UnitKind.DEPARTMENT: ("工作部门", "Department"),
    UnitKind.PARTY_BODY: ("党群机关", "Party or people's body"),
    UnitKind.COMMITTEE: ("管理委员会", "Administrative committee"),
    UnitKind.STREET_OR_TOWN: ("街道、乡镇", "Street or town"),
    UnitKind.PUBLIC_INSTITUTION: ("事业单位", "Public institution"),
    UnitKind.ENTERPRISE: ("企业", "Enterprise"),
    UnitKind.UTILITY: ("公用企业", "Utility"),
    UnitKind.COURT_OR_PROCURATORATE: ("法院、检察院", "Court or procuratorate"),
    UnitKind.LEADING_GROUP: ("领导小组", "Leading group"),
    UnitKind.TASK_FORCE: ("工作专班", "Task force"),
    UnitKind.MUNICIPAL_BODY: ("上级单位", "Higher-level body"),
    UnitKind.EXTERNAL_PARTNER: ("外部合作单位", "External partner"),
    UnitKind.COLLECTIVE: ("集合单位", "Collective"),
}

# The first rule that fits decides; a department is what remains.
GUESSES: tuple[tuple[UnitKind, re.Pattern[str]], ...] = (
    (UnitKind.TASK_FORCE, re.compile(r"专班")),
    (UnitKind.LEADING_GROUP, re.compile(r"(领导|协调|工作|推进)小组|联席会议(办公室)?$")),
    (UnitKind.COLLECTIVE, re.compile(r"^各|^(全体|所有|两)|[级区县市]各|成员单位$")),
    (UnitKind.COLLECTIVE, re.compile(r"(有关|相关).*(部门|单位|区县|政府|街镇|镇街|企业)")),
    (UnitKind.COURT_OR_PROCURATORATE, re.compile(r"(法院|检察院)$")),
    (UnitKind.UTILITY, re.compile(r"水厂$|(供电|供水|自来水|水务|电网|电力|燃气|供气|供热).*(公司|集团|局)$")),
    (UnitKind.UTILITY, re.compile(r"(电信|移动|联通|铁塔|广电).*(公司|集团)$")),
    (UnitKind.ENTERPRISE, re.compile(r"(公司|集团|银行|合作社)(（.*）|\(.*\))?$")),
    (UnitKind.EXTERNAL_PARTNER, re.compile(r"(协会|商会|学会|联合会|联盟|促进会)$")),
    (UnitKind.MUNICIPAL_BODY, re.compile(r"^(国家|省|市(?!场|容|民|区|政(?!府)|属|域|级))")),
    (UnitKind.PARTY_BODY, re.compile(r"纪(工)?委|监委|监察|党|组织部|宣传部|统战部|政法委|编办|机关工委")),
    (UnitKind.PARTY_BODY, re.compile(r"工商联|工会|团(工)?委|妇联|[区县工]委办")),
    (UnitKind.STREET_OR_TOWN, re.compile(r"(街道|街道办事处|街道办|[镇乡](人民)?(政府)?)$")),
    (UnitKind.COMMITTEE, re.compile(r"(管委会|管理委员会|指挥部)$")),
    (UnitKind.PUBLIC_INSTITUTION, re.compile(r"(中心|院|馆|所|站|学校|大学|医院)$")),
)


def guess_kind(name: str) -> UnitKind:
    """The kind that a name speaks of by the general habits of naming; a person may correct it."""
    return next((kind for kind, habit in GUESSES if habit.search(name)), UnitKind.DEPARTMENT)


def kind_of_label(text: str) -> UnitKind | None:
    """The kind that a person wrote: either label or the code."""
    wanted = text.strip().lower()
    return next((kind for kind, labels in LABELS.items() if wanted in {kind.value, *(x.lower() for x in labels)}), None)
