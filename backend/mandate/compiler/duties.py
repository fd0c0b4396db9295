"""What a document asks for again and again: cadences, publication, named mechanisms, and what has to come first."""

import re
from dataclasses import dataclass

from mandate.compiler.draft import Cadence, Duty, DutyKind, Fact
from mandate.compiler.nodes import Node
from mandate.compiler.segments import Segment, Segments
from mandate.compiler.view import View

_CADENCES: tuple[tuple[Cadence, str], ...] = (
    (Cadence.HALF_YEARLY, r"每半年|半年度?(?=[一1]?次|通报|评估|考核|调度)"),
    (Cadence.QUARTERLY, r"每(?:个|一)?季度?|按季度?|逐季|季度末?(?=通报|调度|例会|评估|分析|报)"),
    (Cadence.WEEKLY, r"每(?:个|[一两二])?(?:周|星期)|按周|逐周|周(?=调度|例会|报送|通报)"),
    (
        Cadence.MONTHLY,
        r"每(?:个|[一两二])?月|按月|逐月|月(?:度|底|末)(?=通报|调度|例会|评估|分析|报|检查)|月(?=调度|例会|通报|评估)",
    ),
    (Cadence.YEARLY, r"每(?:一)?年|按年度?|逐年|年度(?=通报|评估|考核|报告|总结)"),
    (Cadence.DAILY, r"每(?:个|一)?(?:工作)?日|每天|按日|日(?=收集|调度|报告|通报)"),
    (Cadence.REGULAR, r"定期|不定期|经常性|常态化(?=开展|召开|听取|通报|走访|联系|宣传|检查|督查|调度|对接)"),
)
_CADENCE = re.compile("|".join(f"(?P<{cadence.value}>{words})" for cadence, words in _CADENCES))
# What is done at such a rhythm; a rhythm without it (每年新增10家) is a target and no duty.
_ACTS = re.compile(
    r"召开|走访|联系|见面|拜访|座谈|会商|磋商|研究|听取|报送|上报|报告|报备|备案|反馈|汇总|收集|汇报|通报|调度|评估|评价|考核|评选|检查|督查|督导"
    r"|巡查|抽查|暗访|体验|编发|编制|公布|公示|公开|发布|公告|更新|清理|梳理|排查|监测|分析|总结|培训|宣传|举办|举行|组织|开展|对接|回访|办公|接访"
    r"|约谈|晾晒|盘点|复盘|提醒|催办|推送|交办|会诊|征集|招商|参加|服务|跟踪|对账|核对|报"
)
_NOT_DUTY = re.compile(r"(?:新增|培育|引进|增长|增加|达到|盘活)[^，,。；;]{0,8}\d|资金|万元|亿元")
_PUBLICATION = re.compile(
    r"(?:向社会|对外|全面|及时|主动|依法|定期|提前|统一|集中|网上|适时|同步|按时)(?:进行)?(?:公布|公示|公开|发布|公告)"
    r"|(?:公布|公示|发布)[^。；;，,]{0,40}?(?:清单|目录|名单|结果|白皮书|报告|数据|指标|指南|标准|案例|提示|流程|收费|计划|信息|榜单|手册)"
    r"|(?:在|通过)[^。；;，,]{0,20}?(?:网站|媒体|平台|公众号|公告栏|专栏)[^。；;，,]{0,6}?(?:公布|公示|公开|发布)"
    r"|公开[^。；;，,]{0,30}?(?:清单|目录|名单|结果|数据|标准|流程|收费|信息)"
    r"|(?:清单|目录|名单|结果|白皮书|报告|数据|指标|标准|案例|信息|情况|计划)[^。；;，,]{0,20}?(?:予以|向|进行)?[^。；;，,]{0,12}?(?:公布|公示|公开|发布)"
)
_NOT_PUBLICATION = re.compile(
    r"主动公开[)\]]|此件公开|公开发布[)\]]|公开招标|公开透明|公平公开|公开[、，]?公正|政务公开|信息公开制度"
)
_BUILDS = r"建立|健全|完善|建好|设立|组建|成立|构建|制定|编制|推行|推出|实行|落实|落细|执行|探索|梳理|形成|实施|滚动更新|动态更新|更新|深化|推进"
_NAMED = (
    r"机制|制度|台账|工作专班|专班|清单|名单|名录|培育库|项目库|储备库|资源库|专家库|库(?=[，,。；;]|$)|联席会议|白名单|红黑榜|红黄绿灯|亮灯"
    r"|明白卡|服务专员|联络员|观察员|体验员|特派员|秘书制|首席服务|一企一策|一事一议|热线|服务专线|评价体系|指标体系|积分"
)
_MECHANISM = re.compile(
    rf"(?:{_BUILDS})[^。；;，,]{{0,45}}?(?:{_NAMED})(?:管理|制度|机制|制)?"
    r"|(?:红黄绿灯|红黑榜|销号|挂图|台账|清单化|项目化|专班化|闭环)(?:管理|作战|推进|制度|通报)"
    r"|(?:约谈|通报批评|问责|一票否决|红牌|督办单)(?=[，,。；;]|处理|机制|制度|$)|进行约谈|纳入[^。；;，,]{0,20}?考核|作为[^。；;，,]{0,30}?考核[^。；;，,]{0,6}?依据"
)
_PRECONDITION = re.compile(
    r"(?<![\u4e00-\u9fff等期])(?:待|俟)(?!遇|定|办)[^。；;，,\n]{3,60}?(?:后|之后|以后)(?=[，,再即])"
)
_ROLE_ENDS = (
    r"单位|部门|办公室|营商办|牵头办|行动办|专班|小组|指挥部|管委会|党工委|工委|委员会|人民政府|区县|乡镇|镇街|街道|园区|平台|大队|中心|法院|检察院"
    r"|局|委|办|站|银行|专员|联络员|代办员|观察员|领导|领导干部|负责人|负责同志|联系人|干部|窗口"
)
_WHO = re.compile(
    rf"(?:^|[，,。；;:、\n由对)\]”])(?P<who>[\u4e00-\u9fff“”、]{{0,24}}?(?:{_ROLE_ENDS}))"
    r"(?=要|应|须|每|按|于|将|需|在|定期|不定期|牵头|会同|负责|做到|及时|按时|按月|按季|汇总|收集|深度|制定|建立|编发|编制|召开|向|\d|半年|季|常态化|适时)"
)
_MEANS = re.compile(r"通过|利用|依托|建立|各类")
_EVENT = re.compile(r"有需必|有求必|发现一起|一事一|随时|及时|即时|按需")


