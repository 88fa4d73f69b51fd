"""Handing everything over on one screen."""

from tests.databases import Database
from tests.page_client import SignIn
from tests.world import World


def number(database: Database, who: str) -> int:
    with database.session() as session:
        return World(session).user(who).id


def test_one_screen_hands_everything_over(as_: SignIn, database: Database) -> None:
    officer, colleague = number(database, "officer"), number(database, "colleague")
    client = as_("officer")
    page = client.get("/").follow("移交工作")
    assert page.says("甲示例钢管热处理项目")
    page = page.form("全部移交").submit(heir=str(colleague), because="示例：岗位调整")
    assert page.says("1 个项目都已移交")
    assert client.get(f"/people/{officer}/handover").says("没有要移交的")


def test_a_line_may_go_to_somebody_else(as_: SignIn, database: Database) -> None:
    officer, colleague = number(database, "officer"), number(database, "colleague")
    stranger = number(database, "stranger")
    with database.session() as session:
        jia = World(session).jia.id
    form = as_("head").get(f"/people/{officer}/handover").form("全部移交")
    form.submit(heir=str(colleague), because="示例", **{f"heir-project:{jia}": str(stranger)})
    with database.session() as session:
        assert World(session).jia.owner_id == stranger


def test_what_is_missing_is_told_and_what_was_chosen_stays(as_: SignIn, database: Database) -> None:
    officer, stranger = number(database, "officer"), number(database, "stranger")
    with database.session() as session:
        jia = World(session).jia.id
    form = as_("officer").get(f"/people/{officer}/handover").form("全部移交")
    page = form.submit(status=422, **{f"heir-project:{jia}": str(stranger)})
    assert page.error_at("heir")
    assert page.error_at("because")
    chosen = page.tree.one("select", name=f"heir-project:{jia}").one("option", selected=None)
    assert chosen["value"] == str(stranger)


def test_nobody_hands_over_what_another_office_holds(as_: SignIn, database: Database) -> None:
    officer = number(database, "officer")
    for who in ("stranger", "colleague", "leader", "street"):
        assert as_(who).try_out("GET", f"/people/{officer}/handover") == 403, who


def test_a_line_whose_heir_has_left_is_asked_about_again(as_: SignIn, database: Database) -> None:
    officer, colleague = number(database, "officer"), number(database, "colleague")
    stranger = number(database, "stranger")
    with database.session() as session:
        jia = World(session).jia.id
    form = as_("officer").get(f"/people/{officer}/handover").form("全部移交")
    with database.session() as session:
        World(session).user("stranger").is_active = False
        session.commit()
    chosen = {f"heir-project:{jia}": str(stranger)}
    page = form.submit(heir=str(colleague), because="示例", status=422, **chosen)
    assert page.says("有一行选的同事已经不能接手")
    with database.session() as session:
        assert World(session).jia.owner_id == officer


def test_a_head_without_an_office_hands_over_for_nobody(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        World(session).user("head").department_id = None
        session.commit()
    for who in ("leader", "admin", "officer"):
        path = f"/people/{number(database, who)}/handover"
        assert as_("head").try_out("GET", path) == 403, who
