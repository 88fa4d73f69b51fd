"""Two entries of one firm in the browser: looked at, made one, and two again."""

from urllib.parse import urlencode

import pytest

from tests.builders import firms, samples
from tests.client.page_client import SignIn
from tests.databases import Database
from tests.pages.events import kinds_recorded, last_event
from tests.world import TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.ranking_matching.project_badges import hold_share

KEPT, GONE = "示例晨鼎钢管有限公司", "示例晨鼎钢管有限责任公司"


@pytest.fixture
def both(database: Database) -> tuple[str, str]:
    """The addresses of two entries that are one firm's; each has a project, one is hidden."""
    with database.session() as session:
        world = World(session)
        kept = firms.firm(world, KEPT, province="湖南")
        gone = firms.firm(world, GONE, city="衡阳", credit_code=firms.CODES[0])
        samples.project(world, "示例戊项目", firm=gone)
        samples.project(world, "示例己项目", who="stranger", firm=gone)
        session.commit()
        return f"/firms/{kept.id}", f"/firms/{gone.id}"


def merge(as_: SignIn, kept: str, gone: str) -> str:
    """The address of the undoing."""
    form = as_("head").get(f"{kept}/merge?other={gone.rsplit('/')[-1]}").form("合并")
    return form.submit(because="执照一致").link(f"撤销“{GONE}”的合并")


def test_what_may_be_the_same_firm_is_offered_with_the_evidence(
    as_: SignIn, both: tuple[str, str]
) -> None:
    page = as_("head").get(both[0]).follow("合并")
    assert page.says(GONE)
    assert page.says("字号同为")
    page = page.follow(f"对照{GONE}")
    for words in (KEPT, GONE, firms.CODES[0], "湖南", "衡阳"):
        assert page.says(words)
    assert page.link(f"反过来，保留“{GONE}”").startswith(both[1])


def test_the_other_entry_is_found_by_its_name(as_: SignIn, both: tuple[str, str]) -> None:
    page = as_("head").get(f"{both[0]}/merge")
    landed = as_("head").get(f"{both[0]}/merge?name={GONE}", 303)
    assert landed.location.endswith(f"other={both[1].rsplit('/')[-1]}")
    for name, said in (("没有这家", "没有叫"), (KEPT, "这就是本企业")):
        page = as_("head").get(f"{both[0]}/merge?name={name}", 422)
        assert page.says(said)


def test_two_become_one_and_the_old_address_leads_on(
    as_: SignIn, database: Database, both: tuple[str, str]
) -> None:
    before = last_event(database)
    undo = merge(as_, *both)
    assert kinds_recorded(database, before) == [EventKind.FIRM_MERGED]
    assert as_("officer").get(both[1], 303).location == both[0]
    page = as_("officer").get(both[0])
    for words in (
        "示例戊项目",
        firms.CODES[0],
        "湖南 衡阳",
        f"“{GONE}”并入“{KEPT}”",
        "执照一致",
    ):
        assert page.says(words)
    assert not page.says("示例己项目")
    assert as_("officer").get(f"/firms?q={GONE}").says("1 家")
    as_("head").get(f"{both[1]}/edit", 404)
    assert undo.startswith(both[0])


def test_one_becomes_two_again(as_: SignIn, database: Database, both: tuple[str, str]) -> None:
    form = as_("head").get(merge(as_, *both)).form("撤销")
    before = last_event(database)
    assert form.submit(status=422).error_at("because")
    page = form.submit(because="并错了")
    assert kinds_recorded(database, before) == [EventKind.FIRM_MERGE_UNDONE]
    assert page.says("已撤销")
    assert not page.says("示例戊项目")
    assert as_("officer").get(both[1]).says("示例戊项目")
    assert as_("officer").get(both[1]).says(f"曾并入“{KEPT}”")


def test_a_merge_that_was_undone_is_not_undone_again(as_: SignIn, both: tuple[str, str]) -> None:
    undo = merge(as_, *both)
    as_("head").get(undo).form("撤销").submit(because="并错了")
    assert as_("head").get(undo).form("撤销").submit(because="再来", status=422).says("已经恢复")


def test_what_cannot_be_one_is_refused_with_a_sentence(
    as_: SignIn, database: Database, both: tuple[str, str]
) -> None:
    with database.session() as session:
        world = World(session)
        parent = firms.firm(world, "示例母公司")
        child = firms.firm(world, "示例子公司")
        hold_share(
            parent,
            child,
            5100,
            since=TODAY,
            source="示例",
            by=world.by("head"),
            on=TODAY,
        )
        session.commit()
        kept, gone = parent.id, child.id
    form = as_("head").get(f"/firms/{kept}/merge?other={gone}").form("合并")
    before = database.rows("sign_in")
    assert form.submit(because="像", status=422).says("持股关系")
    assert form.submit(status=422).error_at("because")
    assert database.rows("sign_in") == before


def test_a_firm_is_not_merged_into_itself_and_nonsense_is_not_there(
    as_: SignIn, both: tuple[str, str]
) -> None:
    number = both[0].rsplit("/", 1)[-1]
    assert as_("head").get(f"{both[0]}/merge?other={number}").says("先选是哪一条")
    as_("head").post(f"{both[0]}/merge", {"other": number, "because": "x"}, 422)
    for other in ("", "x", "0", "-1", "999999999999", "99999"):
        as_("head").post(f"{both[0]}/merge", {"other": other, "because": "x"}, 404)


def test_two_that_stand_on_one_list_are_hardly_one(
    as_: SignIn, database: Database, both: tuple[str, str]
) -> None:
    with database.session() as session:
        world = World(session)
        one, other = firms.firm(world, "示例榜甲"), firms.firm(world, "示例榜乙")
        firms.ranked(world, one, 184)
        firms.ranked(world, other, 300)
        session.commit()
        page = as_("head").get(f"/firms/{one.id}/merge?other={other.id}")
    assert page.says("第 184 名和第 300 名")


def test_only_who_merges_firms_may(as_: SignIn, both: tuple[str, str]) -> None:
    for who in ("officer", "leader", "street"):
        as_(who).get(f"{both[0]}/merge", 403)
    assert not as_("officer").get(both[0]).says("合并")


@pytest.mark.parametrize("name", ["\x00", "a\x00b", "\u202e示例", "%", "'", "长" * 400, "𠮷"])
def test_strange_names_are_found_nowhere_and_break_nothing(
    as_: SignIn, both: tuple[str, str], name: str
) -> None:
    assert as_("head").try_out("GET", f"{both[0]}/merge?{urlencode({'name': name})}") in (200, 422)
    for at in ("/firms", "/firms/pick"):
        assert as_("head").try_out("GET", f"{at}?{urlencode({'q': name})}") == 200
    assert as_("head").try_out("GET", f"{both[0]}?{urlencode({'before': name})}") == 200
