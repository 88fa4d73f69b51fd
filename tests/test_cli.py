"""The command: a real office, a demo, accounts; each says in one line what is wrong."""

import pytest

from tests.command_line import Command, command, on_sqlite, password_in
from tests.page_client import PageClient
from tests.pages.sign_in_form import tries
from tracker.cli import main
from tracker.domain.office.office import Office
from tracker.domain.people.user import User
from tracker.domain.project import Project

__all__ = ["command", "on_sqlite"]


def test_init_leaves_a_real_office_waiting_with_its_lists_and_no_account(
    command: Command,
) -> None:
    said = command("init")
    assert "/set-up?token=" in said
    with command.session() as session:
        office = session.query(Office).one()
        assert (office.is_demo, office.setup_digest is None) == (False, False)
        assert session.query(User).count() == 0
        assert session.query(Project).count() > 10
    assert "账实相符" in command("verify")


def test_the_printed_address_opens_the_office(command: Command) -> None:
    address = command("init").split("http://127.0.0.1:5000")[-1].strip()
    with command.office() as app:
        form = PageClient(app).get(address).form("启用")
        form.submit(
            name="示例区招商局",
            system_login="xi",
            system_name="系一",
            system_password="系统管理员自己的密码",
            security_login="an",
            security_name="安一",
            security_password="安全管理员自己的密码",
        )
        assert tries(app, "xi", "系统管理员自己的密码", 303).path == "/people"
    assert "账实相符" in command("verify")
    assert "已经启用过了" in command("init", code=1)


def test_a_demo_refuses_an_office_that_waits_or_is_open(command: Command) -> None:
    command("init")
    assert "正式启用的单位" in command("demo", "--no-serve", code=1)
    with command.session() as session:
        assert session.query(User).count() == 0


def test_a_demo_is_made_once_and_told_each_time(command: Command) -> None:
    first = command("demo", "--projects", "12", "--no-serve")
    second = command("demo", "--projects", "12", "--no-serve")
    assert first == second
    assert all(login in first for login in ("staff", "street", "leader", "auditor", "admin"))
    with command.session() as session:
        assert session.query(Office).one().is_demo
        assert session.query(User).filter_by(is_demo=False).count() == 0
    assert "账实相符" in command("verify")
    assert "演示数据里不能启用" in command("init", code=1)


def test_what_a_demo_prints_lets_one_in(command: Command) -> None:
    password = password_in(command("demo", "--projects", "12", "--no-serve"))
    with command.office() as app:
        assert tries(app, "staff", password, 303).path == "/"


def test_the_password_from_the_settings_holds_even_when_it_changes(command: Command) -> None:
    command("demo", "--projects", "12", "--no-serve")
    command.environment["TRACKER_DEMO_PASSWORD"] = "another one 42"
    assert "another one 42" in command("demo", "--no-serve")
    with command.office() as app:
        assert tries(app, "leader", "another one 42", 303).path == "/"


def test_an_account_is_opened_listed_reset_and_closed(command: Command) -> None:
    command("init")
    typed = ("--name", "王五", "--role", "招商专员", "--department", "商务局")
    first = password_in(command("user", "add", "WangWu", *typed))
    assert "王五　招商专员　商务局" in command("user", "list")
    second = password_in(command("user", "password", "ｗａｎｇｗｕ"))
    assert first != second
    with command.office() as app:
        tries(app, "wangwu", first, 422)
        assert tries(app, "wangwu", second, 303).path == "/password"
    command("user", "disable", "wangwu")
    assert "已停用" in command("user", "list")
    assert "账实相符" in command("verify")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", "x", "--name", "王", "--role", "国王"), "没有角色“国王”"),
        (("add", "x", "--name", "王", "--department", "天宫"), "没有部门“天宫”"),
        (("disable", "nobody"), "没有账号 nobody"),
        (("password", "nobody"), "没有账号 nobody"),
    ],
)
def test_what_is_not_there_is_said_in_a_line(
    command: Command, words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in command("user", *words, code=1)
    with command.session() as session:
        assert session.query(User).count() == 0


def test_the_lists_are_planted_once(command: Command) -> None:
    command("init")
    with command.session() as session:
        before = session.query(Project).count()
    command("seed")
    command("relight")
    with command.session() as session:
        assert session.query(Project).count() == before


@pytest.mark.parametrize("name", [*main.commands])
def test_every_command_says_what_it_does(on_sqlite: Command, name: str) -> None:
    assert main.commands[name].help
    assert "Usage" in on_sqlite(name, "--help") or name in ("test", "bench", "pictures")
