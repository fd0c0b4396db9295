"""The words around a number that say how it is meant: at least, at most, up to, by how much."""

import re

from mandate.quantities.expressions import Operator

_FILL = r"(?:每(?:年|月|季度?|周|天|日)|[约近了为]|约为|大约|再|也|均|各|平均值?|合计|共|累计|总计)*\s*$"
_CLOSE = r"(?:[约近了]|大约|再|也|均|各)*\s*$"
_GIVE = r"(?:可?(?:给予|达到?|获得?|享受|补贴|奖励|补助|资助|提供|匹配|支持|贷款?|授信|发放|按))?"

_BEFORE: tuple[tuple[re.Pattern[str], Operator], ...] = tuple(
    (re.compile(f"(?:{words}){_FILL}"), operator)
    for words, operator in (
        (r"不(?:得|应|能|可|会)?(?:低|少|小|下|短)于|不少|至少|最少|最低|起码|≥|>=|大于等于|大于或等于", Operator.AT_LEAST),
        (r"不(?:得|应|能|可|会)?(?:超过|高于|多于|大于|超出?|突破|长于)|(?:最多|至多)(?:可|能)?[\u4e00-\u9fff]{0,2}|≤|<=|小于等于|小于或等于"
         rf"|最[高长大]{_GIVE}|(?:上限|限额|封顶线)(?:为|是|(?:提高|提升|上调|增加|调整)[至到为])?", Operator.AT_MOST),
        (r"(?:压减|压缩|缩短|缩减|减少|降低|下降|精简|压降|削减|缩小|收窄|回落|下调|调减|控制|限制|限定|减|降|压|缩|简化|合并|整合|优化|限时)(?:至|到|为|在|成)",
         Operator.AT_MOST),
        (r"(?:压减|压缩|缩短|缩减|减少|降低|精简|下调)[^至到为提增升扩比，,。;；、\d]{1,12}(?:至|到)", Operator.AT_MOST),
        (r"(?:提高|提升|扩大|增加|拓展)[^至到为压缩减降控，,。;；、\d]{1,12}(?:至|到)", Operator.AT_LEAST),
        (r"超过|超出|高于|大于|多于|突破|超|逾|优于|(?<!≤)>", Operator.ABOVE),
        (r"低于|少于|小于|不足|不到|未满|<", Operator.BELOW),
        (r"(?:提高|提升|增加|增长|扩大|扩展|拓展|扩增|上升|增|升|提|扩|拓|覆盖|发展|延长|壮大|拓宽|推广|扩容|放宽)(?:至|到|为)"
         r"|(?:达|率达|达至|达成)到?|保持在?|稳定在|维持在|率为", Operator.AT_LEAST),
    )
)  # fmt: skip

OF_WHOLE = re.compile(
    r"(?P<word>(?:不(?:得|应|能|可)?)?(?:低于|少于|超过|高于|多于)|(?:压缩|压减|缩短|控制|降低?|减少)(?:至|到|在)|达到)"
    r"(?:20\d\d年[^，,。;；、\d]{0,6}|[^，,。;；、\d]{1,14})(?:的|[额价款费]|收入|成本)\s*$"
)
ABOUT_BEFORE = re.compile(r"(?:约|大约|近|将近|接近|大概)\s*$")
BASELINE_BEFORE = re.compile(
    r"(?:由|从|自)(?:(?:原来?|目前|现行|法定|过去|以前|承诺|现在|原有|最初|当前|上年|去年|20\d\d年)?的?(?:平均)?|[^，,。；;、\d]{1,12})\s*$"
)
ARROW = re.compile(r"\s*(?:→|➔|➡|⇒|-+>)\s*")
CHANGE_AFTER = re.compile(
    r"^[^。；;，,]{0,12}?(?:压减|压缩|缩短|缩减|减少|降低|下降|精简|压降|削减|减|降|提高|提升|增加|增长|扩大|上升|增|升|调整|改)?[至到为成]"
)

_DOWN = r"(?:压减|压缩|缩短|缩减|减少|降低|下降|精简|压降|削减|节省|节约|下调|下浮|砍掉|减幅|降幅|减免)"
_UP = r"(?:增加|增长|提升|提高|上升|提速|增幅|上浮|扩大|增值|前移|晋升|跃升)"
_LEVEL = r"[至到达为在]"
DOWN_BEFORE = re.compile(rf"{_DOWN}(?!{_LEVEL})(?:了)?(?:[^{_LEVEL[1:-1]}，,。；;:%\d]{{0,24}})$")
DOWN_NEAR = re.compile(
    rf"{_DOWN}(?:幅度)?{_CLOSE}|(?:减少|压减|精简|削减|缩短)(?!{_LEVEL})[^{_LEVEL[1:-1]}，,。；;:%\d]{{2,8}}$"
)
UP_BEFORE = re.compile(rf"{_UP}(?:幅度)?{_CLOSE}")
BARE_DOWN = re.compile(r"(?:再|各|均|约|分别|同比|下)(?:降|减)\s*$")
BARE_UP = re.compile(r"(?:再|各|均|约|分别|同比)(?:增|升|提|涨)\s*$")
UP_AVERAGE = re.compile(rf"(?:年均|同比|每年|平均){_UP}(?:达到?|超过|不低于)?\s*$")

TAIL = re.compile(
    r"\s*(?:\((?P<open>不含|含)(?:本数)?\))?\s*(?P<word>及?以上|及?以下|以内|之内|内(?!容|部|资|外|陆|环|河|涵)|左右|上下)"
)


_FORBIDDEN = re.compile(r"(?:不得|不应|不准|禁止|严禁)[^，,。;；、的]{1,16}$")
_TURNED: dict[Operator | None, Operator] = {Operator.ABOVE: Operator.AT_MOST, Operator.BELOW: Operator.AT_LEAST}
_QUOTED_BEFORE = re.compile(r"(?<=[至到为成])\s*“[^“”]{1,40}”\s*$")


def operator_before(text: str) -> Operator | None:
    """The operator of the words that end right before a number (`text` is what stands before it)."""
    words = _QUOTED_BEFORE.sub("", text)
    window = words[-24:]
    best: tuple[int, Operator] | None = None
    whole = OF_WHOLE.search(window)
    if whole is not None:
        return _forbidden(
            operator_before(whole["word"] or whole["of"]), words[: len(words) - len(window) + whole.start()]
        )
    for pattern, operator in _BEFORE:
        match = pattern.search(window)
        if match is not None and (best is None or match.start() < best[0]):
            best = (match.start(), operator)
    return _forbidden(best[1], words[: len(words) - len(window) + best[0]]) if best else None


def _forbidden(operator: Operator | None, before: str) -> Operator | None:
    """不得要求保证金超过2%: what must not be above is at most."""
    if operator not in _TURNED or not _FORBIDDEN.search(before[-20:]):
        return operator
    return _TURNED[operator]
