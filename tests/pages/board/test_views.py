"""Pinned under a name, opened again, dropped; nobody else's business."""

from sqlalchemy import select

from tests.client.page_client import SignIn
from tests.databases import Database
from tracker.domain.event import Event
from tracker.domain.office.saved_view import SavedView

SAVE = "存为视图"


def test_a_view_is_pinned_and_opens_again_with_its_filter(as_: SignIn) -> None:
    page = as_("leader").get("/projects", stage="talks", min="100")
    saved = page.form(SAVE).submit(name="在谈大项目")
    assert saved.path == "/projects?stage=talks&min=100"
    assert saved.says("已存为视图“在谈大项目”")
    board = as_("leader").get("/board")
    assert board.link("在谈大项目") == "/projects?stage=talks&min=100"


def test_a_view_of_the_board_keeps_its_lanes(as_: SignIn) -> None:
    page = as_("officer").get("/board", lanes="department", light="red")
    assert page.form(SAVE).submit(name="红灯分道").path == "/board?light=red&lanes=department"


def test_saving_and_dropping_are_recorded(as_: SignIn, database: Database) -> None:
    as_("leader").get("/projects", light="red").form(SAVE).submit(name="红灯")
    as_("leader").get("/views").form("删除").submit()
    with database.session() as session:
        kinds = [
            (event.kind.value, event.before.get("name"), event.after.get("name"))
            for event in session.scalars(select(Event).order_by(Event.id.desc()).limit(2))
        ]
    assert kinds == [("view-dropped", "红灯", None), ("view-saved", None, "红灯")]


def test_a_view_can_be_dropped(as_: SignIn) -> None:
    as_("leader").get("/projects", light="red").form(SAVE).submit(name="红灯")
    after = as_("leader").get("/views").form("删除").submit()
    assert after.says("已删除视图“红灯”")
    assert after.says("还没有存过视图")


def test_a_name_is_needed_and_used_once_by_each_person(as_: SignIn) -> None:
    page = as_("leader").get("/projects", light="red")
    refused = page.form(SAVE).submit(status=422, name=" ")
    assert refused.error_at("name") == "请给视图起个名称。"
    page.form(SAVE).submit(name="红灯")
    again = as_("leader").get("/projects", light="green").form(SAVE)
    refused = again.submit(status=422, name="红灯")
    assert "已经有一个叫“红灯”的视图" in refused.error_at("name")
    assert refused.form("保存").submit(name="绿灯").path == "/projects?light=green"
    as_("officer").get("/projects", light="red").form(SAVE).submit(name="红灯")


def test_a_double_click_saves_once(as_: SignIn, database: Database) -> None:
    form = as_("leader").get("/projects", light="red").form(SAVE)
    assert form.submit(name="红灯").path == form.submit(name="红灯").path
    with database.session() as session:
        assert len(session.scalars(select(SavedView)).all()) == 1


def test_what_the_filter_does_not_know_is_not_kept(as_: SignIn) -> None:
    leader = as_("leader")
    sent = {"name": "怪", "page": "ledger", "arguments": "light=red&x=<script>&stage=nope&page=zz"}
    assert leader.post("/views", sent).location == "/projects?light=red"
    bad = {"name": "怪2", "page": "https://elsewhere", "arguments": ""}
    assert leader.post("/views", bad, 422).says("请从台账或看板存视图")


def test_somebody_elses_view_is_not_there(as_: SignIn, database: Database) -> None:
    as_("leader").get("/projects", light="red").form(SAVE).submit(name="领导的")
    before = database.rows("sign_in")
    with database.session() as session:
        number = session.scalars(select(SavedView.id)).one()
    as_("officer").post(f"/views/{number}/drop", status=404)
    assert "领导的" not in as_("officer").get("/projects").body
    assert "领导的" not in as_("officer").get("/views").body
    assert database.rows("sign_in") == before


def test_the_keepers_of_accounts_have_no_views(as_: SignIn) -> None:
    for who in ("auditor", "admin", "guard", "newcomer"):
        as_(who).get("/views", 403)
        as_(who).post("/views", {"name": "x", "page": "ledger", "arguments": ""}, 403)
