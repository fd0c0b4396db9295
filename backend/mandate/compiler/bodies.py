"""How surely words in a bracket name units of government: a list without any label must be more than words that end alike."""

import re
from collections.abc import Sequence

_OFFICE = (
    r"局|委|办|厅|署|部|政府|行政公署|委员会|管委会?|办公室|法院|检察院|研究院|支行|分行|人行|中心支行|银行|公司|集团|办事处|街道|镇街|街镇|乡镇"
    r"|部门|支队|大队|总队|分局|海关|工商联|残联|妇联|侨联|文联|科协|团[市区县省州]委|专班|领导小组|工作小组|专项小组|联席会议|成员单位|联社|党校|税务所|司法所|派出所"
    r"|供电|水务|燃气|工委|纪检监察组|各园区|各开发区|各功能区|(?:各|有关|相关)[省市区县旗盟州镇乡]{1,3}|[区县]县|科室|处室"
)
_CENTRE = r"(?:服务|管理|交易|登记|事务|执法|监测|指挥|公积金|政务|信息|数据|保障|就业|招商|促进|发展|评审|治理|便民|社保|医保|资源|调度|招引|采购|审批|应急|投资)中心"
_SURE = re.compile(rf"(?:{_OFFICE}|{_CENTRE})$")
_REMARK = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]$")
_NO_UNIT = re.compile(
    r"(?<!地级)以上|以下|以内|专区$|以外|的|会议$(?<!联席会议)|^(?:形成|实行|建立|推行|推进|设置|设立|加强|坚持|健全|完善|开展|强化|实施|落实|采取|通过|按照|根据|构建|打造|全面|原则上)"
    r"|(?:局|区|县|市|镇|院)长$|(?:主任|书记|董事长|总经理|经理|秘书长|检察长|专员)$|(?:企业|主体|资本|力量|各界|群众|公众|人员|专家|媒体|市民中心|产业园|实验室|平台|\d+[所家个处座])$"
)
_KIND = re.compile(
    r"^(?:政府|学校|社会|机构|单位|部门|主体|市场|协会|高校|院校|街道|乡镇|村|社区|村居|商会|行业协会|责任|三级|两级|上下|多方|专人|公众|银行|医院|家庭|网格"
    r"|第三方机构|各方|各级|各地|各环节|各阶段|左右|前后|内外|全程|省|市|县|区|乡|镇|[省市县区乡镇村]级|市本级|中央|国家)$"
)


def is_sure(name: str) -> bool:
    """Whether a name ends as only offices do."""
    plain = _REMARK.sub("", name.strip())
    return len(plain) > 1 and bool(_SURE.search(plain)) and not is_no_unit(plain) and not _KIND.match(plain)


def is_no_unit(name: str) -> bool:
    """Whether words speak of something else than an office: 市场主体, 县级以上人民政府, 实行专人."""
    return bool(_NO_UNIT.search(name))


def are_units(names: Sequence[str], *, sure: bool) -> bool:
    """Whether a list names offices: none of its words is anything else, and if `sure`, most of them end as only offices do."""
    if not names or any(is_no_unit(name) for name in names) or all(_KIND.match(name) for name in names):
        return False
    return not sure or sum(map(is_sure, names)) * 2 > len(names)
