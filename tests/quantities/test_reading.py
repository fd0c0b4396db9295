"""From a text to its measures."""

from decimal import Decimal

import pytest

from mandate.quantities.expressions import Operator
from mandate.quantities.reading import read_measures

CASES: list[tuple[str, list[tuple[str | None, str, str]]]] = [
    ("形成 1—2 个案例", [("range", "1-2", "个")]),
    ("收入超万亿元", [(">", "1", "万亿元")]),
    ("平均达30万元/亩以上", [(">=", "30", "万元/亩")]),
    ("能耗低于0.4吨标准煤/万元", [("<", "0.4", "吨标准煤/万元")]),
    ("职数按3-6名核定", [("range", "3-6", "名")]),
    ("最高1000万元", [("<=", "1000", "万元")]),
    ("不低于50%", [(">=", "50", "%")]),
    ("压减至0.5天", [("<=", "0.5", "天")]),
    ("事项增加 50%", [("increase_by", "50", "%")]),
    ("由50个工作日压减至45个工作日", [("=", "50", "工作日"), ("<=", "45", "工作日")]),
    ("达208家、达1070家", [(">=", "208", "家"), (">=", "1070", "家")]),
    ("压缩到8个工作小时", [("<=", "8", "工作小时")]),
    ("控制在80个工作日以内", [("<=", "80", "工作日")]),
    ("压减涉税资料1/4以上", [("decrease_by>=", "25", "%")]),
    ("压缩作业时间60%以上", [("decrease_by>=", "60", "%")]),
    ("天数缩短5天", [("decrease_by", "5", "天")]),
    ("给予10—30万元奖励", [("range", "10-30", "万元")]),
    ("5000平米(不含)以下", [("<", "5000", "平米")]),
    ("审查周期压缩一半以上", [("decrease_by>=", "50", "%")]),
    ("效率再提升15%", [("increase_by", "15", "%")]),
    ("办理总时长压缩到6—15个工作日", [("range", "6-15", "工作日")]),
    ("发放3000余套", [(">", "3000", "套")]),
    ("共约0.85克", [("~=", "0.85", "克")]),
    ("分别达到70%和40%", [(">=", "70", "%"), (">=", "40", "%")]),
    ("不低于合同金额的30%", [(">=", "30", "%")]),
    ("两百家", [(None, "200", "家")]),
    ("三千万元", [(None, "3000", "万元")]),
    ("到2025年8月，6月28日，2018—2022年", []),
    ("第3批，5G，1.0版", []),
    ("8个项目", [(None, "8", "个")]),
    ("压缩为2个", [("<=", "2", "个")]),
    ("跑动次数减至0次", [("<=", "0", "次")]),
    ("年均新增就业人数6万以上", [(">=", "6", "万人")]),
    ("编号202403-00019组", []),
    ("121人才工程，3核心", []),
    ("时延5ms、10毫秒", [(None, "5", "ms"), (None, "10", "毫秒")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_measures_of_a_text(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    found = [
        (
            one.operator.value if one.operator else None,
            f"{one.value}-{one.high}" if one.high is not None else f"{one.value}",
            one.unit,
        )
        for one in read_measures(text)
    ]
    assert found == expected


def test_a_change_names_its_baseline() -> None:
    before, after = read_measures("办理时限由法定的20个工作日压缩至5个工作日以内")
    assert before.baseline_of_next
    assert after.baseline == Decimal(20)
    assert after.operator is Operator.AT_MOST


def test_offsets_quote_the_words() -> None:
    text = "时限压减至０．５天，达到９０％以上"
    assert [text[one.start : one.end] for one in read_measures(text)] == ["０．５天", "９０％以上"]


def test_places_in_a_ranking() -> None:
    assert [(one.value, one.rank) for one in read_measures("排名前5位，后三名")] == [
        (Decimal(5), "前"),
        (Decimal(3), "后"),
    ]
