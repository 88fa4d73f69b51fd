"""Clearing a blocker: taken on with one press, told of day by day, and answered with proof."""

import io
from pathlib import Path

import pytest

from tests.builders.blocker_pages import accept, answer, blocker_of, number, path
from tests.builders.blockers import SOLVED
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.upload_folder import PDF, PHOTO, files, folder
from tests.world import INDUSTRY, STREET, TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.words import BlockerState

__all__ = ["folder"]


def test_one_press_takes_it_on(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = as_("street").get(path(database))
    after = page.form(path(database, "accept")).submit("签收")
    assert after.says("已签收，开始办理")
    assert after.says("办理中")
    assert blocker_of(database).accepted_on == TODAY
    assert kinds_recorded(database, before) == [EventKind.BLOCKER_ACCEPTED]


def test_whoever_raised_it_is_told_that_it_was_taken_on(as_: SignIn, database: Database) -> None:
    as_("street").get(path(database, "accept")).form().submit("签收")
    assert as_("colleague").get("/notices").says("蒸湘街道办事处 签收")


def test_a_second_press_finds_it_taken_on_and_says_by_whom(as_: SignIn, database: Database) -> None:
    first, second = (as_("street").get(path(database)) for _ in range(2))
    first.form(path(database, "accept")).submit("签收")
    before = database.rows("sign_in")
    page = second.form(path(database, "accept")).submit("签收", status=409)
    assert page.says("有人动过这个堵点")
    assert page.says("已经签收了")
    assert "孙街" in page.own_text
    assert not [form for form in page.tree.all("form") if form["action"].endswith("accept")]
    assert database.rows("sign_in") == before


def test_what_was_done_is_written_down_with_its_day(as_: SignIn, database: Database) -> None:
    accept(database)
    before = last_event(database)
    form = as_("street").get(path(database)).follow("写办理情况").form()
    page = form.submit(said="和三个社区谈过了", on="2026-06-09", proof="会议纪要")
    assert page.says("办理情况已记下")
    assert page.says("和三个社区谈过了")
    assert page.says("佐证：会议纪要")
    assert kinds_recorded(database, before) == [EventKind.BLOCKER_REPORTED]
    assert blocker_of(database).state is BlockerState.ACCEPTED


def test_the_last_word_hands_it_to_whoever_checks(as_: SignIn, database: Database) -> None:
    accept(database)
    form = as_("street").get(path(database)).follow("反馈").form()
    page = form.submit(said=SOLVED)
    assert page.says("待复核")
    assert not [a for a in page.tree.all("a") if a.text in ("反馈", "写办理情况")]
    assert (
        "停车位" in as_("colleague").get("/").tree.one("section", aria_labelledby="blockers").text
    )
    closing = as_("colleague").get(path(database)).follow("销号").form()
    assert closing.values()["outcome"][0].strip() == SOLVED, "the answer need not be typed again"


@pytest.mark.parametrize("act", ["report", "answer"])
@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("said", "", "请写明做了什么"),
        ("said", "长" * 1001, "最多 1000 个字"),
        ("on", "2026-06-11", "不能是将来的日子"),
        ("on", "2026-05-31", "不能早于提出的日子"),
        ("proof", "长" * 201, "最多 200 个字"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_at_its_field(
    as_: SignIn, database: Database, act: str, field: str, typed: str, said: str
) -> None:
    accept(database)
    client, where = as_("street"), path(database, act)
    before = database.rows("sign_in")
    sent = client.get(where).form().values() | {"said": SOLVED, field: typed}
    page = client.post(where, sent, status=422)
    assert said in page.error_at(field)
    assert database.rows("sign_in") == before


def test_photos_and_papers_come_along(as_: SignIn, database: Database, folder: Path) -> None:
    accept(database)
    before = last_event(database)
    client, where = as_("street"), path(database, "answer")
    sent = client.get(where).form().values() | {
        "said": SOLVED,
        "photos": [(io.BytesIO(PHOTO), "现场.png"), (io.BytesIO(PDF), "协议.pdf")],
    }
    page = client.landing(client.post(where, sent))
    image = page.tree.one("img", alt="现场.png")
    assert client.get(image["src"]).headers["Content-Type"] == "image/png"
    assert client.get(page.link("协议.pdf")).body == PDF
    assert kinds_recorded(database, before) == [
        EventKind.BLOCKER_ANSWERED,
        EventKind.ATTACHMENT_ADDED,
        EventKind.ATTACHMENT_ADDED,
    ]
    assert len(files(folder)) == 2
    as_("stranger").get(image["src"], status=404)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"", "空.pdf", "是空的"), (b"MZ\x90", "现场.exe", "不收"), (PDF, "现场.png", "的内容不是")],
)
def test_a_file_that_is_not_taken_holds_the_answer_back(
    as_: SignIn, database: Database, folder: Path, content: bytes, name: str, said: str
) -> None:
    accept(database)
    before = database.rows("sign_in")
    form = as_("street").get(path(database, "report")).form()
    page = form.submit(said="看了现场", photos=(io.BytesIO(content), name), status=422)
    assert said in page.error_at("photos")
    assert page.form().values()["said"][0].strip() == "看了现场"
    assert database.rows("sign_in") == before
    assert files(folder) == []


