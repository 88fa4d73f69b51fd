"""The 专班 behind a blocker, or a project: who is in it, and what was agreed when it met."""

import io
from pathlib import Path

import pytest

from tests.builders.blocker_pages import path
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.upload_folder import PDF, folder
from tests.world import BING, INDUSTRY, JIA, World
from tracker.domain.event import EventKind

__all__ = ["folder"]

MINUTES = "三天内逐户签字"


def industry(database: Database) -> str:
    with database.session() as session:
        return str(World(session).department(INDUSTRY).id)


def draw_in(as_: SignIn, database: Database, who: str = "street") -> None:
    form = as_(who).get(path(database, "task-force")).form(path(database, "task-force"))
    form.submit(department=industry(database), person="示例科长", task="用电")


@pytest.mark.parametrize("who", ["street", "colleague", "head"])
def test_a_department_is_drawn_in_and_sees_the_blocker(
    as_: SignIn, database: Database, who: str
) -> None:
    as_("stranger").get(path(database), status=404)
    before = last_event(database)
    draw_in(as_, database, who)
    assert kinds_recorded(database, before) == [EventKind.TASK_FORCE_JOINED]
    assert as_("stranger").get(path(database)).says("工信局示例科长（用电）")
    assert as_(who).get(path(database)).says("工信局示例科长，负责用电 加入专班") is False
    assert as_(who).get(path(database)).says("加入专班")


def test_who_leaves_sees_it_no_more(as_: SignIn, database: Database) -> None:
    draw_in(as_, database)
    before = last_event(database)
    page = as_("street").get(path(database, "task-force"))
    assert page.form("离开").submit("离开").says("已离开专班")
    assert kinds_recorded(database, before) == [EventKind.TASK_FORCE_LEFT]
    as_("stranger").get(path(database), status=404)


def test_nobody_is_drawn_in_twice(as_: SignIn, database: Database) -> None:
    draw_in(as_, database)
    form = as_("street").get(path(database, "task-force")).form(path(database, "task-force"))
    page = form.submit(department=industry(database), person="示例科长", status=422)
    assert "已经在专班里" in page.error_at("department")


def test_a_member_of_another_blocker_does_not_leave_by_this_one(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        member = World(session).bing.task_force[0].id
    before = database.rows("sign_in")
    as_("street").post(path(database, f"task-force/{member}/leave"), status=404)
    assert database.rows("sign_in") == before


def test_a_meeting_is_written_down_with_its_minutes(
    as_: SignIn, database: Database, folder: Path
) -> None:
    draw_in(as_, database)
    before = last_event(database)
    form = as_("street").get(path(database)).follow("记会议").form()
    assert "请写会议议定了什么" in form.submit(status=422).error_at("minutes")
    page = form.submit(minutes=MINUTES, present="三个社区", photos=(io.BytesIO(PDF), "纪要.pdf"))
    assert page.says(MINUTES)
    assert page.says("到会：三个社区")
    assert page.link("纪要.pdf")
    assert kinds_recorded(database, before) == [
        EventKind.TASK_FORCE_MET,
        EventKind.ATTACHMENT_ADDED,
    ]


def test_without_people_there_is_no_meeting(as_: SignIn, database: Database) -> None:
    page = as_("street").get(path(database, "meetings")).form().submit(minutes="谈", status=422)
    assert page.says("还没有组专班")


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("stranger", 404), ("auditor", 403)])
@pytest.mark.parametrize("act", ["task-force", "meetings"])
def test_whoever_has_nothing_to_do_with_it_changes_nothing(
    as_: SignIn, database: Database, who: str, act: str, status: int
) -> None:
    client, where, before = as_(who), path(database, act), database.rows("sign_in")
    client.get(where, status=status)
    client.post(where, {"department": "1", "minutes": "x", "on": "2026-06-10"}, status=status)
    assert database.rows("sign_in") == before


def test_a_projects_own_task_force_meets_too(as_: SignIn, database: Database, folder: Path) -> None:
    before = last_event(database)
    form = as_("colleague").get(f"/projects/{BING}").follow("记会议").form()
    page = form.submit(minutes=MINUTES, photos=(io.BytesIO(PDF), "纪要.pdf"))
    assert page.says(MINUTES)
    assert page.link("纪要.pdf")
    assert kinds_recorded(database, before)[0] is EventKind.TASK_FORCE_MET
    as_("stranger").get(f"/projects/{BING}/meetings", status=404)
    as_("street").get(f"/projects/{BING}/meetings", status=403)


def test_a_project_without_people_offers_no_meeting(as_: SignIn) -> None:
    page = as_("officer").get(f"/projects/{JIA}")
    assert "记会议" not in {a.text for a in page.tree.all("a")}
