"""Each section of a workbench: the head of the list that it leads to, and the act on its rows."""

from datetime import timedelta

import pytest
from time_machine import Traveller

from tests.builders import samples
from tests.builders.blocker_pages import raise_on_jia
from tests.builders.blockers import of_the_street
from tests.builders.directives import answered, given
from tests.builders.targets import courted
from tests.client.page_client import Page, SignIn
from tests.client.page_tree import Node
from tests.databases import Database
from tests.world import BUREAU, INDUSTRY, NOW, STREET, TODAY, World
from tracker.domain.blocker import report_blocker
from tracker.domain.blocker.escalation import escalate
from tracker.domain.lead.crossing import Crossing, Outcome
from tracker.domain.words import BlockerKind, Contact, Stage
from tracker.pages.workbench.sections import SHOWN

pytestmark = pytest.mark.slow

OF_THE_BUREAU = {
    "due",
    "directives",
    "unexplained",
    "blockers",
    "courting",
    "turned",
    "turning",
    "coming",
    "awaited",
}
LISTED = {
    "officer": OF_THE_BUREAU,
    "head": OF_THE_BUREAU,
    "leader": {"directives", "climbed", "given", "turned", "reds", "week"},
    "street": {"blockers", "directives", "projects", "awaited"},
}
"""Whose workbench has which sections when there is something of everything."""


@pytest.fixture
def busy(database: Database, clock: Traveller) -> None:
    """Something of everything, and of most more than is shown; it is Thursday."""
    with database.session() as session:
        world, long_ago = World(session), TODAY - timedelta(days=45)
        escalate(world.blocker, on=TODAY + timedelta(days=60))
        officer, street = world.by("officer"), world.department(STREET)
        for turn in range(SHOWN + 2):
            made = samples.project_at(world, Stage.TALKS, on=long_ago, name=f"示例不动的{turn:02}")
            fresh = samples.project_at(world, Stage.TALKS, on=TODAY, name=f"示例新谈的{turn:02}")
            fresh.log_follow_up(
                Contact.CALL,
                on=TODAY,
                by=officer,
                said="谈",
                next_step="再谈",
                next_on=TODAY + timedelta(days=turn % 3),
            )
            for on, project in ((street, made), (None, fresh)):
                report_blocker(
                    project,
                    BlockerKind.LAND,
                    f"缺地{turn:02}",
                    on=TODAY,
                    by=officer,
                    department=on,
                    due_on=TODAY + timedelta(days=turn % 5) if on else None,
                )
            courted(world, "officer", f"示例目标{turn:02}有限公司")
        lit = samples.project(world, "示例刚换灯的", on=TODAY)
        lit.yellow_on = TODAY + timedelta(days=1)
        done = of_the_street(world, what="办好的", due_on=TODAY)
        done.accept(on=TODAY, by=world.by("street"))
        done.answer("示例：办好了", on=TODAY, by=world.by("street"))
        session.commit()
    for office in (BUREAU, STREET):
        given(database, office)
    answered(database, INDUSTRY, "stranger")
    clock.move_to(NOW + timedelta(days=1))


def boxes(page: Page) -> dict[str, Node]:
    """The sections that lead to a list, by their key; news lead to no more than more of them."""
    found = page.tree.one("div", class_="grid bench").all("section", aria_labelledby=None)
    keyed = {box["aria-labelledby"]: box for box in found if box["aria-labelledby"] != "news"}
    return {key: box for key, box in keyed.items() if more(box)}


def more(box: Node) -> str:
    """Where the section's own list is; "" where it has none."""
    found = [a["href"] for a in box.all("a") if a["aria-label"].startswith("看全部")]
    return found[0] if found else ""


def heads(rows: list[Node]) -> list[str]:
    """Where the first link of each row leads: to what the row is about."""
    return [row.all("a")[0]["href"].split("?")[0] for row in rows]


@pytest.mark.parametrize("who", LISTED)
def test_each_section_is_the_head_of_the_very_list_that_it_leads_to(
    as_: SignIn, busy: None, who: str
) -> None:
    client = as_(who)
    found = boxes(client.get("/"))
    assert set(found) == LISTED[who]
    for key, box in found.items():
        rows = heads(box.all("li"))
        page = client.get(more(box))
        assert not page.says("看不懂"), key
        there = heads(page.tree.one("tbody").all("tr"))
        assert rows == there[: len(rows)], key
        assert len(rows) == min(len(there), SHOWN), key
        for count in box.one("h2").all("span", class_="count"):
            assert int(count.text) == len(there), key


