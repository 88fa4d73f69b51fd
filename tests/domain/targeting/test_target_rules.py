"""The rules that propose a firm, row by row: their points and their sentences."""

from typing import Any

import pytest

from tracker.domain.office.region import Nearness
from tracker.domain.ranking import RankingList
from tracker.domain.targeting.proposal_rules import RULES, Candidate, Neighbour, Rank, Wanted, weigh

LINK = Wanted("热处理", ("钢管", "热处理"), gap="67 万吨（轧管 150 − 热处理 83，2017 年）")
WITHOUT_GAP = Wanted("热处理", ("钢管", "热处理"))
FITTING = {"name": "示例钢管有限公司"}
WORLD, CHINA, PRIVATE = RankingList.WORLD, RankingList.CHINA, RankingList.PRIVATE

SAID: list[tuple[str, dict[str, Any], int, str]] = [
    ("words", {"name": "示例（钢 管）有限公司"}, 30, "名称里有本环节的词“钢管”"),
    (
        "words",
        {"name": "示例集团", "industry": "金属热处理加工"},
        30,
        "行业（金属热处理加工）里有本环节的词“热处理”",
    ),
    ("neighbour", {"neighbours": (Neighbour("轧管", True),)}, 30, "已在“轧管”环节，供给“热处理”"),
    (
        "neighbour",
        {"neighbours": (Neighbour("内外防腐", False), Neighbour("", True))},
        30,
        "已在“内外防腐”环节，承接“热处理”",
    ),
    (
        "neighbour",
        {"neighbours": (Neighbour("", True),)},
        30,
        "在供给“热处理”或由它供给的环节上有项目",
    ),
    (
        "children",
        {"children": ("示例甲厂", "示例乙厂")},
        20,
        "是本区链上企业“示例甲厂”、“示例乙厂”的股东",
    ),
    ("here", FITTING | {"has_project": True}, 15, "在本区别处已有项目"),
    (
        "size",
        FITTING | {"ranks": (Rank(PRIVATE, 2026, 184),)},
        10,
        "中国民营企业500强 2026 第 184 位",
    ),
    (
        "size",
        FITTING | {"ranks": (Rank(PRIVATE, 2026, 3), Rank(CHINA, 2025, 120))},
        15,
        "中国企业500强 2025 第 120 位",
    ),
    (
        "size",
        FITTING | {"ranks": (Rank(WORLD, 2026, 100, "示例集团"),)},
        25,
        "世界500强 2026 第 100 位（母公司示例集团）",
    ),
    ("region", FITTING | {"nearness": Nearness.HOME, "province": "湖南省"}, 15, "在本省（湖南省）"),
    ("region", FITTING | {"nearness": Nearness.DELTA, "province": "浙江"}, 5, "在长三角（浙江）"),
    ("gap", FITTING, 10, "“热处理”有缺口：67 万吨（轧管 150 − 热处理 83，2017 年）"),
]


@pytest.mark.parametrize(("rule", "told", "points", "said"), SAID)
def test_a_rule_gives_points_and_says_why(
    rule: str, told: dict[str, Any], points: int, said: str
) -> None:
    found = {one.rule: one for one in weigh(Candidate(**{"name": "示例"} | told), LINK)}
    assert (found[rule].points, found[rule].said) == (points, said)


def test_every_rule_is_tried_and_explains_itself() -> None:
    assert {rule for rule, *_ in SAID} == {rule.key for rule in RULES}
    for rule in RULES:
        assert rule.label
        assert rule.says.endswith("。")
        tried = [points for key, _, points, _ in SAID if key == rule.key]
        least, _, most = rule.points.partition("–")
        assert all(int(least) <= points <= int(most or least) for points in tried)


def test_size_nearness_and_a_gap_alone_are_no_ground_to_want_a_firm() -> None:
    firm = Candidate(
        "示例百货集团",
        ranks=(Rank(WORLD, 2026, 1),),
        nearness=Nearness.HOME,
        province="湖南",
        has_project=True,
    )
    assert weigh(firm, LINK) == []


def test_what_is_not_known_is_not_said() -> None:
    assert [one.rule for one in weigh(Candidate("示例钢管厂"), WITHOUT_GAP)] == ["words"]
