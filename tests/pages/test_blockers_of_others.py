"""A unit learns nothing of another unit's blocker: not its words, its number, nor its day."""

import csv
import io
from datetime import date, timedelta

import pytest

from tests.builders import samples
from tests.databases import Database
from tests.page_client import PageClient, SignIn
from tests.world import BING, BUREAU, STREET, TODAY, World
from tracker.domain.blocker import report_blocker
from tracker.domain.words import BlockerKind, Stage

CANARY = "工信局的变电站要先迁走"
DUE = TODAY + timedelta(days=1)
LISTS = ("/", "/projects", "/board", "/projects.csv", "/blockers", "/blockers.csv", "/notices")
PROJECT = f"/projects/{BING}"


def produce(world: World) -> None:
    """Bring 丙 to where no clock runs but that of its blockers."""
    told = samples.facts_for(world.bing, Stage.PRODUCING)
    world.bing.advance_to(Stage.PRODUCING, on=TODAY, by=world.by("colleague"), facts=told)


@pytest.fixture
def hidden(database: Database) -> int:
    """A second blocker on 丙, handed to the bureau and due sooner than the street's own."""
    with database.session() as session:
        world = World(session)
        produce(world)
        made = report_blocker(
            world.bing,
            BlockerKind.UTILITIES,
            CANARY,
            on=TODAY,
            by=world.by("colleague"),
            department=world.department(BUREAU),
            due_on=DUE,
        )
        session.commit()
        return made.id


def line(client: PageClient) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(client.get("/projects.csv").body.removeprefix("\ufeff")))
    return next(row for row in rows if row["编号"] == BING)


@pytest.mark.parametrize("path", [*LISTS, PROJECT, f"/follow-ups/new?project={BING}"])
def test_no_page_and_no_file_tells_its_words_or_its_day(
    as_: SignIn, hidden: int, path: str
) -> None:
    told = as_("street").get(path).body
    assert CANARY not in told
    assert not any(word in told for word in ("堵点到期", "堵点1 天后", "明天到期"))


def test_it_is_not_there_by_its_number(as_: SignIn, hidden: int) -> None:
    as_("street").get(f"/blockers/{hidden}", status=404)


def test_it_is_counted_nowhere(as_: SignIn, hidden: int) -> None:
    street, officer = as_("street"), as_("officer")
    assert (line(street)["未销号堵点"], line(officer)["未销号堵点"]) == ("1", "2")
    assert "堵点 1" in street.get("/board").own_text
    assert "堵点 2" in officer.get("/board").own_text


def test_the_light_is_the_same_and_its_reason_is_not_told(as_: SignIn, hidden: int) -> None:
    street, officer = line(as_("street")), line(as_("officer"))
    assert officer["灯"] == "黄 堵点1 天后到期"
    assert street["灯"] == "黄"


def test_who_answers_for_the_project_reads_all_of_it(as_: SignIn, hidden: int) -> None:
    for who, path in (("officer", PROJECT), ("leader", "/blockers"), ("colleague", "/blockers")):
        assert CANARY in as_(who).get(path).body


def test_its_own_blocker_tells_a_unit_why_the_light_turns(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        world = World(session)
        produce(world)
        world.blocker.assign_to(
            world.department(STREET), due_on=date(2026, 6, 11), on=TODAY, by=world.by("colleague")
        )
        session.commit()
    street = as_("street")
    assert line(street)["灯"] == "黄 堵点1 天后到期"
    assert street.get(PROJECT).says("堵点到期")
