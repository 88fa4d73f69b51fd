"""The log: who did what, when and from where; for the auditor, who reads nothing else."""

import csv
import io
from typing import Any

import pytest

from tests.builders import samples
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.queries import counted_queries
from tests.world import JIA, TODAY, World
from tracker.domain.words import Contact


def lines(page: Page) -> list[str]:
    return [row.text for row in page.tree.one("tbody").all("tr")]


def told(as_: SignIn, **asked: Any) -> list[str]:
    return lines(as_("auditor").get("/events", **asked))


def follow_up(database: Database, times: int = 1) -> None:
    with database.session() as session:
        world = World(session)
        for _ in range(times):
            world.jia.log_follow_up(
                Contact.CALL, on=TODAY, by=world.by("officer"), said="机密：底价三百万"
            )
        session.commit()


def test_the_newest_act_stands_on_top_with_who_and_from_where(
    as_: SignIn, database: Database
) -> None:
    follow_up(database)
    first = told(as_)[0]
    assert all(part in first for part in ("2026-06-10 09:00", "王一", "测试", "跟进", JIA))


def test_the_auditor_reads_no_business_text_and_has_no_way_to_the_project(
    as_: SignIn, database: Database
) -> None:
    follow_up(database)
    auditor = as_("auditor")
    page = auditor.get("/events")
    assert "底价" not in page.body
    assert "底价" not in auditor.get("/events.csv").body
    assert not [link for link in page.tree.all("a") if link["href"].startswith("/projects/")]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"kind": "follow-up-logged"}, 2),
        ({"kind": "clock-set"}, 0),
        ({"since": "2026-06-10"}, 9),
        ({"until": "2026-06-09"}, 0),
        ({"kind": "stage-advanced", "since": "2026-06-10", "until": "2026-06-10"}, 2),
    ],
)
def test_it_is_filtered_by_kind_and_by_the_day_it_was_recorded(
    as_: SignIn, database: Database, asked: dict[str, str], count: int
) -> None:
    follow_up(database)
    page = as_("auditor").get("/events", **asked)
    found = lines(page) if page.tree.all("tbody") else []
    assert len(found) == count, found


def test_it_is_filtered_by_person(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        number = World(session).user("stranger").id
    assert all("赵二" in line for line in told(as_, person=number))


def test_a_filter_that_cannot_be_read_is_said_and_left_out(as_: SignIn) -> None:
    page = as_("auditor").get("/events", kind="no-such", since="2026-02-30", person="x")
    assert page.says("看不懂")
    assert lines(page)


def test_paging_meets_each_event_once(as_: SignIn, database: Database) -> None:
    follow_up(database, times=120)
    page, seen = as_("auditor").get("/events"), []
    while True:
        seen += [int(row.one("th").text) for row in page.tree.one("tbody").all("tr")]
        if not page.tree.all("a", rel="next"):
            break
        page = page.follow("下一页")
    assert seen == list(range(len(seen), 0, -1))
    assert len(seen) > 120


def test_the_file_is_what_the_page_shows(as_: SignIn, database: Database) -> None:
    follow_up(database)
    auditor = as_("auditor")
    file = auditor.get("/events.csv", kind="follow-up-logged")
    rows = list(csv.reader(io.StringIO(file.body.lstrip("\ufeff"))))
    assert rows[0][:4] == ["序号", "时间", "谁", "从哪里"]
    page = auditor.get("/events", kind="follow-up-logged")
    shown = [row.one("th").text for row in page.tree.one("tbody").all("tr")]
    assert [row[0] for row in rows[1:]] == shown


@pytest.mark.slow
def test_queries_stay_as_many_as_the_log_grows(as_: SignIn, database: Database) -> None:
    auditor = as_("auditor")
    auditor.get("/events")
    with counted_queries() as few:
        auditor.get("/events")
    follow_up(database, times=60)
    with counted_queries() as many:
        auditor.get("/events")
    assert len(many) == len(few)


def test_every_kind_in_the_world_has_its_sentence(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        samples.project(World(session), "戊示例项目")
        session.commit()
    assert any("登记项目" in line for line in told(as_))


@pytest.mark.parametrize("who", ["officer", "head", "leader", "street", "admin", "guard"])
def test_nobody_else_reads_the_log(as_: SignIn, who: str) -> None:
    client = as_(who)
    client.get("/events", status=403)
    client.get("/events.csv", status=403)


def test_the_log_says_that_a_follow_up_was_written_and_how_long_it_is(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        world = World(session)
        world.jia.log_follow_up(
            Contact.CALL,
            on=TODAY,
            by=world.by("officer"),
            said="机密：底价三百万",
            present="示例王总",
            next_step="机密",
            next_on=TODAY,
        )
        session.commit()
    [line] = told(as_, kind="follow-up-logged", since="2026-06-10")[:1]
    assert "写跟进：电话/微信，在场 示例王总，约 2026-06-10 再跟进（8 字）" in line
    assert "机密" not in line


def test_the_log_says_how_many_acts_it_lists(as_: SignIn, database: Database) -> None:
    follow_up(database, 60)
    for asked in ({}, {"kind": "follow-up-logged"}):
        page = as_("auditor").get("/events", **asked)
        written = page.follow("导出 CSV").body
        assert page.says(f"{len(list(csv.reader(io.StringIO(written)))) - 1} 条")
