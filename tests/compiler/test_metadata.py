"""What the head of a document says about it, on paper and on the pages of a web site."""

import pytest

from mandate.compiler.compile import compile_text
from mandate.compiler.draft import Fact

_CIRCULAR = "各乡镇人民政府，县直各单位：\n《云溪县优化营商环境实施方案》已经县政府同意，现印发给你们。\n{0}\n{1}\n云溪县优化营商环境实施方案\n一、总体要求\n"
HEADS = [
    ("云政发〔2023〕5号\n" + _CIRCULAR.format("云溪县人民政府", "2023年3月9日"), "云溪县优化营商环境实施方案", "云政发〔2023〕5号", "云溪县人民政府", "2023-03-09"),
    ("云政发〔2023〕5 号\n" + _CIRCULAR.format("云溪县人民政府办公室", "二〇二三年三月九日"), "云溪县优化营商环境实施方案", "云政发〔2023〕5号", "云溪县人民政府办公室", "2023-03-09"),
    ("来源：云溪县政府办 发布日期：2023-03-12 字体：【\n" + _CIRCULAR.format("云溪县人民政府", "2023年3月9日"), "云溪县优化营商环境实施方案", "", "云溪县人民政府", "2023-03-09"),
    ("索引号：0123/2023-01 分类：市场监管\n发布机构：云溪县人民政府 文号：云政发〔2023〕4号\n成文日期：2023-02-17 发布日期：2023-02-18\n"
     "云溪县诚信建设\n工作方案（2022—2025年）\n一、总体要求\n", "云溪县诚信建设工作方案（2022—2025年）", "云政发〔2023〕4号", "云溪县人民政府", "2023-02-17"),
    ("省人民政府关于\n进一步优化营商环境的若干意见\n云政发〔2018〕26号\n各市、州、县人民政府：\n"
     "提出如下意见。\n一、总体要求\n", "省人民政府关于进一步优化营商环境的若干意见", "云政发〔2018〕26号", "省人民政府", ""),
    ("政务服务丨云溪市人民政府关于深化改革的实施意见\n- 发布日期：2021-07-19\n- 浏览次数：\n一、目标\n", "政务服务丨云溪市人民政府关于深化改革的实施意见", "", "云溪市人民政府", "2021-07-19"),
    ("关于进一步优化营商环境的实施意见\n来源：云溪日报  时间：2018-12-05\n一、总体要求\n", "关于进一步优化营商环境的实施意见", "", "", "2018-12-05"),
]  # fmt: skip


def _value(fact: Fact | None) -> str:
    return "" if fact is None else "".join(fact.value.split())


@pytest.mark.parametrize(("text", "title", "number", "issuer", "day"), HEADS, ids=range(len(HEADS)))
def test_heads(text: str, title: str, number: str, issuer: str, day: str) -> None:
    read = compile_text(text, "x.txt").metadata
    assert _value(read.title) == title
    assert (_value(read.document_number), _value(read.issuer), _value(read.issued_date)) == (number, issuer, day)
