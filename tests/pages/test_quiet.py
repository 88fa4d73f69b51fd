"""Saying why a project has not moved, and the lists of what does not."""

from datetime import timedelta

import pytest

from tests import make
from tests.databases import Database
from tests.page_client import SignIn
from tests.world import TODAY, World
from tracker.domain.words import Stage


@pytest.fixture
def code(database: Database) -> str:
    with database.session() as session:
        made = make.project_at(
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
