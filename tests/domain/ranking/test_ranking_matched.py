"""Entries find their firms: certain ones at once, doubtful ones by a person, late ones later."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders.ranking_tables import private
from tests.builders.rankings import firm
from tests.world import TODAY, World
from tracker.domain.event import Event, EventKind
from tracker.domain.project import Project
from tracker.domain.project.project_codes import next_code
from tracker.domain.ranking import Match, Ranking, RankingEntry, RankingList
from tracker.domain.ranking_matching.import_check import Announced
from tracker.domain.ranking_matching.list_import import take_in
from tracker.domain.ranking_matching.rematching import match_anew, settle_entry
from tracker.domain.same_firm.settlements import Verdict
from tracker.domain.words import Source
from tracker.refusal import Refused

WAN = "示例万隆商业管理集团股份有限公司"
SHORT = "示例万隆"


def listed(world: World, *names: str, year: int = 2025, **more: Any) -> Ranking:
    """A list with these names, taken in as from a file."""
    table = private(
        *([place, name, more.get("province", ""), ""] for place, name in enumerate(names, start=1))
    )
    announced = Announced(RankingList.PRIVATE, year, "示例发布方", None, "示例来源")
    return take_in(world.session, announced, table, by=world.by("officer"), on=TODAY)


def entry_of(ranking: Ranking, name: str) -> RankingEntry:
    return next(entry for entry in ranking.entries if entry.name == name)


def verdict(
    world: World, entry: RankingEntry, on: Any, how: Verdict, because: str = "电话核实"
) -> None:
    settle_entry(world.session, entry, on, how, because=because, by=world.by("officer"), on=TODAY)
    world.session.refresh(entry)


@pytest.fixture
def last(session: Session) -> Any:
    return lambda kind: list(session.scalars(select(Event).where(Event.kind == kind)))


@pytest.mark.parametrize(
    ("ours", "printed"),
    [
        ("示例钢铁集团有限公司", "示例钢铁集团有限公司"),
        ("示例（中国）钢铁有限公司", "示例(中国)钢铁有限公司"),
        ("示例钢铁有限责任公司", "示例钢铁有限公司"),
    ],
)
def test_a_certain_firm_is_joined_at_once_and_the_reason_kept(
    world: World, ours: str, printed: str
) -> None:
    one = firm(world.session, ours)
    (entry,) = listed(world, printed).entries
    assert (entry.match, entry.firm_id, entry.likely_id) == (Match.CERTAIN, one.id, None)
    assert entry.why


def test_a_likely_firm_waits_with_its_evidence(world: World) -> None:
    one = firm(world.session, SHORT)
    (entry,) = listed(world, WAN).entries
    assert (entry.match, entry.firm_id, entry.likely_id) == (Match.DOUBTFUL, None, one.id)
    assert SHORT in entry.why


def test_a_name_like_none_of_ours_is_said_to_be_none(world: World) -> None:
    (entry,) = listed(world, "示例远洋渔业有限公司").entries
    assert (entry.match, entry.firm_id, entry.likely_id, entry.why) == (Match.NONE, None, None, "")


def test_what_is_settled_as_the_same_is_joined_and_never_asked_again(
    world: World, last: Any
) -> None:
    one = firm(world.session, SHORT)
    ranking = listed(world, WAN)
    verdict(world, ranking.entries[0], one, Verdict.SAME)
    assert (ranking.entries[0].match, ranking.entries[0].firm_id) == (Match.CERTAIN, one.id)
    assert ranking.entries[0].why == "人工认定：电话核实"
    assert len(last(EventKind.FIRM_SETTLED)) == 1
    (entry,) = listed(world, WAN, year=2024).entries
    assert (entry.match, entry.firm_id) == (Match.CERTAIN, one.id)


def test_what_is_settled_as_different_is_none_of_ours_on_every_list(world: World) -> None:
    one = firm(world.session, SHORT)
    first, second = listed(world, WAN), listed(world, WAN, year=2024)
    verdict(world, first.entries[0], one, Verdict.DIFFERENT)
    world.session.refresh(second.entries[0])
    assert [each.entries[0].match for each in (first, second)] == [Match.NONE, Match.NONE]
    (entry,) = listed(world, WAN, year=2023).entries
    assert entry.match is Match.NONE


def test_what_stays_open_waits_on(world: World) -> None:
    one = firm(world.session, SHORT)
    ranking = listed(world, WAN)
    verdict(world, ranking.entries[0], one, Verdict.OPEN)
    assert (ranking.entries[0].match, ranking.entries[0].likely_id) == (Match.DOUBTFUL, one.id)


def test_of_two_likely_firms_the_other_waits_when_one_is_settled_as_different(
    world: World,
) -> None:
    one, other = firm(world.session, SHORT), firm(world.session, "示例万隆商业管理有限公司")
    (entry,) = listed(world, WAN).entries
    assert entry.match is Match.DOUBTFUL
    assert "另有 1 家也像" in entry.why
    first = one if entry.likely_id == one.id else other
    verdict(world, entry, first, Verdict.DIFFERENT)
    assert entry.likely_id == ({one.id, other.id} - {first.id}).pop()


def test_a_firm_joined_by_mistake_is_parted_again(world: World) -> None:
    one = firm(world.session, "示例钢铁有限公司")
    (entry,) = listed(world, "示例钢铁有限公司").entries
    verdict(world, entry, one, Verdict.DIFFERENT, because="同名，信用代码不同")
    assert (entry.match, entry.firm_id) == (Match.NONE, None)


def test_settling_needs_a_reason(world: World) -> None:
    one = firm(world.session, SHORT)
    (entry,) = listed(world, WAN).entries
    with pytest.raises(Refused) as refused:
        verdict(world, entry, one, Verdict.SAME, because=" ")
    assert set(refused.value.fields) == {"because"}


def test_a_firm_that_comes_later_finds_its_entry(world: World) -> None:
    (entry,) = listed(world, "示例东海钢铁有限公司").entries
    one = firm(world.session, "示例东海钢铁有限责任公司")
    world.session.refresh(entry)
    assert (entry.match, entry.firm_id) == (Match.CERTAIN, one.id)


def test_so_does_a_firm_that_takes_another_name(world: World) -> None:
    (entry,) = listed(world, "示例远洋渔业有限公司").entries
    one = firm(world.session, "示例东海捕捞有限公司")
    world.session.refresh(entry)
    assert entry.match is Match.NONE
    one.also_called("示例远洋渔业有限公司", "曾用名")
    world.session.flush()
    world.session.refresh(entry)
    assert (entry.match, entry.firm_id) == (Match.CERTAIN, one.id)


def test_a_project_registered_with_a_listed_firm_bears_its_badge_at_once(world: World) -> None:
    listed(world, "示例远洋渔业有限公司")
    officer = world.by("officer")
    project = Project.register(
        world.session,
        code=next_code(world.session, "ZX", 2026),
        name="示例渔港项目",
        on=TODAY,
        by=officer,
        owner=world.user("officer"),
        source=Source.SELF,
        amount_words="未报",
        firm=firm(world.session, "示例远洋渔业有限公司"),
    )
    assert project.tier_words == "民企 1"


def test_what_stands_on_a_list_taken_back_is_not_asked_again(world: World) -> None:
    ranking = listed(world, "示例远洋渔业有限公司")
    ranking.void(1, "测试")
    world.session.flush()
    firm(world.session, "示例远洋渔业有限公司")
    world.session.refresh(ranking.entries[0])
    assert ranking.entries[0].match is Match.NONE


def test_asking_anew_is_one_event_and_none_where_nothing_changed(world: World, last: Any) -> None:
    ranking = listed(world, "示例远洋渔业有限公司", WAN)
    one = firm(world.session, SHORT)
    by = world.by("officer")
    assert match_anew(world.session, ranking, by=by, on=TODAY) == 1
    world.session.refresh(entry_of(ranking, WAN))
    assert entry_of(ranking, WAN).likely_id == one.id
    assert match_anew(world.session, ranking, by=by, on=TODAY) == 0
    (told,) = last(EventKind.RANKING_MATCHED)
    assert told.after["changed"] == 1
