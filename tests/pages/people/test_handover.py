"""Handing everything over on one screen."""

from tests.client.page_client import SignIn
from tests.databases import Database
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


def test_a_head_finds_what_a_closed_account_of_the_office_left(
    as_: SignIn, database: Database
) -> None:
    number_of_officer = number(database, "officer")
    admin = as_("admin")
    page = admin.get("/people").form(f"/people/{number_of_officer}/closing").submit()
    assert page.path == "/people"
    assert page.says("名下还有 1 个项目没有移交，请部门负责人李一在“移交工作”里移交")
    assert admin.try_out("GET", f"/people/{number_of_officer}/handover") == 403
    page = as_("head").get("/").follow("移交工作").follow("移交王一手上的工作")
    page = page.form("全部移交").submit(
        heir=str(number(database, "colleague")), because="示例：调走"
    )
    assert page.says("1 个项目都已移交")


def test_without_a_head_the_keeper_of_accounts_hands_over_what_a_closed_account_left(
    as_: SignIn, database: Database
) -> None:
    stranger, colleague = number(database, "stranger"), number(database, "colleague")
    admin = as_("admin")
    assert admin.try_out("GET", f"/people/{stranger}/handover") == 403, "still at work"
    page = admin.get("/people").form(f"/people/{stranger}/closing").submit()
    assert page.path == f"/people/{stranger}/handover"
    assert page.says("名下还有 1 个项目没有移交，请在这里移交")
    with database.session() as session:
        assert not page.says(World(session).yi.name), "the keeper reads no business"
    assert admin.get("/people").follow("移交赵二的工作").path == page.path
    page = page.form("全部移交").submit(heir=str(colleague), because="示例：调走")
    assert page.path == "/people"
    assert page.says("赵二名下的 1 个项目都已移交")
    assert not page.says("移交工作")
    with database.session() as session:
        assert World(session).yi.owner_id == colleague
