"""The harness itself: a world that comes back, and a client that sees what is wrong with a page."""

import pytest
from flask import Flask
from sqlalchemy import delete

from tests.client.page_checks import faults_of
from tests.client.page_tree import read
from tests.databases import Database
from tests.world import BING, World
from tracker.domain.blocker import Blocker, BlockerStep
from tracker.domain.project.ownership import Handover

PAGE = (
    '<html lang="zh-CN"><head><title>台账 · 示例</title></head><body><h1>台账</h1>{}</body></html>'
)

FAULTY = {
    "<h1>又一个</h1>": "2 h1",
    '<p id="a"></p><p id="a"></p>': "stands 2 times",
    '<input name="q">': "has no label",
    "<label> <select></select></label>": "has no label",
    '<form method="get"></form>': "has no action",
    '<form method="post" action="?"></form>': "no csrf_token",
    "<table></table>": "no caption",
    "<p>阶段：visit-out。</p>": "visit-out",
    "<p>角色：system-admin</p>": "system-admin",
    '<a href="/nowhere">去</a>': "leads nowhere",
    '<a href="/static/none.css">去</a>': "is no file",
    '<button type="button"></button>': "has no name",
    "<script>1</script>": "inline <script>",
    '<p onclick="go()">去</p>': "onclick",
    '<img alt="图" src="http://example.com/a.png">': "from elsewhere",
    '<a href="#gone">去</a>': "#gone",
    "<p>None</p>": "None",
}


@pytest.mark.parametrize(("html", "fault"), FAULTY.items())
def test_the_client_sees_what_is_wrong_with_a_page(kept_app: Flask, html: str, fault: str) -> None:
    faults = faults_of(read(PAGE.format(html)), kept_app)
    assert any(fault in one for one in faults), faults


def test_the_client_has_nothing_to_say_of_a_good_page(kept_app: Flask) -> None:
    html = """<form method="post" action="?"><input type="hidden" name="csrf_token" value="x">
    <label for="a">名称</label><input id="a"><button>保存</button></form>
    <label>日期 <input type="date"></label><p data-stage="lead">线索 a-lead lead=1</p>"""
    assert faults_of(read(PAGE.format(html)), kept_app) == []


@pytest.mark.parametrize("html", ["<p><b></p>", "<p>", "</p>", '<p id="a" id="b"></p>'])
def test_a_page_that_is_not_well_formed_is_refused(html: str) -> None:
    with pytest.raises(AssertionError):
        read(html)


@pytest.mark.parametrize("again", [1, 2])
def test_the_world_comes_back_before_each_test(database: Database, again: int) -> None:
    with database.session() as session:
        world = World(session)
        assert world.bing.handovers
        for fact in (Handover, BlockerStep, Blocker):
            session.execute(delete(fact))
        session.commit()
    assert database.rows()["handover"] == []
    database.put_back()
    with database.session() as session:
        assert World(session).blocker.project.code == BING