@pytest.mark.parametrize("who", LISTED)
def test_each_figure_counts_the_list_that_it_leads_to(as_: SignIn, busy: None, who: str) -> None:
    client = as_(who)
    page = client.get("/")
    for figure in page.tree.one("div", class_="page-summary").all("a"):
        body = client.get(figure["href"]).tree.all("tbody")
        found = len(body[0].all("tr")) if body else 0
        assert figure.one("em").text == str(found), figure.text


@pytest.mark.parametrize("who", LISTED)
def test_every_act_on_a_row_opens_a_form_that_is_ones_own_to_send(
    as_: SignIn, busy: None, who: str
) -> None:
    client = as_(who)
    page = client.get("/")
    buttons = {
        a["href"]
        for a in page.tree.one("div", class_="grid bench").all("a")
        if "btn--small" in a["class"]
    }
    assert buttons
    for href in buttons:
        assert client.get(href, part=True).tree.all("form"), href


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("officer", {"写跟进", "答复", "下发", "销号", "写原因"}),
        ("leader", {"办结", "写批示"}),
        ("street", {"答复", "签收"}),
    ],
)
def test_the_usual_act_of_each_is_offered(
    as_: SignIn, busy: None, who: str, labels: set[str]
) -> None:
    bench = as_(who).get("/").tree.one("div", class_="grid bench")
    assert {a.text for a in bench.all("a") if "btn--small" in a["class"]} == labels


def test_a_directive_is_answered_from_its_row_and_is_gone(as_: SignIn, database: Database) -> None:
    given(database, said="示例：盯紧")
    client = as_("officer")
    client.get("/").follow("答复：示例：盯紧").form("答复").submit(said="示例：在办")
    assert "directives" not in boxes(client.get("/"))
    leader = as_("leader").get("/")
    assert leader.says("示例：盯紧")
    leader.follow("办结：示例：盯紧").form("办结").submit()
    assert as_("leader").get("/").says("没有等您阅示的答复")


def test_a_reason_is_told_from_its_row_and_is_asked_for_no_more(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        made = samples.project_at(
            World(session), Stage.TALKS, on=TODAY - timedelta(days=45), name="示例不动的"
        )
        session.commit()
        code = made.code
    client = as_("officer")
    client.get("/").follow("写原因：示例不动的").form("记下").submit(because="示例：等预算")
    assert "unexplained" not in boxes(client.get("/"))
    assert as_("officer").get(f"/projects/{code}").says("示例：等预算")


def test_a_blocker_goes_from_hand_to_hand_over_the_workbenches(
    as_: SignIn, database: Database
) -> None:
    raise_on_jia(database)
    officer, street = as_("officer"), as_("street")
    form = officer.get("/").follow("下发：没有地").form("下发")
    form.submit(department=str(_office(database, STREET)), within="5")
    assert "没有地" in boxes(officer.get("/"))["awaited"].text
    street.get("/").follow("签收：没有地").form("签收").submit()
    street.get("/").follow("反馈：没有地").form("反馈").submit(said="示例：地找到了")
    assert "没有地" in boxes(street.get("/"))["awaited"].text
    page = officer.get("/").follow("销号：没有地")
    page.form("销号").submit(outcome="示例：地找到了", proof="示例：交地确认书")
    assert not officer.get("/").tree.one("section", aria_labelledby="blockers").all("li")


def test_the_lists_of_what_does_not_move_are_there_with_their_numbers(
    as_: SignIn, busy: None
) -> None:
    for who in ("officer", "head", "leader"):
        client = as_(who)
        box = client.get("/").tree.one("section", aria_labelledby="watches")
        told = {
            row.all("a")[0]["href"]: row.one("span", class_="count").text for row in box.all("li")
        }
        assert any("watch=quiet" in href for href in told), who
        for href, many in told.items():
            assert f"{many} 个项目" in client.get(href).text, href


def test_whoever_was_crossed_lately_sees_by_whom_and_what_became_of_it(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        world = World(session)
        session.add(
            Crossing(
                project_id=world.yi.id,
                earlier_id=world.jia.id,
                outcome=Outcome.NEW,
                because="示例：另一块业务",
                on=TODAY,
                by_id=world.by("stranger").id,
            )
        )
        session.commit()
    for who, is_told in (("officer", True), ("head", True), ("stranger", False)):
        assert as_(who).get("/").says("工信局的线索碰上它：示例：另一块业务") is is_told, who


def test_nothing_of_others_stands_on_ones_workbench(as_: SignIn, busy: None) -> None:
    page = as_("stranger").get("/")
    for name in ("示例不动的", "示例新谈的", "示例目标", "缺地", "办好的"):
        assert name not in page.text, name


def _office(database: Database, name: str) -> int:
    with database.session() as session:
        return World(session).department(name).id
