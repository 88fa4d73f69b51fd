"""Forms that were open too long, and values that no form offers."""

import pytest

from tests.client.page_client import SignIn
from tests.databases import Database
from tests.world import BING, INDUSTRY, JIA, TODAY, World
from tracker.commands.checking import differences
from tracker.domain.blocker import report_blocker
from tracker.domain.words import BlockerKind, Contact, Source, Stage

STAGE, OWNER = f"/projects/{JIA}/stage", f"/projects/{JIA}/owner"


def test_a_second_void_from_an_old_page_takes_nothing_more_back(
    as_: SignIn, database: Database
) -> None:
    client = as_("officer")
    client.get(STAGE, to="shelved").form(STAGE).submit(because="暂缓")
    first, second = (client.get(f"{STAGE}/void").form(f"{STAGE}/void") for _ in range(2))
    first.submit(because="点错了")
    page = second.submit(status=409, because="点错了")
    assert page.says("阶段又变了")
    with database.session() as session:
        assert World(session).jia.stage is Stage.TALKS


def test_a_second_hand_over_from_an_old_page_is_shown_the_first(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        heirs = [str(World(session).user(who).id) for who in ("colleague", "head")]
    client = as_("officer")
    first, second = (client.get(OWNER).form(OWNER) for _ in heirs)
    first.submit(owner=heirs[0], because="调岗")
    assert second.submit(status=409, owner=heirs[1], because="调岗").says("刚被别人移交过")
    with database.session() as session:
        assert str(World(session).jia.owner_id) == heirs[0]


@pytest.mark.parametrize("version", ["", "-1", "9" * 30, "1.5", "新"])
def test_a_version_that_is_none_counts_as_an_old_page(as_: SignIn, version: str) -> None:
    client = as_("officer")
    client.get(STAGE, to="shelved").form(STAGE).submit(because="暂缓")
    told = {"to": "talks", "because": "回来", "on": TODAY.isoformat(), "version": version}
    client.post(STAGE, told, status=409)


@pytest.mark.parametrize(
    ("field", "given"),
    [("amount", "9" * 29), ("zone_id", " "), ("chain_link_id", "\u3000"), ("zone_id", "\r\n")],
)
def test_strange_values_never_break_the_register(as_: SignIn, field: str, given: str) -> None:
    client = as_("officer")
    values = client.get("/projects/new").form("登记").values()
    told = {"name": "示例", "firm": "某某机械有限公司", "amount": "3", "amount_unit": "亿"}
    status = 422 if field == "amount" else 303
    client.post("/projects/new", values | told | {field: given}, status=status)


@pytest.mark.parametrize("area", ["1e999999", "NaN", "-3", "3.555"])
def test_an_area_that_is_none_is_said_at_its_field(as_: SignIn, area: str) -> None:
    form = as_("officer").get(STAGE, to="permitted").form(STAGE)
    assert "只写数字" in form.submit(status=422, area_mu=area).error_at("area_mu")


def test_a_filing_in_the_future_and_a_start_long_ago_are_refused(as_: SignIn) -> None:
    form = as_("officer").get(STAGE, to="signed").form(STAGE)
    page = form.submit(status=422, filed_on="2099-01-01", planned_start_on="1995-01-01")
    assert "将来" in page.error_at("filed_on")
    assert "10 年" in page.error_at("planned_start_on")


def test_an_unknown_stage_is_no_address(as_: SignIn) -> None:
    as_("officer").get(STAGE, status=404, to="nowhere")
    as_("officer").post(STAGE, {"to": ""}, status=404)


def test_the_street_reads_no_blocker_that_was_given_to_others(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        world = World(session)
        other = world.department(INDUSTRY)
        report_blocker(
            world.bing,
            BlockerKind.POLICY,
            "别人的堵点",
            on=TODAY,
            by=world.by("colleague"),
            department=other,
            due_on=TODAY,
        )
        session.commit()
    assert "别人的堵点" in as_("colleague").get(f"/projects/{BING}").body
    assert "别人的堵点" not in as_("street").get(f"/projects/{BING}").body


def test_a_follow_up_on_a_printed_project_leaves_the_books_in_order(database: Database) -> None:
    with database.session() as session:
        world = World(session)
        world.yi.source = Source.PRINT
        world.yi.log_follow_up(Contact.CALL, on=TODAY, by=world.by("stranger"), said="核实")
        session.commit()
        key = session.info["event_key"]
        assert not list(differences(session, key))


@pytest.mark.parametrize("number", ["00000000001" + "9" * 20, "9" * 5000, "１"])
def test_a_number_that_no_row_can_have_is_said_and_breaks_nothing(as_: SignIn, number: str) -> None:
    client = as_("officer")
    assert client.get("/projects", owner=number).says("看不懂")
    client.post("/follow-ups/new", {"project_code": f"target:{number}"}, status=404)
    values = client.get("/projects/new").form("登记").values()
    typed = {"name": "示例", "firm": "某某机械有限公司", "amount": "3", "amount_unit": "亿"}
    client.post("/projects/new", values | typed | {f"verdict_{number}": "same"}, status=303)
