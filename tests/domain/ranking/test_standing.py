"""On which list a firm stands, as of a day: the newest list that counts, directly or by parents."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from tests.builders.rankings import firm, ranking, share, strike
from tests.world import TODAY
from tracker.domain.office.settings import NumberSetting, Setting
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.standing import RankingPosition, standing_of

WORLD, CHINA, PRIVATE = RankingList
LATER = date(2026, 8, 1)


def stood(session: Session, firm_id: int, on: date) -> list[tuple[RankingList, int, int]]:
    found = standing_of(session, [firm_id], on).get(firm_id, [])
    return [(one.kind, one.year, one.rank) for one in found]


def set_number(session: Session, key: Setting, value: int, on: date = date(2020, 1, 1)) -> None:
    session.add(NumberSetting(key=key, value=value, holds_from=on))
    session.flush()


def test_a_firm_on_no_list_stands_nowhere(session: Session) -> None:
    one = firm(session, "示例甲公司")
    assert standing_of(session, [one.id], TODAY) == {}
    ranking(session, PRIVATE, 2025, (7, firm(session, "示例乙公司")))
    assert standing_of(session, [one.id], TODAY) == {}


def test_the_newest_list_that_counts_by_that_day_speaks(session: Session) -> None:
    one = firm(session, "示例甲公司")
    ranking(session, PRIVATE, 2025, (90, one))
    ranking(session, PRIVATE, 2026, (80, one))
    assert stood(session, one.id, date(2025, 6, 30)) == []
    assert stood(session, one.id, date(2025, 7, 1)) == [(PRIVATE, 2025, 90)]
    assert stood(session, one.id, date(2026, 6, 30)) == [(PRIVATE, 2025, 90)]
    assert stood(session, one.id, date(2026, 7, 1)) == [(PRIVATE, 2026, 80)]


def test_each_kind_of_list_speaks_for_itself_the_most_telling_first(session: Session) -> None:
    one = firm(session, "示例甲公司")
    ranking(session, PRIVATE, 2025, (3, one))
    ranking(session, CHINA, 2025, (40, one))
    ranking(session, WORLD, 2025, (400, one))
    assert [kind for kind, *_ in stood(session, one.id, TODAY)] == [WORLD, CHINA, PRIVATE]


def test_a_complete_newer_list_without_the_firm_ends_its_standing(session: Session) -> None:
    one, other = firm(session, "示例甲公司"), firm(session, "示例乙公司")
    ranking(session, PRIVATE, 2025, (90, one))
    ranking(session, PRIVATE, 2026, (1, other), is_complete=True)
    assert stood(session, one.id, LATER) == []


def test_a_part_of_a_newer_list_says_nothing_of_who_is_not_on_it(session: Session) -> None:
    one, other = firm(session, "示例甲公司"), firm(session, "示例乙公司")
    ranking(session, PRIVATE, 2025, (90, one), is_complete=True)
    ranking(session, PRIVATE, 2026, (1, other))
    assert stood(session, one.id, LATER) == [(PRIVATE, 2025, 90)]


def test_a_list_counts_as_long_as_the_setting_says(session: Session) -> None:
    one = firm(session, "示例甲公司")
    ranking(session, PRIVATE, 2024, (90, one), on=date(2024, 7, 1))
    assert stood(session, one.id, date(2026, 6, 30)) == [(PRIVATE, 2024, 90)]
    assert stood(session, one.id, date(2026, 7, 1)) == []
    set_number(session, Setting.RANKING_LIFE, 12, on=date(2026, 1, 1))
    assert stood(session, one.id, date(2025, 12, 31)) == [(PRIVATE, 2024, 90)]
    assert stood(session, one.id, date(2026, 1, 1)) == []


def test_a_list_taken_back_says_nothing(session: Session) -> None:
    one = firm(session, "示例甲公司")
    made = ranking(session, PRIVATE, 2025, (90, one))
    strike(session, made)
    assert stood(session, one.id, TODAY) == []


@pytest.mark.parametrize(("percent", "is_one"), [(50, True), (49.99, False), (100, True)])
def test_a_subsidiary_counts_from_the_share_that_is_set(
    session: Session, percent: float, is_one: bool
) -> None:
    parent, child = firm(session, "示例集团"), firm(session, "示例子公司")
    ranking(session, PRIVATE, 2025, (90, parent))
    share(session, parent, child, percent)
    assert bool(stood(session, child.id, TODAY)) is is_one


def test_the_share_that_is_set_is_that_of_the_day(session: Session) -> None:
    parent, child = firm(session, "示例集团"), firm(session, "示例子公司")
    ranking(session, PRIVATE, 2025, (90, parent))
    share(session, parent, child, 40)
    set_number(session, Setting.PARENT_SHARE, 30, on=date(2026, 1, 1))
    assert stood(session, child.id, date(2025, 12, 31)) == []
    assert stood(session, child.id, date(2026, 1, 1)) == [(PRIVATE, 2025, 90)]


def test_every_step_needs_the_share_and_the_steps_are_not_multiplied(session: Session) -> None:
    top, middle, low = (firm(session, f"示例{name}公司") for name in "甲乙丙")
    made = ranking(session, PRIVATE, 2025, (90, top))
    upper, lower = share(session, top, middle, 60), share(session, middle, low, 51)
    (found,) = standing_of(session, [low.id], TODAY)[low.id]
    steps = [(step.firm_id, step.parent_id, step.share_bp) for step in found.through]
    assert steps == [(low.id, middle.id, 5100), (middle.id, top.id, 6000)]
    assert (found.firm_id, found.ranking_id) == (top.id, made.id)
    strike(session, upper)
    share(session, top, middle, 49)
    assert stood(session, low.id, TODAY) == []
    assert lower.share_bp == 5100


def test_shares_by_several_ways_are_not_added_up(session: Session) -> None:
    top, middle, low = (firm(session, f"示例{name}公司") for name in "甲乙丙")
    ranking(session, PRIVATE, 2025, (90, top))
    share(session, top, low, 30)
    share(session, top, middle, 100)
    share(session, middle, low, 30)
    assert stood(session, low.id, TODAY) == []


def test_a_share_is_the_last_one_told_by_that_day(session: Session) -> None:
    parent, child = firm(session, "示例集团"), firm(session, "示例子公司")
    ranking(session, PRIVATE, 2025, (90, parent))
    share(session, parent, child, 80, on=date(2024, 1, 1))
    share(session, parent, child, 20, on=date(2026, 3, 1))
    assert stood(session, child.id, date(2026, 2, 28)) == [(PRIVATE, 2025, 90)]
    assert stood(session, child.id, date(2026, 3, 1)) == []


def test_its_own_rank_goes_before_that_of_a_parent(session: Session) -> None:
    parent, child = firm(session, "示例集团"), firm(session, "示例子公司")
    ranking(session, PRIVATE, 2025, (5, parent), (300, child))
    share(session, parent, child, 100)
    assert stood(session, child.id, TODAY) == [(PRIVATE, 2025, 300)]


def test_of_two_parents_the_better_ranked_one_speaks(session: Session) -> None:
    one, other, child = (firm(session, f"示例{name}公司") for name in "甲乙丙")
    ranking(session, PRIVATE, 2025, (50, one), (20, other))
    share(session, one, child, 50)
    share(session, other, child, 50)
    assert stood(session, child.id, TODAY) == [(PRIVATE, 2025, 20)]


def test_firms_that_hold_each_other_do_not_send_the_search_in_circles(session: Session) -> None:
    one, other = firm(session, "示例甲公司"), firm(session, "示例乙公司")
    ranking(session, PRIVATE, 2025, (90, firm(session, "示例丙公司")))
    share(session, one, other, 60)
    share(session, other, one, 60)
    assert stood(session, one.id, TODAY) == []


def test_many_firms_are_asked_for_at_once(session: Session) -> None:
    firms = [firm(session, f"示例{number}号公司") for number in range(8)]
    made = ranking(session, PRIVATE, 2025, *((place + 1, one) for place, one in enumerate(firms)))
    found = standing_of(session, [one.id for one in firms], TODAY)
    assert found[firms[3].id] == [RankingPosition(PRIVATE, 2025, 4, made.id, firms[3].id)]
    assert len(found) == len(firms)
