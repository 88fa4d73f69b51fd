"""A list is taken in whole or not at all; once more changes nothing; a correction replaces it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.builders.ranking_tables import lines_of, private
from tests.builders.rankings import firm
from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.event import Event, EventKind
from tracker.domain.ranking import Match, Ranking, RankingEntry, RankingList
from tracker.domain.ranking.list_table import Table, read
from tracker.domain.ranking_matching.import_check import Announced, check
from tracker.domain.ranking_matching.list_import import FIRST_BEFORE, take_in
from tracker.domain.ranking_matching.list_withdrawal import take_back
from tracker.domain.sentences import sentence
from tracker.refusal import Refused

ANNOUNCED = Announced(RankingList.PRIVATE, 2026, "示例发布方", date(2026, 6, 1), "示例来源")


def small(*rows: list[Any]) -> Table:
    return private(*(rows or ([1, "示例甲公司", "湖南省", 500], [2, "示例乙公司", "", ""])))


def imported(world: World, table: Table, seen: int | None = None, **said: Any) -> Ranking:
    announced = replace(ANNOUNCED, **said)
    return take_in(world.session, announced, table, by=world.by("officer"), on=TODAY, seen=seen)


def events(session: Session) -> list[Event]:
    kinds = (EventKind.RANKING_IMPORTED, EventKind.RANKING_TAKEN_BACK)
    return list(session.scalars(select(Event).where(Event.kind.in_(kinds)).order_by(Event.id)))


def standing(session: Session) -> list[Ranking]:
    return list(session.scalars(select(Ranking).where(Ranking.voided_at.is_(None))))


@pytest.mark.parametrize(
    ("name", "said", "many", "is_complete"),
    [
        ("china-private-500-2026", {"year": 2026}, 500, True),
        ("china-500-2025-top120", {"kind": RankingList.CHINA, "year": 2025}, 120, False),
        ("fortune-global-500-2026-top100", {"kind": RankingList.WORLD}, 100, False),
    ],
)
def test_the_printed_lists_are_taken_in_as_they_are(
    world: World, name: str, said: dict[str, Any], many: int, is_complete: bool
) -> None:
    announced = replace(ANNOUNCED, published_on=None, **said)
    table = read(lines_of(name), announced.kind, announced.year)
    ranking = take_in(world.session, announced, table, by=world.by("officer"), on=TODAY)
    assert (len(ranking.entries), ranking.is_complete) == (many, is_complete)
    assert [entry.rank for entry in ranking.entries] == list(range(1, many + 1))
    assert {entry.match for entry in ranking.entries} == {Match.NONE}


def test_taking_in_is_one_event_that_says_what_came_of_it(world: World) -> None:
    firm(world.session, "示例甲公司")
    ranking = imported(world, small())
    (told,) = events(world.session)
    assert (told.by_id, told.subject) == (world.user("officer").id, f"ranking:{ranking.id}")
    assert told.after["rows"] == 2
    said = "导入《中国民营企业500强 2026》2 家，对上 1 家，待核 0 家"
    assert sentence(told.kind, told.before, told.after) == said


def test_what_is_printed_is_kept_with_its_source_and_its_day(world: World) -> None:
    ranking = imported(world, small())
    assert (ranking.full_name, ranking.publisher) == ("中国民营企业500强 2026", "示例发布方")
    assert (ranking.on, ranking.is_dated, ranking.is_complete) == (date(2026, 6, 1), True, False)
    one, other = ranking.entries
    assert (one.name, one.province, one.revenue_yuan) == ("示例甲公司", "湖南省", 5_000_000)
    assert (other.rank, other.revenue_yuan) == (2, None)


@pytest.mark.parametrize(("year", "on"), [(2025, date(2025, 12, 31)), (2026, TODAY)])
def test_a_list_without_a_day_counts_from_the_latest_that_it_can_have_come_out(
    world: World, year: int, on: date
) -> None:
    ranking = imported(world, small(), year=year, published_on=None)
    assert (ranking.on, ranking.is_dated) == (on, False)


def test_looking_writes_nothing_and_says_all(world: World, database: Database) -> None:
    firm(world.session, "示例甲公司")
    world.session.commit()
    before = database.rows()
    report = check(world.session, ANNOUNCED, small(), on=TODAY)
    world.session.commit()
    assert database.rows() == before
    assert [report.founds[rank].match for rank in (1, 2)] == [Match.CERTAIN, Match.NONE]
    assert (report.standing, len(report.difference.added)) == (None, 2)


def test_a_file_with_a_fault_is_not_taken_in_by_half(world: World, database: Database) -> None:
    before = database.rows()
    faulty = small([1, "示例甲公司", "", 1], [1, "示例乙公司", "", 1], [3, "", "", 1])
    with pytest.raises(Refused, match="有 2 处要改，整份没有导入。"):
        imported(world, faulty)
    world.session.rollback()
    assert database.rows() == before


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"year": 2027}, "year", "年份请写 1995 到 2026 之间的四位数。"),
        ({"year": 26}, "year", "年份请写 1995 到 2026 之间的四位数。"),
        ({"published_on": date(2026, 6, 11)}, "published_on", "发布日期不能是将来的日子。"),
        (
            {"published_on": date(2024, 6, 1)},
            "published_on",
            "2024-06-01 发布的不会是 2026 年的榜单。",
        ),
        ({"publisher": " "}, "publisher", "请写是谁发布的，如“全国工商联”。"),
        ({"source": ""}, "source", "请写这份表从哪里来，别人好核对。"),
    ],
)
def test_what_is_announced_is_judged_field_by_field(
    world: World, said: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        imported(world, small(), **said)
    assert refused.value.fields == {field: sentence}


def test_the_same_file_once_more_changes_nothing(world: World, database: Database) -> None:
    first = imported(world, small())
    world.session.commit()
    before = database.rows()
    assert check(world.session, ANNOUNCED, small(), on=TODAY).is_same
    assert imported(world, small(), seen=first.id).id == first.id
    world.session.commit()
    assert database.rows() == before


def test_a_corrected_file_replaces_the_list_and_the_event_tells_the_old_values(
    world: World,
) -> None:
    first = imported(world, small())
    second = imported(
        world, small([2, "示例甲公司", "湖南省", 600], [1, "示例丙公司", "", ""]), seen=first.id
    )
    assert standing(world.session) == [second]
    assert (first.is_void, second.replaces_id) == (True, first.id)
    assert first.voided_because == "由 2026-06-10 导入的更正件代替"
    told = events(world.session)[-1]
    said = "更正《中国民营企业500强 2026》：增 1 家、改 1 家、删 1 家；对上 0 家，待核 0 家"
    assert sentence(told.kind, told.before, told.after) == said
    assert told.before["entries"] == [
        [1, "示例甲公司", "", "湖南省", 5_000_000],
        [2, "示例乙公司", "", "", None],
    ]


def test_another_source_alone_is_a_correction_too(world: World) -> None:
    first = imported(world, small())
    imported(world, small(), seen=first.id, source="示例另一来源")
    told = events(world.session)[-1]
    assert told.before["source"] == "示例来源"
    assert "改了来源说明" in sentence(told.kind, told.before, told.after)


def test_matches_that_a_person_settled_outlive_a_correction(world: World) -> None:
    first = imported(world, small())
    mine = firm(world.session, "示例毫不相干公司")
    first.entries[0].firm_id, first.entries[0].match = mine.id, Match.CERTAIN
    first.entries[0].why = "人工认定：营业执照一致"
    second = imported(world, small([3, "示例甲公司", "湖南省", 500]), seen=first.id)
    (entry,) = second.entries
    assert (entry.rank, entry.firm_id, entry.why) == (3, mine.id, "人工认定：营业执照一致")


def test_who_comes_second_is_asked_to_look_again(world: World) -> None:
    imported(world, small())
    with pytest.raises(Refused, match=FIRST_BEFORE):
        imported(world, small([1, "示例丁公司", "", 1]))


def test_lists_of_other_years_and_kinds_stand_beside_each_other(world: World) -> None:
    imported(world, small())
    imported(world, small(), year=2025, published_on=None)
    imported(world, small(), kind=RankingList.CHINA)
    assert len(standing(world.session)) == 3


def test_an_import_is_taken_back_with_a_reason(world: World) -> None:
    ranking = imported(world, small())
    with pytest.raises(Refused, match="请写明为什么撤销。"):
        take_back(world.session, ranking, by=world.by("head"), on=TODAY, because=" ")
    assert (
        take_back(world.session, ranking, by=world.by("head"), on=TODAY, because="传错了") is None
    )
    assert (ranking.is_void, ranking.voided_because) == (True, "传错了")
    assert standing(world.session) == []
    told = events(world.session)[-1]
    assert sentence(told.kind, told.before, told.after) == "撤销导入《中国民营企业500强 2026》"
    with pytest.raises(Refused, match="已经撤销"):
        take_back(world.session, ranking, by=world.by("head"), on=TODAY, because="再来")


def test_taking_back_a_correction_brings_back_what_stood_before(world: World) -> None:
    first = imported(world, small())
    second = imported(world, small([1, "示例丙公司", "", 1]), seen=first.id)
    again = take_back(world.session, second, by=world.by("head"), on=TODAY, because="改错了")
    assert again is not None
    assert standing(world.session) == [again]
    assert [entry.name for entry in again.entries] == ["示例甲公司", "示例乙公司"]
    assert (again.on, again.source, again.replaces_id) == (first.on, first.source, None)
    assert take_back(world.session, again, by=world.by("head"), on=TODAY, because="也错") is None


def test_a_list_taken_back_can_be_taken_in_again(world: World) -> None:
    ranking = imported(world, small())
    take_back(world.session, ranking, by=world.by("head"), on=TODAY, because="传错了")
    assert imported(world, small()).id != ranking.id
    many = world.session.scalar(select(func.count()).select_from(RankingEntry))
    assert many == 4