def test_a_file_of_a_form_that_comes_second_is_taken_away_again(
    as_: SignIn, database: Database, folder: Path
) -> None:
    accept(database)
    form = as_("street").get(path(database, "report")).form()
    as_("street").get(path(database, "report")).form().submit(said="看了现场")
    page = form.submit(said="我也看了", photos=(io.BytesIO(PDF), "纪要.pdf"), status=409)
    assert page.says("看了现场")
    assert page.form().values()["said"][0].strip() == "我也看了"
    assert files(folder) == []


def test_a_wrong_photo_is_struck_out_by_whoever_sent_it(
    as_: SignIn, database: Database, folder: Path
) -> None:
    accept(database)
    street = as_("street")
    form = street.get(path(database, "report")).form()
    page = form.submit(said="看了现场", photos=(io.BytesIO(PHOTO), "别处.png"))
    where = page.tree.one("img")["src"]
    as_("leader").get(f"{where}/void", status=403)
    after = street.get(f"{where}/void").form().submit(because="传错了")
    assert not after.tree.all("img")
    street.get(where, status=404)


def test_a_helper_tells_of_its_part_and_cannot_answer(as_: SignIn, database: Database) -> None:
    form = as_("colleague").get(path(database, "assign")).form()
    form.submit(
        department=number(database, STREET),
        helpers=[number(database, INDUSTRY)],
        within="5",
        due_on="",
    )
    as_("street").get(path(database, "accept")).form().submit("签收")
    helper = as_("stranger")
    page = helper.get(path(database))
    assert page.says("协办单位 工信局")
    assert {a.text for a in page.tree.all("a")} & {"写办理情况", "反馈"} == {"写办理情况"}
    after = page.follow("写办理情况").form().submit(said="协调了用电")
    assert after.says("工信局")
    helper.get(path(database, "answer"), status=403)


@pytest.mark.parametrize(
    ("who", "act", "status"),
    [
        ("colleague", "accept", 403),
        ("officer", "report", 403),
        ("head", "answer", 403),
        ("leader", "accept", 403),
        ("stranger", "accept", 404),
        ("stranger", "answer", 404),
        ("auditor", "report", 403),
    ],
)
def test_whoever_does_not_clear_it_changes_nothing(
    as_: SignIn, database: Database, who: str, act: str, status: int
) -> None:
    client, where, before = as_(who), path(database, act), database.rows("sign_in")
    client.get(where, status=status)
    client.post(where, {"version": "1", "said": "x", "on": "2026-06-10"}, status=status)
    assert database.rows("sign_in") == before


def test_nothing_is_answered_after_closing(as_: SignIn, database: Database) -> None:
    answer(database)
    with database.session() as session:
        world = World(session)
        world.blocker.close(SOLVED, on=TODAY, by=world.by("colleague"))
        session.commit()
    before = database.rows("sign_in")
    client = as_("street")
    sent = {"version": blocker_of(database).version, "said": "还有", "on": "2026-06-10"}
    page = client.post(path(database, "answer"), sent, status=422)
    assert page.says("已经销号，还有话要说，请提出人先退回")
    assert database.rows("sign_in") == before


def test_in_the_dialog_too(as_: SignIn, database: Database) -> None:
    accept(database)
    page = as_("street").get(path(database, "answer"), part=True)
    assert "<html" not in page.body
    saved = page.form().submit(said=SOLVED, status=204, part=True)
    assert saved.headers["HX-Redirect"] == path(database)
