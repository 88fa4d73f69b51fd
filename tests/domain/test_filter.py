"""ProjectFilter: the address line read, written again, said in words, and kept to."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from tests.plans import dialect_of
from tests.world import BUREAU, INDUSTRY, TODAY, World
from tracker.domain.amounts import WAN
from tracker.domain.project import Project
from tracker.domain.project.badge import Tier
from tracker.domain.words import Colour, Segment, Stage
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.filter_words import described
from tracker.queries.project_list.orders import ORDERS

LABELS = {one.name: one.label for one in ProjectFilter.arguments().values()}
NUMBERS = st.none() | st.integers(1, 2**31 - 1)
YUAN = st.none() | st.integers(0, 10**12)
DAYS = st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))
FILTERS = st.builds(
    ProjectFilter,
    q=st.text(max_size=100).map(str.strip),
    stage=st.lists(st.sampled_from(Stage), unique=True).map(tuple),
    chain=st.from_regex(r"[a-z0-9-]{0,40}", fullmatch=True),
    segment=st.none() | st.sampled_from(Segment),
    link=st.none() | st.integers(0, 2**31 - 1),
    department=NUMBERS,
    owner=NUMBERS,
    firm=NUMBERS,
    tier=st.none() | st.sampled_from(Tier),
    zone=NUMBERS,
    light=st.none() | st.sampled_from(Colour),
    year=st.none() | st.integers(1949, 2100),
    min_yuan=YUAN,
    max_yuan=YUAN,
    since=DAYS,
    until=DAYS,
    sort=st.sampled_from(sorted(ORDERS)),
    page=st.text(alphabet="abcXYZ019_-", max_size=40),
)


@given(FILTERS)
def test_what_is_written_into_the_address_is_read_from_it(asked: ProjectFilter) -> None:
    again = ProjectFilter.from_args(MultiDict(asked.to_args(page=asked.page)))
    assert again == asked
    assert again.problems == ()


def test_nothing_asked_is_an_empty_address() -> None:
    assert ProjectFilter().to_args() == []
    assert ProjectFilter.from_args(MultiDict()) == ProjectFilter()


def test_a_changed_condition_goes_back_to_the_first_page() -> None:
    asked = ProjectFilter(q="钢管", stage=(Stage.LEAD, Stage.TALKS), page="abc")
    assert asked.to_args(light=Colour.RED) == [
        ("q", "钢管"),
        ("stage", "lead"),
        ("stage", "talks"),
        ("light", "red"),
    ]
    assert ("page", "abc") in asked.to_args(page="abc")


def test_one_condition_is_taken_off() -> None:
    asked = ProjectFilter(q="钢管", stage=(Stage.LEAD,), min_yuan=5000 * WAN)
    assert asked.without("stage") == [("q", "钢管"), ("min", "5000")]
    assert asked.without("min_yuan") == [("q", "钢管"), ("stage", "lead")]


UNREAD = [
    ("stage", "signing"),
    ("segment", "上游"),
    ("link", "x"),
    ("department", "1.5"),
    ("department", "１"),
    ("owner", "-1"),
    ("firm", "9999999999"),
    ("zone", "1 OR 1=1"),
    ("light", "blue"),
    ("year", "0"),
    ("year", "二〇二六"),
    ("min", "约"),
    ("max", "1e5"),
    ("since", "2026-02-30"),
    ("until", "今天"),
    ("sort", "password_hash"),
    ("chain", "../etc"),
    ("chain", "钢管"),
]


@pytest.mark.parametrize(("name", "value"), UNREAD)
def test_what_cannot_be_read_is_said_and_left_out(name: str, value: str) -> None:
    asked = ProjectFilter.from_args(MultiDict([(name, value)]))
    assert asked == ProjectFilter()
    (problem,) = asked.problems
    assert LABELS[name] in problem
    assert value in problem


@given(st.sampled_from([*sorted(LABELS), "page"]), st.text(max_size=400))
def test_no_argument_is_ever_an_exception(name: str, value: str) -> None:
    ProjectFilter.from_args(MultiDict([(name, value)]))


def test_blank_arguments_ask_for_nothing() -> None:
    args = MultiDict([(name, " ") for name in [*LABELS, "page"] if name != "stage"])
    asked = ProjectFilter.from_args(args)
    assert (asked, asked.problems) == (ProjectFilter(), ())


def test_sums_are_asked_for_in_wan_or_with_their_own_unit() -> None:
    asked = ProjectFilter.from_args(MultiDict([("min", "1,234.5"), ("max", "2亿")]))
    assert (asked.min_yuan, asked.max_yuan) == (12_345_000, 200_000_000)


Holds = Callable[[Project], bool]


def conditions(world: World) -> list[tuple[dict[str, Any], Holds]]:
    """Each condition of a filter, and the same in plain Python."""
    link, stranger = world.link(Segment.MIDSTREAM), world.user("stranger")
    industry, pipes, zone = world.department(INDUSTRY), world.jia.firm, world.jia.zone
    assert pipes
    assert zone
    day = date(2026, 1, 20)
    return [
        ({"stage": (Stage.LEAD, Stage.SIGNED)}, lambda p: p.stage in (Stage.LEAD, Stage.SIGNED)),
        ({"chain": "steel-pipe"}, lambda p: p.chain_link is not None),
        ({"chain": "no-such"}, lambda p: False),
        ({"segment": Segment.MIDSTREAM}, lambda p: p.chain_link is link),
        ({"link": link.id}, lambda p: p.chain_link is link),
        ({"link": 0}, lambda p: p.chain_link is None),
        ({"department": industry.id}, lambda p: p.owner_department is industry),
        ({"owner": stranger.id}, lambda p: p.owner is stranger),
        ({"firm": pipes.id}, lambda p: p.firm is pipes),
        ({"zone": zone.id}, lambda p: p.zone is zone),
        *(
            ({"light": colour}, lambda p, colour=colour: p.light_on(TODAY) is colour)
            for colour in Colour
        ),
        ({"year": 2026}, lambda p: True),
        ({"year": 2025}, lambda p: False),
        ({"since": day}, lambda p: p.filed_on >= day),
        ({"until": day}, lambda p: p.filed_on <= day),
        ({"min_yuan": 9_999}, lambda p: p.amount_yuan is not None and p.amount_yuan >= 9_999),
        ({"max_yuan": 9_999}, lambda p: p.amount_yuan is not None and p.amount_yuan <= 9_999),
        ({"q": "文旅"}, lambda p: "文旅" in p.name),
        (
            {"q": "文旅", "link": 0, "stage": (Stage.LEAD, Stage.SHELVED, Stage.REVIEW)},
            lambda p: (
                "文旅" in p.name
                and p.chain_link is None
                and p.stage in (Stage.LEAD, Stage.SHELVED, Stage.REVIEW)
            ),
        ),
    ]


def test_each_condition_finds_what_it_says(many: World) -> None:
    session = many.session
    dialect, leader = dialect_of(session), many.by("leader")
    projects = session.scalars(select(Project)).all()
    for asked, holds in conditions(many):
        statement = ProjectFilter(**asked).statement([Project.code], leader.asker, TODAY, dialect)
        expected = {project.code for project in projects if holds(project)}
        assert set(session.scalars(statement)) == expected, asked


def test_every_condition_is_said_in_words(many: World) -> None:
    world = many
    asked = ProjectFilter(
        q="钢管",
        stage=(Stage.LEAD, Stage.TALKS),
        chain="steel-pipe",
        segment=Segment.UPSTREAM,
        link=world.link(Segment.MIDSTREAM).id,
        department=world.department(BUREAU).id,
        owner=world.user("officer").id,
        firm=world.jia.firm_id,
        zone=world.jia.zone_id,
        light=Colour.RED,
        year=2026,
        min_yuan=0,
        max_yuan=120_000_000,
        since=TODAY,
        until=TODAY,
        sort="name",
        page="abc",
    )
    assert [words for _, words in described(asked, world.session, world.by("leader"))] == [
        "搜索：钢管",
        "阶段：线索、在谈",
        "产业链：钢管及深加工",
        "上中下游：上游",
        "环节：热处理",
        "跟踪单位：商务局",
        "跟踪人：王一",
        "企业：示例钢管（衡阳）有限公司",
        "区域：示例工业园",
        "灯：红",
        "登记年份：2026",
        "金额不低于：0 万元",
        "金额不高于：1.20 亿元",
        "登记从：2026-06-10",
        "登记到：2026-06-10",
    ]


def test_a_firm_that_one_may_not_see_has_no_name(world: World) -> None:
    asked = ProjectFilter(firm=world.jia.firm_id)
    assert described(asked, world.session, world.by("officer"))[0][1].endswith("有限公司")
    unknown = described(ProjectFilter(firm=999), world.session, world.by("leader"))
    assert described(asked, world.session, world.by("stranger")) == unknown
