"""A leader pins a light from the project's page, and gives it back."""

from datetime import timedelta

from tests.client.page_client import SignIn
from tests.databases import Database
from tests.world import JIA, TODAY, World
from tracker.domain.words import Colour

HERE = f"/projects/{JIA}/light"
UNTIL = (TODAY + timedelta(days=10)).isoformat()


def test_a_light_is_pinned_shown_with_its_reason_and_given_back(as_: SignIn) -> None:
    leader = as_("leader")
    form = leader.get(HERE).form("定灯")
    page = form.submit(colour="red", until=UNTIL, because="示例：市里督办")
    assert page.says("● 红 领导定灯，至")
    assert page.says("示例：市里督办")
    assert as_("officer").get(f"/projects/{JIA}").says("领导定灯")
    back = leader.get(HERE).form(f"{HERE}/unpin")
    assert "领导定灯" not in back.submit().tree.one("div", class_="page-summary").text


def test_a_pin_without_a_reason_keeps_what_was_chosen(as_: SignIn) -> None:
    page = as_("leader").get(HERE).form("定灯").submit(colour="green", until=UNTIL, status=422)
    assert "请写明" in page.error_at("because")
    assert "checked" in page.tree.one("input", name="colour", value="green").attrs


def test_whoever_comes_second_is_told_and_decides(as_: SignIn, database: Database) -> None:
    form = as_("leader").get(HERE).form("定灯")
    with database.session() as session:
        world = World(session)
        world.jia.pin_colour(
            Colour.GREEN, until=TODAY, because="示例", on=TODAY, by=world.by("leader")
        )
        session.commit()
    page = form.submit(colour="red", until=UNTIL, because="示例", status=409)
    assert page.says("刚被别人定过")


def test_nobody_but_a_leader_pins(as_: SignIn) -> None:
    assert as_("officer").try_out("GET", HERE) == 403
    assert "定灯" not in as_("officer").get(f"/projects/{JIA}").body


def test_a_reason_that_is_too_long_is_told_and_stays_when_giving_back(
    as_: SignIn, database: Database
) -> None:
    leader, long = as_("leader"), "长" * 301
    leader.get(HERE).form("定灯").submit(colour="red", until=UNTIL, because="示例")
    page = leader.get(HERE).form(f"{HERE}/unpin").submit(because=long, status=422)
    assert page.says("最多 300 个字")
    assert page.tree.one("input", name="because")["value"] == long
    with database.session() as session:
        assert World(session).jia.is_pinned_on(TODAY)


def test_one_may_pin_from_the_page_that_a_refused_giving_back_leaves(
    as_: SignIn, database: Database
) -> None:
    leader = as_("leader")
    leader.get(HERE).form("定灯").submit(colour="red", until=UNTIL, because="示例")
    page = leader.get(HERE).form(f"{HERE}/unpin").submit(because="长" * 301, status=422)
    page.form("定灯").submit(colour="yellow", until=UNTIL, because="示例：缓一缓")
    with database.session() as session:
        assert World(session).jia.pins[-1].because == "示例：缓一缓"
