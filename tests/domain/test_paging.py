"""Pages of a list: walking forward and back over every order yields each row once."""

import base64
import json
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans import dialect_of
from tests.world import BING, JIA, TODAY, YI, World
from tracker.domain.project import Project
from tracker.domain.words import Stage
from tracker.queries.listing.paging import Mark, Stretch, Window, window_of
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.orders import ORDERS


def page_of(world: World, asked: ProjectFilter, who: str, size: int, page: str) -> Window:
    session, actor = world.session, world.by(who)
    dialect = dialect_of(session)

    def fetch(stretch: Stretch) -> list[Any]:
        columns = [Project.code, asked.order.expression, Project.id]
        statement = asked.stretch(columns, stretch, actor.asker, TODAY, dialect)
        return list(session.execute(statement))

    return window_of(fetch, asked.order, page, size)


def whole(world: World, asked: ProjectFilter, who: str) -> list[str]:
    """The list in one piece, as an export reads it."""
    session = world.session
    dialect = dialect_of(session)
    statement = asked.statement([Project.code], world.by(who).asker, TODAY, dialect)
    return list(session.scalars(statement))


WALKS = [
    *product(ORDERS, ("leader", "officer"), (8,)),
    ("urgency", "street", 1),
    ("name", "street", 2),
    ("amount", "stranger", 3),
]


@pytest.mark.parametrize(("sort", "who", "size"), WALKS)
def test_walking_there_and_back_meets_each_row_once(
    many: World, sort: str, who: str, size: int
) -> None:
    asked = ProjectFilter(sort=sort)
    expected = whole(many, asked, who)
    pages = [page_of(many, asked, who, size, "")]
    assert pages[0].previous == ""
    while pages[-1].next:
        pages.append(page_of(many, asked, who, size, pages[-1].next))
    assert [row.code for page in pages for row in page.rows] == expected
    assert all(len(page.rows) == size for page in pages[:-1])
    back = [pages[-1]]
    while back[-1].previous:
        back.append(page_of(many, asked, who, size, back[-1].previous))
    assert [row.code for page in reversed(back) for row in page.rows] == expected


def test_every_order_is_the_one_it_says(many: World) -> None:
    projects = many.session.query(Project).all()
    keys: dict[str, Any] = {
        "urgency": lambda one: (one.red_on, one.id),
        "newest": lambda one: -one.id,
        "changed": lambda one: (-one.changed_at.timestamp(), -one.id),
        "amount": lambda one: (-(-1 if one.amount_yuan is None else one.amount_yuan), -one.id),
        "amount-up": lambda one: (-1 if one.amount_yuan is None else one.amount_yuan, one.id),
        "name": lambda one: (one.name_key, one.id),
        "since": lambda one: (one.stage_since, one.id),
        "next": lambda one: (one.next_on, one.id),
    }
    assert set(keys) == set(ORDERS)
    for sort, key in keys.items():
        expected = [one.code for one in sorted(projects, key=key)]
        assert whole(many, ProjectFilter(sort=sort), "leader") == expected, sort


def test_a_list_that_fits_one_page_has_none_beside_it(world: World) -> None:
    page = page_of(world, ProjectFilter(), "leader", 3, "")
    assert (len(page.rows), page.previous, page.next) == (3, "", "")


def test_a_page_beyond_the_last_row_is_empty(world: World) -> None:
    page = page_of(world, ProjectFilter(sort="newest"), "leader", 3, str(Mark(0, 0)))
    assert (page.rows, page.previous, page.next) == ([], "", "")


def test_a_row_that_comes_between_pages_is_not_shown_twice(many: World) -> None:
    asked = ProjectFilter(sort="newest", stage=(Stage.LEAD,))
    first = page_of(many, asked, "leader", 2, "")
    many.jia.advance_to(Stage.LEAD, on=TODAY, by=many.by("officer"), because="重来")
    rest = page_of(many, asked, "leader", 50, first.next)
    assert not {row.code for row in first.rows} & {row.code for row in rest.rows}


def packed(*values: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


BROKEN = [
    "x",
    "====",
    "%00",
    "AAAA",
    packed(),
    packed(1),
    packed(1, "a", 0),
    packed([], 1, 0),
    packed({"a": 1}, 1, 0),
    packed(None, 1, 0),
    packed(1, 2**70, 0),
    packed(2**70, 1, 0),
    packed("9999-99-99", 1, 0),
    packed("2026-06-10", -1, 0),
    packed("\ud800", 1, 0),
    packed("a\x00b", 1, 0),
    packed(1.5, 1, 0),
    packed(float("nan"), 1, 0),
    packed(True, 1, 0),
    packed("0001-01-01T00:00:00+00:00", 1, 0),
    "[" * 400,
    packed("２", 1, 0),
]


@pytest.mark.parametrize("sort", ORDERS)
def test_a_broken_mark_is_answered_with_a_page(world: World, sort: str) -> None:
    for page in BROKEN:
        rows = page_of(world, ProjectFilter(sort=sort), "leader", 3, page).rows
        assert {row.code for row in rows} <= {JIA, YI, BING}, page


@pytest.mark.parametrize("sort", ORDERS)
def test_a_mark_of_another_order_does_no_harm(world: World, sort: str) -> None:
    for other in ORDERS:
        mark = page_of(world, ProjectFilter(sort=other), "leader", 1, "").next
        rows = page_of(world, ProjectFilter(sort=sort), "leader", 3, mark).rows
        assert {row.code for row in rows} <= {JIA, YI, BING}, other


@given(st.text(max_size=80))
def test_any_text_is_read_as_a_mark_or_as_none(text: str) -> None:
    mark = Mark.read(text)
    assert mark is None or Mark.read(str(mark)) == mark or mark.value != mark.value


@given(st.one_of(st.integers(), st.text(alphabet="abc钢")), st.integers(0, 2**31), st.booleans())
def test_a_mark_is_read_back_from_the_address(value: object, row: int, back: bool) -> None:
    mark = Mark(value, row, back)
    assert Mark.read(str(mark)) == mark
