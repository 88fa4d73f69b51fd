"""Kept statements: one for all questions of a shape, and each question gets its own answer."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.visitors import iterate

from tests.domain.test_filter import FILTERS
from tests.plans import dialect_of
from tests.queries import statements_of
from tests.world import TODAY, World
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.project import Project
from tracker.domain.statement_cache import KeptStatement, kept
from tracker.domain.words import Role, Stage
from tracker.queries.listing.paging import Mark, Stretch
from tracker.queries.project_list.board_cells import Cells, picked
from tracker.queries.project_list.counts import count
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.row_columns import read


def names_in(statement: Any) -> set[str]:
    """The binds that were given a name; the others are the statement's own."""
    binds = {one for one in iterate(statement) if one.__visit_name__ == "bindparam"}
    return {one.key for one in binds if not one.unique}


@kept(64)
def page_of(
    asked: ProjectFilter, stretch: Stretch, asker: Asker, day: date, dialect: str
) -> Select[Any]:
    """A page of the ledger, asked for as the ledger does."""
    columns = (*read(day, asker), asked.order.expression, Project.id)
    return asked.stretch(columns, stretch, asker, day, dialect)


@given(asked=FILTERS)
def test_whatever_a_filter_binds_it_tells_the_value_of(asked: ProjectFilter) -> None:
    for dialect in ("sqlite", "postgresql"):
        for tag in ("", "_of_3"):
            wanted = asked.wanted(TODAY, dialect, tag)
            told = asked.values(tag)
            assert set().union(*map(names_in, wanted)) <= set(told)


PAIRS = [
    ({"department": 1}, {"department": 2}),
    ({"owner": 1}, {"owner": 4}),
    ({"link": 2}, {"link": 3}),
    ({"zone": 1}, {"zone": 2}),
    ({"firm": 1}, {"firm": 2}),
    ({"min_yuan": 300_000_000}, {"min_yuan": 500_000_000}),
    ({"q": "示例"}, {"q": "冷链"}),
    ({"stage": (Stage.TALKS,)}, {"stage": (Stage.SIGNED,)}),
    ({"year": 2025}, {"year": 2026}),
    ({"stage": (Stage.TALKS, Stage.LEAD)}, {"stage": (Stage.SIGNED, Stage.LEAD, Stage.TALKS)}),
    ({"since": date(2026, 6, 1)}, {"since": date(2026, 1, 1)}),
    ({"until": date(2026, 6, 1)}, {"until": date(2026, 1, 6)}),
    ({"chain": "a"}, {"chain": "steel-pipe"}),
    ({"min_yuan": 1}, {"min_yuan": 10**13}),
    ({"max_yuan": 1}, {"max_yuan": 10**9}),
]


@pytest.mark.parametrize(("one", "other"), PAIRS, ids=lambda asked: str(sorted(asked)))
def test_two_of_one_shape_share_a_statement_and_not_the_answer(
    world: World, one: dict[str, Any], other: dict[str, Any]
) -> None:
    dialect, leader = dialect_of(world.session), world.by("leader")
    found = []
    for asked in (ProjectFilter(**one), ProjectFilter(**other), ProjectFilter(**one)):
        stretch = Stretch(asked.order, None, 10)
        asking = page_of(asked, stretch, leader.asker, TODAY, dialect)
        fresh = asked.statement([Project.code], leader.asker, TODAY, dialect)
        codes = [row.code for row in asking.rows(world.session)]
        assert codes == list(world.session.scalars(fresh))
        found.append(asking.statement)
    assert found[0] is found[1] is found[2]


def test_each_person_of_a_role_gets_their_own_from_one_statement(world: World) -> None:
    seen = {}
    for who in ("officer", "stranger"):
        asked, by = ProjectFilter(), world.by(who)
        asking = page_of(
            asked, Stretch(asked.order, None, 10), by.asker, TODAY, dialect_of(world.session)
        )
        seen[who] = asking.statement, {row.code for row in asking.rows(world.session)}
        assert count(asked, world.session, by, TODAY).total.projects == len(seen[who][1])
    assert seen["officer"][0] is seen["stranger"][0]
    assert not seen["officer"][1] & seen["stranger"][1]


def test_a_page_further_on_is_bound_too(world: World) -> None:
    asked = ProjectFilter(sort="newest")
    found = []
    for place in (1, 2, 3):
        stretch = Stretch(asked.order, Mark(place, place, backwards=True), 10)
        asking = page_of(asked, stretch, world.by("leader").asker, TODAY, dialect_of(world.session))
        found.append((asking.statement, len(asking.rows(world.session))))
    assert [many for _, many in found] == [2, 1, 0]
    assert found[0][0] is found[1][0] is found[2][0]


def test_a_boards_statement_is_the_same_whatever_is_asked_for(world: World) -> None:
    leader, line = world.by("leader"), Stage.line()
    asked = [ProjectFilter(min_yuan=many) for many in (1, 400_000_000)]
    cells = [Cells(tuple(replace(one, stage=(stage,)) for stage in line), 5) for one in asked]
    boards = [picked(one, leader.asker, TODAY, dialect_of(world.session)) for one in cells]
    assert boards[0].statement is boards[1].statement
    assert [len(board.rows(world.session)) for board in boards] == [2, 1]


def test_no_more_statements_are_kept_than_was_said(session: Session) -> None:
    made = []

    @kept(2)
    def write(stage: Stage) -> Any:
        made.append(stage)
        return select(Project.id).where(Project.stage == stage)

    for stage in (Stage.LEAD, Stage.TALKS, Stage.LEAD, Stage.SIGNED, Stage.TALKS):
        asking: KeptStatement = write(stage)
        assert asking.rows(session) is not None
        assert len(asking.compiled) == 1, "it brings its own cache"
    assert made == [Stage.LEAD, Stage.TALKS, Stage.SIGNED, Stage.TALKS]


def test_nobody_is_named_in_a_kept_statement(world: World) -> None:
    officer = Actor(77, "某人", Role.OFFICER, 88)
    asked = ProjectFilter(owner=99)
    with statements_of(world.session) as run:
        count(asked, world.session, officer, TODAY)
    assert run
    for statement, values in run:
        own = [one.value for one in iterate(statement) if one.__visit_name__ == "bindparam"]
        assert 77 not in own
        assert 88 not in own
        assert values["me"] == 77
