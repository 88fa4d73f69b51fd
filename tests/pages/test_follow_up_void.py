"""Taking a follow-up back."""

from sqlalchemy import select

from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.follow_up_form import NEW, TOLD, new_on_jia, newest
from tests.world import JIA
from tracker.domain.event import EventKind
from tracker.domain.project import Project


def void_of(database: Database) -> str:
    """Where the follow-up of 甲 that the world has is taken back."""
    return f"/follow-ups/{newest(database).id}/void"


def test_a_wrong_follow_up_is_struck_out_with_its_reason_and_gives_back_the_step_before(
    as_: SignIn, database: Database
) -> None:
    new_on_jia(as_).form(NEW).submit(**TOLD, next_step="错的一步", next_on="2026-06-20")
    before, path = last_event(database), void_of(database)
    form = as_("officer").get(path).form("作废")
    assert "请写明为什么作废" in form.submit(status=422).error_at("because")
    form.submit(because="写错了项目")
    assert kinds_recorded(database, before) == [EventKind.FOLLOW_UP_VOIDED]
    page = as_("officer").get("/follow-ups")
    assert page.tree.one("del").text == TOLD["said"]
    assert page.says("写错了项目")
    with database.session() as session:
        assert session.scalar(select(Project.next_step).where(Project.code == JIA)) == "送电价方案"
    assert as_("officer").get(path).says("已经作废")
    as_("officer").post(path, {"because": "再来一次"}, status=422)


def test_only_the_department_that_follows_a_project_takes_its_follow_ups_back(
    as_: SignIn, database: Database
) -> None:
    path, before = void_of(database), None
    before = database.rows("sign_in")
    as_("stranger").get(path, status=404)
    as_("stranger").post(path, {"because": "x"}, status=404)
    as_("leader").get(path, status=403)
    as_("leader").post(path, {"because": "x"}, status=403)
    as_("officer").get("/follow-ups/99999999999999999999/void", status=404)
    assert database.rows("sign_in") == before
