"""Unit strings of documents against a directory."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from mandate.units.kinds import UnitKind, guess_kind
from mandate.units.matching import Directory, How, KnownName, resolve
from mandate.units.names import UnitName, fold, join_names, sort_key, split_names

UNITS = {
    1: ("区经济信息委", "区经信委"),
    2: ("纪工委（监察室）",),
    3: ("各镇街", "各街道、镇"),
    4: ("区市场监管局",),
    5: ("发展和改革委员会",),
    6: ("旧城改造办",),
    7: ("公安分局（交巡警支队）",),
    8: ("公安分局（治安支队）",),
}
DIRECTORY = Directory.of(
    KnownName(UUID(int=number), spellings[0], spelling, number != 6)
    for number, spellings in UNITS.items()
    for spelling in reversed(spellings)
)


@pytest.mark.parametrize(
    ("text", "number", "how"),
    [
        ("区经济信息委", 1, How.EXACT),
        ("区经信委", 1, How.ALIAS),
        ("区经济\n信息委", 1, How.NORMALISED),
        (" 区　经信委；", 1, How.NORMALISED),
        ("纪工委(监察室)", 2, How.NORMALISED),
        ("纪工委〔监察室〕等", 2, How.NORMALISED),
        ("纪工委", 2, How.BRACKET),
        ("纪工委（监察局）", 2, How.BRACKET),
        ("各镇街等单位", 3, How.NORMALISED),
        ("各街道、镇", 3, How.ALIAS),
        ("市场监管局", None, How.UNKNOWN),
        ("旧城改造办", None, How.INACTIVE),
        ("公安分局", None, How.AMBIGUOUS),
        ("等", None, How.UNKNOWN),
        ("", None, How.UNKNOWN),
        ("（）", None, How.UNKNOWN),
    ],
)
def test_a_text_names_a_unit_or_says_that_it_does_not(text: str, number: int | None, how: How) -> None:
    found = resolve(text, DIRECTORY)
    assert (found.unit_id, found.how) == (UUID(int=number) if number else None, how)


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [
        ("市场监管局", "区市场监管局"),
        ("发改委", "发展和改革委员会"),
        ("区经济和信息委", "区经济信息委"),
        ("旧城改造办公", None),
    ],
)
def test_similar_names_are_candidates_only(text: str, likeliest: str | None) -> None:
    found = resolve(text, DIRECTORY)
    assert found.unit_id is None
    assert (found.candidates[0].name if found.candidates else None) == likeliest
    assert resolve(text, DIRECTORY, suggest=False).candidates == ()


@given(st.text(max_size=40))
def test_no_text_breaks_the_matching(text: str) -> None:
    assert len(resolve(text, DIRECTORY).candidates) <= 5
    assert fold(fold(text)) == fold(text)


NAME: TypeAdapter[str] = TypeAdapter(UnitName)


def is_name(text: str) -> bool:
    try:
        return NAME.validate_python(text) == text
    except ValidationError:
        return False


NAMES = st.text(st.sampled_from("甲乙、；;\\（）()“”《》=+\"' a,"), min_size=1, max_size=12).filter(is_name)


@given(st.lists(NAMES, max_size=6))
def test_any_list_of_names_fits_in_one_cell(names: list[str]) -> None:
    assert split_names(join_names(names)) == names


def test_brackets_and_quotation_marks_hold_names_together() -> None:
    cell = "“甲、乙”联席会议成员单位、各县（市、区）政府；丙局\n丁局、"
    assert split_names(cell) == ["“甲、乙”联席会议成员单位", "各县（市、区）政府", "丙局", "丁局"]
    assert join_names(split_names(cell)[:2]) == "“甲、乙”联席会议成员单位、各县（市、区）政府"


def test_a_cell_of_nothing_but_brackets_takes_no_time() -> None:
    assert split_names("（" * 16_000 + "）" * 16_000) == ["（" * 16_000 + "）" * 16_000]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("区税务局", UnitKind.DEPARTMENT),
        ("市场监管局", UnitKind.DEPARTMENT),
        ("市政管理局", UnitKind.DEPARTMENT),
        ("市政府办公厅", UnitKind.MUNICIPAL_BODY),
        ("市级有关部门", UnitKind.COLLECTIVE),
        ("区级各相关部门", UnitKind.COLLECTIVE),
        ("区委组织部", UnitKind.PARTY_BODY),
        ("招商集团", UnitKind.ENTERPRISE),
        ("某供电公司", UnitKind.UTILITY),
        ("区人民法院", UnitKind.COURT_OR_PROCURATORATE),
        ("朝阳街道办事处", UnitKind.STREET_OR_TOWN),
        ("某新城管委会", UnitKind.COMMITTEE),
        ("社保中心", UnitKind.PUBLIC_INSTITUTION),
        ("政务服务工作专班", UnitKind.TASK_FORCE),
        ("优化营商环境领导小组", UnitKind.LEADING_GROUP),
        ("中小企业协会", UnitKind.EXTERNAL_PARTNER),
    ],
)
def test_a_name_tells_its_kind(name: str, kind: UnitKind) -> None:
    assert guess_kind(name) is kind


def test_pinyin_is_read_by_phrase() -> None:
    assert sort_key("重庆市") == "chong2 qing4 shi4"
    assert sort_key("重点办") == "zhong4 dian3 ban4"
