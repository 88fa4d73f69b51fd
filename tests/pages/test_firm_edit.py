"""Correcting a firm, alone and with somebody else at the same time."""

from tests.builders import firms
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import World
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm


def edit(database: Database) -> str:
    with database.session() as session:
        return f"/firms/{World(session).jia.firm_id}/edit"


def pipes(world: World) -> Firm:
    firm = world.jia.firm
    assert firm is not None
    return firm


def test_a_correction_is_saved_and_recorded(as_: SignIn, database: Database) -> None:
    before, at = last_event(database), edit(database)
    form = as_("officer").get(at).form("保存")
    page = form.submit(name="示例新名有限公司", province="湖南", website="https://www.example.com")
    assert page.heading == "示例新名有限公司"
    assert page.says("改名：示例钢管（衡阳）有限公司 → 示例新名有限公司；修改了省份、网址")
    assert page.says("曾用名")
    assert kinds_recorded(database, before) == [EventKind.FIRM_REVISED]
    assert as_("officer").get("/projects?q=新名").says("甲示例钢管热处理项目")


def test_a_correction_that_changes_nothing_records_nothing(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    assert as_("officer").get(edit(database)).form("保存").submit().says("没有改动")
    assert kinds_recorded(database, before) == []


def test_a_province_that_is_none_of_ours_stays_as_it_is(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        pipes(World(session)).province = "德国"
        session.commit()
    assert as_("officer").get(edit(database)).form("保存").submit(city="慕尼黑").says("德国 慕尼黑")


def test_two_who_edit_different_fields_both_keep_theirs(as_: SignIn, database: Database) -> None:
    at = edit(database)
    mine = as_("officer").get(at).form("保存")
    as_("colleague").get(at).form("保存").submit(city="衡阳")
    mine.submit(industry="钢管")
    with database.session() as session:
        firm = pipes(World(session))
        assert (firm.city, firm.industry) == ("衡阳", "钢管")


def test_two_who_edit_the_same_field_see_both_sides_and_choose(
    as_: SignIn, database: Database
) -> None:
    at = edit(database)
    mine = as_("officer").get(at).form("保存")
    as_("colleague").get(at).form("保存").submit(remark="<b>同事</b>写的", city="衡阳")
    page = mine.submit(status=409, remark="我写的", industry="我改的行业")
    for words in ("<b>同事</b>写的", "我写的", "陈一"):
        assert page.says(words)
    page.form("保存").submit(**{"choose-remark": "theirs"})
    with database.session() as session:
        firm = pipes(World(session))
        assert (firm.remark, firm.city, firm.industry) == (
            "<b>同事</b>写的",
            "衡阳",
            "我改的行业",
        )


def test_a_code_that_is_another_firms_is_refused_with_its_name(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        firms.firm(World(session), "示例有代码的", credit_code=firms.CODES[0])
        session.commit()
    form = as_("officer").get(edit(database)).form("保存")
    page = form.submit(credit_code=firms.CODES[0], city="我写的城市", status=422)
    assert "“示例有代码的”" in page.error_at("credit_code")
    assert page.form("保存").values()["city"] == ["我写的城市"]


def test_a_stranger_finds_no_such_firm_and_a_reader_may_not_correct_it(
    as_: SignIn, database: Database
) -> None:
    as_("stranger").get(edit(database), 404)
    as_("leader").get(edit(database), 403)