@dataclass(frozen=True, slots=True)
class _Found:
    kind: DutyKind
    cadence: Cadence | None
    start: int
    end: int


def find_duties(view: View, nodes: list[Node], tasks: dict[int, int]) -> list[Duty]:
    """All duties in the order of the text; `tasks` says which task a clause (by id) belongs to.

    A duty quotes the stretch between commas that asks for it; one stretch is one duty of each kind at most.
    """
    duties: list[Duty] = []
    for node in nodes:
        for index, (start, end) in enumerate(node.pieces):
            begin = node.body_start if index == 0 else start
            for stretch in _without_blocks(node, begin, end):
                found = _in_stretch(view, *stretch)
                # A title only announces what the sentence after it asks for.
                announced = {one.kind for one in found if one.start >= node.title[1]}
                duties.extend(
                    _duty(view, node, tasks, one)
                    for one in found
                    if one.start >= node.title[1] or one.kind not in announced
                )
    return duties


def _without_blocks(node: Node, start: int, end: int) -> list[tuple[int, int]]:
    stretches: list[tuple[int, int]] = []
    for block in sorted(node.blocks, key=lambda one: one.start):
        if start <= block.start < end:
            stretches.append((start, block.start))
            start = min(block.end, end)
    return [(one, other) for one, other in (*stretches, (start, end)) if other - one > 3]


def _in_stretch(view: View, start: int, end: int) -> list[_Found]:
    segments = Segments(view.folded, start, end)
    found: dict[tuple[int, DutyKind], _Found] = {}

    def note(kind: DutyKind, place: int, cadence: Cadence | None = None) -> None:
        segment = segments.at(place)
        found.setdefault((segment.start, kind), _Found(kind, cadence, *view.trimmed(segment.start, segment.end)))

    for match in _PRECONDITION.finditer(view.folded, start, end):
        note(DutyKind.PRECONDITION, match.start(), Cadence.ON_EVENT)
    for match in _CADENCE.finditer(view.folded, start, end):
        if _is_duty(view.folded, segments.at(match.start())):
            note(DutyKind.CADENCE, match.start(), Cadence(match.lastgroup or ""))
    for match in _PUBLICATION.finditer(view.folded, start, end):
        if not _NOT_PUBLICATION.search(view.folded, max(start, match.start() - 4), min(end, match.end() + 4)):
            note(DutyKind.PUBLICATION, match.end() - 1)
    for match in _MECHANISM.finditer(view.folded, start, end):
        note(DutyKind.MECHANISM, match.end() - 1, Cadence.ON_EVENT if _EVENT.search(match.group()) else None)
    return sorted(found.values(), key=lambda one: (one.start, one.kind))


def _is_duty(folded: str, segment: Segment) -> bool:
    words = folded[segment.start : segment.end]
    return bool(_ACTS.search(words)) and not _NOT_DUTY.search(words)


def _duty(view: View, node: Node, tasks: dict[int, int], found: _Found) -> Duty:
    anchor = view.anchor(found.start, found.end)
    return Duty(
        clause_id=node.id,
        task_index=tasks.get(node.id),
        kind=found.kind,
        cadence=found.cadence,
        who=_who(view, found),
        text=view.text[found.start : found.end].replace("\n", ""),
        start=anchor.start,
        end=anchor.end,
    )


def _who(view: View, found: _Found) -> Fact | None:
    """Whoever is named nearest before the act: in its own stretch, else earlier in the sentence."""
    opening = max(view.folded.rfind(sign, 0, found.start) for sign in "。；;!！\n") + 1
    for start in (found.start, opening):
        named = list(_WHO.finditer(view.folded, max(start - 1, 0), found.end))
        for match in reversed(named):
            begin, end = match.span("who")
            begin = max(begin, view.folded.rfind("由", begin, end) + 1)
            if not _MEANS.search(view.folded, begin, end):
                return Fact(view.text[begin:end], view.anchor(begin, end))
    return None
