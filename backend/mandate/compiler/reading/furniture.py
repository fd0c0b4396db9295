"""Lines of a web page that are no part of its document: where one is, how large the letters are, who runs the site."""

import re
from collections.abc import Sequence

from mandate.quantities.folding import fold

_ALONE = re.compile(
    r"(?:(?:您?(?:当前|现在)?的?(?:所在)?位置|首页)\s*[:>》»].*"
    r"|[\[(]?\s*(?:字体|字号|文字大小)\s*:?\s*[\[(]?\s*(?:特?大\s*号?|默认|中\s*号?|标准|小\s*号?|超大|[A+\-|/\s\[\]()])+.*"
    r"|大\s*中\s*小"
    r"|(?:分享到?|收藏|打印(?:本页|文章|此页)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|下载(?:文件|全文)?|纠错|我要纠错|语音播报|无障碍(?:浏览|阅读)?|长者版|简体|繁体|登录|注册)"
    r"(?:\s*[|:/、·\s]\s*(?:分享到?|收藏|打印(?:本页|文章|此页)?|关闭(?:窗口|本页)?|返回(?:顶部|首页|列表)?|微信|微博|QQ空间|下载|纠错|登录|注册|简体|繁体|无障碍(?:浏览|阅读)?|长者版))*\s*:?"
    r"|(?:上|下)一(?:篇|条|页)\s*:?.*"
    r"|扫一扫.{0,20}|.{0,6}扫码.{0,16}|(?:浏览|阅读|点击|访问)(?:次数|量|数)\s*:?\s*\d*\s*次?"
    r"|相关(?:链接|文章|解读|附件|稿件|新闻)\s*:?|责任编辑\s*:.{0,12}|\[?\s*编辑\s*:.{0,12}"
    r"|https?://\S+(?:\s+\d+/\d+)?|\d{4}[/-]\d{1,2}[/-]\d{1,2}[,\s]+\d{1,2}:\d{2}(?:\s.{0,60})?"
    r"|(?:首页|网站首页)(?:\s*[|>\s]\s*[\u4e00-\u9fff]{2,8}){2,})"
)
_SITE = re.compile(
    r"ICP备|公网安备|网站标识码|网安备|版权所有|[Cc]opyright|网站地图|技术支持|建议使用.{0,20}(?:浏览器|分辨率)|站点地图|关于我们|联系我们"
)
_SITE_BESIDE = re.compile(
    r"^(?:主办|承办|维护|协办|运维|管理|地址|邮编|联系电话|电话|传真|邮箱|网址|主办单位|承办单位|友情链接|党政机关|政府网站找错)(?:单位)?\s*[:|]?"
)
_LONGEST = 120
_FOOT_SHARE = 0.5


def without_furniture(lines: Sequence[str]) -> list[str]:
    """The lines without menus, buttons and the foot of the site; a table's rows are never dropped."""
    kept = [line for line in lines if "\t" in line or not _is_furniture(line)]
    foot = next(
        (place for place, line in enumerate(kept) if place >= len(kept) * _FOOT_SHARE and _is_site_line(line)), None
    )
    if foot is None:
        return [line for line in kept if not _is_site_line(line)]
    start = foot
    while start > 0 and (not kept[start - 1].strip() or _beside(kept[start - 1])):
        start -= 1
    return [line for line in kept[:start] if not _is_site_line(line)]


def is_printed_page(lines: Sequence[str]) -> bool:
    """Whether lines come from a web page that was printed: several of them are its furniture."""
    return sum(_is_furniture(line) or _is_site_line(line) for line in lines) >= 2


def _is_furniture(line: str) -> bool:
    words = fold(line).strip()
    return 0 < len(words) <= _LONGEST and _ALONE.fullmatch(words) is not None


def _is_site_line(line: str) -> bool:
    return len(line) <= _LONGEST * 2 and "\t" not in line and _SITE.search(fold(line)) is not None


def _beside(line: str) -> bool:
    words = fold(line).strip()
    return len(words) <= _LONGEST and _SITE_BESIDE.match(words) is not None
