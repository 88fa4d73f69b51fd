"""Editing a project, alone and with somebody else at the same time."""

from tests.builders import samples
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import JIA, YI, World
from tracker.domain.event import EventKind

EDIT = f"/projects/{JIA}/edit"
BARE = "ZX2026-0004"
"""A project whose firm nobody knows yet."""


def test_an_edit_is_saved_and_recorded(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = as_("officer").get(EDIT).form(EDIT).submit(summary="新建两条热处理线")
    assert page.says("新建两条热处理线")
    assert page.says("修改了建设内容")
    assert kinds_recorded(database, before) == [EventKind.PROJECT_REVISED]


def test_an_edit_that_changes_nothing_records_nothing(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    as_("officer").get(EDIT).form(EDIT).submit()
    assert kinds_recorded(database, before) == []


def test_two_who_edit_different_fields_both_keep_theirs(as_: SignIn, database: Database) -> None:
    mine = as_("officer").get(EDIT).form(EDIT)
    as_("colleague").get(EDIT).form(EDIT).submit(sponsor="示例领导")
    mine.submit(summary="我的内容")
    with database.session() as session:
        jia = World(session).jia
        assert (jia.sponsor, jia.summary) == ("示例领导", "我的内容")


def test_two_who_edit_the_same_field_see_both_sides_and_choose(
    as_: SignIn, database: Database
) -> None:
    mine = as_("officer").get(EDIT).form(EDIT)
    theirs = as_("colleague").get(EDIT).form(EDIT)
    theirs.submit(summary="<b>同事</b>写的", sponsor="同事改的领导")
    page = mine.submit(status=409, summary="我写的", industry="我改的行业")
    assert page.says("<b>同事</b>写的")
    assert page.says("我写的")
    assert page.says("陈一")
    page.form(EDIT).submit(**{"choose-summary": "theirs"})
    with database.session() as session:
        jia = World(session).jia
        assert (jia.summary, jia.sponsor) == ("<b>同事</b>写的", "同事改的领导")
        assert jia.industry == "我改的行业"


def test_my_side_of_a_clash_can_win(as_: SignIn, database: Database) -> None:
    mine = as_("officer").get(EDIT).form(EDIT)
    as_("colleague").get(EDIT).form(EDIT).submit(summary="同事写的")
    page = mine.submit(status=409, summary="我写的")
    page.form(EDIT).submit(**{"choose-summary": "mine"})
    with database.session() as session:
        assert World(session).jia.summary == "我写的"


def test_a_clash_that_was_not_decided_is_asked_again(as_: SignIn) -> None:
    mine = as_("officer").get(EDIT).form(EDIT)
    as_("colleague").get(EDIT).form(EDIT).submit(summary="同事写的")
    page = mine.submit(status=409, summary="我写的")
    assert page.form(EDIT).values()["summary"] == ["我写的"]


def test_a_name_too_long_comes_back_as_typed(as_: SignIn, database: Database) -> None:
    form = as_("officer").get(EDIT).form(EDIT)
    before = database.rows()
    page = form.submit(status=422, name="长" * 200)
    assert "最多 100 个字" in page.error_at("name")
    assert page.form(EDIT).values()["name"] == ["长" * 200]
    assert database.rows() == before


def test_a_stranger_finds_no_such_project(as_: SignIn) -> None:
    as_("officer").get(f"/projects/{YI}/edit", status=404)
    as_("leader").get(EDIT, status=403)


def test_a_known_firm_is_not_blanked_and_another_is_told_by_both_names(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        known = World(session).jia.firm.name
    before, form = database.rows("sign_in"), as_("officer").get(EDIT).form(EDIT)
    page = form.submit(status=422, firm="", summary="新建两条线")
    assert f"这个项目已经有企业{known}。换一家请写全称" in page.error_at("firm")
    assert page.says("新建两条线")
    assert database.rows("sign_in") == before
    page = page.form(EDIT).submit(firm="示例另一家特材有限公司", contact_phone="")
    assert page.says(f"（{known} → 示例另一家特材有限公司）")


def test_a_firm_that_somebody_else_named_meanwhile_stays(as_: SignIn, database: Database) -> None:
    edit = f"/projects/{BARE}/edit"
    with database.session() as session:
        samples.project(World(session), firm=None)
        session.commit()
    mine = as_("officer").get(edit).form(edit)
    as_("colleague").get(edit).form(edit).submit(firm="示例另一家特材有限公司")
    mine.submit(summary="我的内容")
    with database.session() as session:
        its = World(session).project(BARE)
        assert its.firm.name == "示例另一家特材有限公司"
        assert its.summary == "我的内容"


def test_a_telephone_number_that_is_none_is_refused_at_its_field(as_: SignIn) -> None:
    page = as_("officer").get(EDIT).form(EDIT).submit(status=422, contact_phone="abc")
    assert "电话至少 7 位数字" in page.error_at("contact_phone")
