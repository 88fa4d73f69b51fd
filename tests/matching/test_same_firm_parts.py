"""A firm's name is taken apart whatever its spelling: place, 字号, trade, form, group, branch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import Style, pinyin

from tracker.matching.name_parts import names_in, parts_of, plain_of
from tracker.matching.phone_numbers import phones_of
from tracker.matching.places import CITIES, disagree, places_of
from tracker.matching.short_names import short_names_of
from tracker.matching.sounds import heard_as, sounds_of
from tracker.matching.traditional_characters import PAIRS, simplified

APART = [
    ("湖南省衡阳市蒸湘区示瑞钢管有限公司", {"湖南", "衡阳", "蒸湘"}, "示瑞", "钢管"),
    ("示瑞钢管（衡阳）有限公司", {"湖南", "衡阳"}, "示瑞", "钢管"),
    ("示瑞衡阳钢管有限公司", {"湖南", "衡阳"}, "示瑞", "钢管"),
    ("衡陽示瑞鋼管有限責任公司", {"湖南", "衡阳"}, "示瑞", "钢管"),
    ("北京晨鼎新材料", {"北京"}, "晨鼎", "新材料"),
    ("例海（中国）轴承股份有限公司", {"中国"}, "例海", "轴承"),
    ("广西壮族自治区例桂糖业有限公司", {"广西"}, "例桂糖业", ""),
    ("长沙市政示例工程有限公司", {"湖南", "长沙"}, "市政示例", "工程"),
    ("大都市示例酒店有限公司", set(), "大都市示例", "酒店"),
    ("辛集市示皮皮革有限公司", {"河北", "辛集"}, "示皮", "皮革"),
    ("示县市示米农业有限公司", {"示县"}, "示米", "农业"),
    ("衡阳钢管厂", {"湖南", "衡阳"}, "钢管", ""),
    ("朝阳市示例商贸有限公司", {"辽宁", "朝阳"}, "示例", "商贸"),
    ("朝阳示例商贸有限公司", set(), "朝阳示例", "商贸"),
    ("示例", set(), "示例", ""),
]


@pytest.mark.parametrize(("name", "places", "brand", "trade"), APART)
def test_place_brand_and_trade_are_told_apart(
    name: str, places: set[str], brand: str, trade: str
) -> None:
    parts = parts_of(name)
    assert (set(parts.places), parts.brand, parts.trade) == (places, brand, trade)


@pytest.mark.parametrize(
    ("name", "form", "is_group", "is_holding", "branch"),
    [
        ("示瑞集团有限公司", "有限公司", True, False, ""),
        ("示瑞（集团）股份有限公司", "股份有限公司", True, False, ""),
        ("示瑞控股集团", "", True, True, ""),
        ("示瑞集团控股有限公司", "有限公司", True, True, ""),
        ("示瑞集团物流有限公司", "有限公司", False, False, ""),
        ("示瑞物流有限公司衡阳分公司", "有限公司", False, False, "衡阳分公司"),
        ("示恒银行股份有限公司蒸湘支行", "股份有限公司", False, False, "蒸湘支行"),
    ],
)
def test_form_group_and_branch_are_marks_of_their_own(
    name: str, form: str, is_group: bool, is_holding: bool, branch: str
) -> None:
    parts = parts_of(name)
    assert (parts.form, parts.is_group, parts.is_holding) == (form, is_group, is_holding)
    assert parts.branch == branch


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("示快科技有限公司（示团）", ["示快科技有限公司", "示团"]),
        ("示瑞有限公司(原名：例瑞厂)", ["示瑞有限公司", "例瑞厂"]),
        ("示瑞（衡阳）有限公司", ["示瑞（衡阳）有限公司"]),
        ("示瑞（集团）有限公司", ["示瑞（集团）有限公司"]),
        ("示瑞投资合伙企业（有限合伙）", ["示瑞投资合伙企业（有限合伙）"]),
        ("示瑞有限公司（筹）", ["示瑞有限公司（筹）"]),
    ],
)
def test_another_name_in_brackets_is_a_name(written: str, names: list[str]) -> None:
    assert names_in(written) == names


def test_width_blanks_points_and_characters_do_not_tell_names_apart() -> None:
    spellings = ("ＴＣＬ 科技（衡陽）", "TCL·科技(衡阳)", "tcl科技 （衡阳）", "“TCL”科技﹝衡阳﹞。")
    assert {plain_of(one) for one in spellings} == {"tcl科技衡阳"}


@given(st.text(max_size=60))
def test_any_text_comes_apart(text: str) -> None:
    parts = parts_of(text)
    assert len(parts.brand + parts.trade) <= len(parts.plain) or not parts.plain
    assert parts_of(parts.plain).plain == parts.plain


def test_a_name_made_to_be_tried_in_a_thousand_ways_comes_apart_at_once() -> None:
    hard = "示例" + "电子商务" * 2000 + "某"
    assert parts_of(hard).trades == ()
    assert len(names_in(hard)[0]) == 200


def test_every_traditional_character_is_read_like_its_simpler_one() -> None:
    def readings(sign: str) -> set[str]:
        return set(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])

    pairs = PAIRS.split()
    assert len({pair[0] for pair in pairs}) == len(pairs)
    for old, new in pairs:
        assert readings(old) & readings(new), f"{old}{new}"
        assert simplified(new) == new, f"{new} is simplified further"


def test_a_city_lies_in_one_province() -> None:
    cities = [city for row in CITIES.values() for city in row.split()]
    assert len(set(cities)) == len(cities)
    assert places_of("衡阳市") == {"衡阳", "湖南"}
    assert not places_of("衡阳钢管")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("河北", "河南", True),
        ("衡阳", "岳阳", True),
        ("衡阳", "湖南", False),
        ("湖南省衡阳市", "衡阳市", False),
        ("中国", "湖南", True),
        ("", "湖南", False),
    ],
)
def test_places_disagree_where_neither_holds_the_other(
    one: str, other: str, expected: bool
) -> None:
    assert disagree(places_of(one), places_of(other)) is expected


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("衡阳示恒钢管有限公司", "衡钢"),
        ("中国石油化工集团有限公司", "中石化"),
        ("中国石油天然气集团有限公司", "中石油"),
        ("北京汽车集团有限公司", "北汽"),
        ("示恒钢铁集团有限公司", "示钢"),
        ("广州医药集团有限公司", "广药"),
    ],
)
def test_people_make_short_names_so(name: str, short: str) -> None:
    assert short in short_names_of(parts_of(name))


def test_a_sign_of_several_readings_is_heard_in_each() -> None:
    assert heard_as("晨鼎") == "cen din"
    assert "cen din" in sounds_of("晟鼎")
    assert heard_as("华菱") == heard_as("发林")
    assert heard_as("TCL科技") == "T C L ke ji"
    assert len(sounds_of("晟鼎行长乐")) <= 8
    assert heard_as("示例万隆") in sounds_of("示例万隆"), "万 is read wan, and seldom mo"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0734-8888888、+86 138 0000 1234", {"07348888888", "13800001234"}),
        ("１３８００００１２３４", {"13800001234"}),
        ("138****1234", set()),
        ("无", set()),
        ("8888", set()),
        ("0734-8888888转801", {"07348888888"}),
        ("13800001234 13900001234", {"13800001234", "13900001234"}),
        ("8613800001234", {"13800001234"}),
        ("张三13800001234", {"13800001234"}),
    ],
)
def test_telephones_are_compared_by_their_digits(text: str, numbers: set[str]) -> None:
    assert phones_of(text) == numbers
