"""A firm that is known through others’ projects alone tells nothing, however one asks."""

from collections.abc import Iterator

import pytest

from tests.builders import firms, samples
from tests.client.page_client import PageClient, SignIn
from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.ranking_matching.project_badges import hold_share
from tracker.domain.same_firm.settlements import Verdict, settle

CANARY = "示例金丝雀"
NOWHERE = "示例不存在的"
CODE = firms.CODES[0]


@pytest.fixture
def canary(database: Database) -> int:
    """A firm of the stranger's project, with kin and verdicts on firms that all know."""
    with database.session() as session:
        world = World(session)
        hidden = firms.firm(
            world, f"{CANARY}有限公司", is_listed=False, credit_code=CODE, province="海南"
        )
        hidden.also_called(f"{CANARY}别名")
        samples.project(world, "示例公开的项目名", who="stranger", firm=hidden)
        known = firms.firm(world, "示例人人知道")
        for parent, firm in ((hidden, known), (known, hidden)):
            hold_share(
                parent,
                firm,
                1000 if firm is known else 0,
                since=TODAY,
                source="示例",
                by=world.by("leader"),
                on=TODAY,
            )
        settle(
            session,
            known,
            hidden,
            Verdict.DIFFERENT,
            because="两家",
            by=world.by("leader"),
            on=TODAY,
        )
        session.commit()
        return hidden.id


def every_answer(client: PageClient, hidden_id: int, word: str) -> Iterator[tuple[str, str]]:
    """(address, what it says) of every list, search, box and file that might tell of a firm."""
    for path in (
        f"/firms?q={word}",
        f"/firms.csv?q={word}",
        "/firms.csv",
        "/firms?province=海南",
        "/firms.csv?projects=without",
        "/firms.csv?projects=with",
        "/firms?sort=newest",
        f"/firms/{hidden_id + 1}",
        f"/projects?q={word}",
        "/projects.csv",
        "/follow-ups.csv",
    ):
        yield path, client.get(path).body
    yield "pick", client.get(f"/firms/pick?q={word}", part=True).body


@pytest.mark.parametrize("who", ["officer", "head", "street"])
def test_nothing_says_its_name(as_: SignIn, canary: int, who: str) -> None:
    for path, said in every_answer(as_(who), canary, CANARY):
        for secret in (f"{CANARY}有限公司", f"{CANARY}别名", CODE):
            assert secret not in said, path


@pytest.mark.parametrize("who", ["officer", "street"])
@pytest.mark.parametrize("asked", [f"{CANARY}", "金丝", "sljsq", CODE, CODE[-5:]])
def test_a_search_answers_as_for_what_exists_nowhere(
    as_: SignIn, canary: int, who: str, asked: str
) -> None:
    def told(path: str, word: str) -> str:
        page = as_(who).get(path.format(word), part="pick" in path)
        said = page.body if "csv" in path else page.text
        return said.replace(word, "…")

    for path in ("/firms?q={}", "/firms.csv?q={}", "/firms/pick?q={}"):
        assert told(path, asked) == told(path, NOWHERE)


def test_its_pages_are_not_there(as_: SignIn, database: Database, canary: int) -> None:
    before = database.rows("sign_in")
    for path in ("", "/edit", "/aliases", "/shares", "/contacts", "/attachments", "/merge"):
        as_("head").get(f"/firms/{canary}{path}", 404)
        as_("head").post(f"/firms/{canary}{path}", {}, 405 if path == "" else 404)
    as_("head").get(f"/firms/{canary + 1}/merge?other={canary}", 404)
    assert database.rows("sign_in") == before


def test_counts_leave_it_out(as_: SignIn, canary: int) -> None:
    assert as_("officer").get("/firms").says("2 家")
    assert as_("stranger").get("/firms").says("2 家")
    assert as_("leader").get("/firms").says("3 家")


def test_neither_kin_nor_timeline_of_a_known_firm_tells_of_it(as_: SignIn, canary: int) -> None:
    known = f"/firms/{canary + 1}"
    for who in ("officer", "street"):
        assert CANARY not in as_(who).get(known).body
    for who in ("stranger", "leader"):
        assert CANARY in as_(who).get(known).body


def test_a_refusal_does_not_name_it(as_: SignIn, canary: int) -> None:
    form = as_("officer").get(f"/firms/{canary + 1}/edit").form("保存")
    page = form.submit(credit_code=CODE, status=422)
    assert "您看不到" in page.error_at("credit_code")
    assert CANARY not in page.body
    page = (
        as_("officer")
        .get(f"/firms/{canary + 1}/shares")
        .form("记下")
        .submit(parent=f"{CANARY}有限公司", share="51", source="示例", status=422)
    )
    assert "没有叫" in page.error_at("parent")
