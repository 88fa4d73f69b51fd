"""Saying why a project has not moved, and the lists of what does not."""

from datetime import timedelta

import pytest

from tests.builders import samples
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.world import TODAY, World
from tracker.domain.words import Stage


@pytest.fixture
def code(database: Database) -> str:
    with database.session() as session:
        made = samples.project_at(
            World(session), Stage.TALKS, on=TODAY - timedelta(days=70), name="丁不动的"
        )
        session.commit()
        return made.code


def test_the_page_asks_for_the_reason_until_it_is_told(as_: SignIn, code: str) -> None:
    client = as_("officer")
    page = client.get(f"/projects/{code}")
    assert page.says("一个月没有进展了")
    form = page.follow("写明原因").form("记下")
    page = form.submit(because="示例：等总部预算")
    assert "一个月没有进展了" not in page.text
    assert page.says("示例：等总部预算")


def test_an_empty_reason_is_refused_at_its_field(as_: SignIn, code: str) -> None:
    form = as_("officer").get(f"/projects/{code}/quiet").form("记下")
    assert "请写明" in form.submit(because="  ", status=422).error_at("because")


@pytest.mark.parametrize("watch", ["quiet", "long-talks"])
def test_the_lists_are_the_ledgers_own_and_its_files(as_: SignIn, code: str, watch: str) -> None:
    client = as_("leader")
    assert client.get(f"/projects?watch={watch}").says("丁不动的")
    assert code in client.get(f"/projects.csv?watch={watch}").body
    assert client.get(f"/board?watch={watch}").says("丁不动的")


def test_a_list_shows_only_what_is_on_it(as_: SignIn, code: str) -> None:
    assert "丁不动的" not in as_("leader").get("/projects?watch=unstarted").text


def test_the_file_carries_the_reason(as_: SignIn, code: str) -> None:
    client = as_("officer")
    client.get(f"/projects/{code}/quiet").form("记下").submit(because="示例：等总部预算")
    assert "示例：等总部预算" in client.get("/projects.csv?watch=quiet").body


def heads(page: Page) -> list[str]:
    return [head.text.split()[0] for head in page.tree.one("thead").all("th")]


def test_the_ledger_says_why_where_that_is_what_is_asked_for(as_: SignIn, code: str) -> None:
    client = as_("officer")
    client.get(f"/projects/{code}/quiet").form("记下").submit(because="示例：等总部预算")
    page = client.get("/projects?watch=quiet")
    assert heads(page)[-1] == "无进展原因"
    assert "最近跟进" in heads(page)
    assert page.says("示例：等总部预算")
    assert "无进展原因" not in heads(client.get("/projects"))


def test_a_reason_that_is_told_takes_the_project_off_the_list_of_those_without(
    as_: SignIn, code: str
) -> None:
    client = as_("officer")
    assert client.get("/projects?watch=unexplained").says("丁不动的")
    client.get(f"/projects/{code}/quiet").form("记下").submit(because="示例：等总部预算")
    assert not client.get("/projects?watch=unexplained").says("丁不动的")
    assert client.get("/projects?watch=quiet").says("丁不动的")


@pytest.mark.parametrize("who", ["leader", "officer", "street"])
def test_the_ledger_leads_to_each_list_and_off_it_again(as_: SignIn, who: str) -> None:
    page = as_(who).get("/projects?light=red")
    for name in ("签约三月未开工", "久谈不签", "月内无进展"):
        there = page.follow(name)
        chip = there.tree.one("nav", aria_label="盯办清单").one("a", aria_current="true")
        assert chip.text == name
        assert "light=red" in chip["href"]
        assert "watch=" not in chip["href"]
