"""Who is who on a list: settled once with a reason, entered with one click, asked anew."""

import pytest
from sqlalchemy import select

from tests.builders import samples
from tests.builders.rankings import firm
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.pages.ranking_files import HEAD, sent
from tests.world import World
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.ranking import Match, RankingEntry

PRINTED = "示例万隆商业管理集团股份有限公司"
OURS, OTHER = "示例万隆", "示例万隆商业管理有限公司"


def imported(as_: SignIn, *names: str) -> Page:
    """The page of a list with these names on it."""
    lines = "".join(f"{rank},{name},湖南省,\n" for rank, name in enumerate(names, start=1))
    return sent(as_, HEAD + lines).form("导入").submit()


def enter(database: Database, *names: str, who: str = "officer") -> None:
    """Firms that came with projects of that person's."""
    with database.session() as session:
        for name in names:
            samples.project(World(session), f"{name}项目", who=who, firm=firm(session, name))
        session.commit()


def entry(database: Database, name: str = PRINTED) -> tuple[Match, str | None]:
    """How far the entry of that name has come, and its firm's name."""
    with database.session() as session:
        found = session.scalars(select(RankingEntry).where(RankingEntry.name == name)).one()
        return found.match, found.firm.name if found.firm else None


def settle(page: Page, **told: str) -> Page:
    return page.follow(f"认定第 1 名“{PRINTED}”").form("认定").submit(**told)


def test_a_doubtful_firm_is_shown_with_its_evidence_and_settled_as_the_same(
    as_: SignIn, database: Database
) -> None:
    enter(database, OURS)
    page = imported(as_, PRINTED)
    assert page.says(f"待核 像 {OURS}")
    before = last_event(database)
    asking = page.follow(f"认定第 1 名“{PRINTED}”")
    assert asking.says("字号同为“示例万隆”")
    after = asking.form("认定").submit(verdict="same", because="营业执照一致")
    assert after.says("没有待核的了")
    assert kinds_recorded(database, before) == [EventKind.FIRM_SETTLED]
    assert entry(database) == (Match.CERTAIN, OURS)
    assert as_("leader").get("/board").says("民企 1")


def test_settled_as_different_it_is_none_of_ours_and_not_asked_again(
    as_: SignIn, database: Database
) -> None:
    enter(database, OURS)
    settle(imported(as_, PRINTED), verdict="different", because="只是字号相同")
    assert entry(database) == (Match.NONE, None)
    page = sent(as_, HEAD + f"9,{PRINTED},湖南省,\n")
    assert page.says("已对上 0 家，待核 0 家，库中没有 1 家")


def test_left_open_it_waits_and_says_what_was_known(as_: SignIn, database: Database) -> None:
    enter(database, OURS)
    after = settle(imported(as_, PRINTED), verdict="open", because="等对方回函")
    assert after.says(f"待核 像 {OURS}")
    asking = after.follow(f"认定第 1 名“{PRINTED}”")
    assert asking.says("上次认定“待核”：等对方回函")


def test_of_several_likely_firms_one_is_chosen(as_: SignIn, database: Database) -> None:
    enter(database, OURS, OTHER)
    form = imported(as_, PRINTED).follow(f"认定第 1 名“{PRINTED}”").form("认定")
    assert "请选是库里的哪一家" in form.submit(status=422, verdict="same", because="x").error_at(
        "firm"
    )
    with database.session() as session:
        other = session.scalars(select(Firm.id).where(Firm.name == OTHER)).one()
    form.submit(firm=str(other), verdict="same", because="营业执照一致")
    assert entry(database) == (Match.CERTAIN, OTHER)


def test_a_firm_joined_by_mistake_is_parted(as_: SignIn, database: Database) -> None:
    enter(database, PRINTED)
    page = imported(as_, PRINTED)
    form = page.follow(f"改判第 1 名“{PRINTED}”").form("认定")
    form.submit(verdict="different", because="同名，信用代码不同")
    assert entry(database) == (Match.NONE, None)
    assert not as_("leader").get("/board").says("民企 1")


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        ({"verdict": "same", "because": ""}, "because", "请写明依据"),
        ({"because": "已核实"}, "verdict", "请选认定结果"),
        ({"verdict": "same", "because": "长" * 201}, "because", "最多 200 个字"),
    ],
)
def test_a_settlement_that_is_not_whole_is_refused_at_its_field(
    as_: SignIn, database: Database, told: dict[str, str], field: str, said: str
) -> None:
    enter(database, OURS)
    form = imported(as_, PRINTED).follow(f"认定第 1 名“{PRINTED}”").form("认定")
    before = database.rows("sign_in")
    assert said in form.submit(status=422, **told).error_at(field)
    assert database.rows("sign_in") == before


def test_a_firm_that_is_none_of_the_candidates_is_refused(as_: SignIn, database: Database) -> None:
    enter(database, OURS)
    page = imported(as_, PRINTED).follow(f"认定第 1 名“{PRINTED}”")
    told = page.form("认定").values() | {"firm": "1", "verdict": "same", "because": "x"}
    before = database.rows("sign_in")
    page.client.post(page.path, told, status=422)
    assert database.rows("sign_in") == before


def test_who_may_not_know_of_the_likely_firm_is_sent_to_who_may(
    as_: SignIn, database: Database
) -> None:
    enter(database, OURS, who="stranger")
    page = imported(as_, PRINTED)
    assert page.says("一家归别的单位的企业，您看不到")
    asking = page.client.get("/rankings/1/entries/1")
    assert asking.says("请看得到它的同事来认定")
    assert OURS + "</b>" not in asking.body
    settle(as_("stranger").get("/rankings/1"), verdict="same", because="营业执照一致")
    assert entry(database) == (Match.CERTAIN, OURS)


def test_a_firm_that_is_not_there_is_entered_with_one_click(
    as_: SignIn, database: Database
) -> None:
    page, before = imported(as_, "示例远洋渔业有限公司"), last_event(database)
    after = page.form("建企业档案").submit()
    assert after.says("已建企业档案“示例远洋渔业有限公司”")
    assert kinds_recorded(database, before) == [EventKind.FIRM_REGISTERED]
    assert entry(database, "示例远洋渔业有限公司") == (Match.CERTAIN, "示例远洋渔业有限公司")
    with database.session() as session:
        made = session.scalars(select(Firm).where(Firm.name == "示例远洋渔业有限公司")).one()
        assert (made.province, made.source) == ("湖南", "中国民营企业500强 2026 第 1 名")


def test_a_firm_entered_meanwhile_is_not_entered_twice(as_: SignIn, database: Database) -> None:
    form = imported(as_, "示例远洋渔业有限公司").form("建企业档案")
    enter(database, "示例远洋渔业有限公司")
    page = form.submit()
    assert page.says("已经在库里了")


def test_asking_anew_says_how_many_changed(as_: SignIn, database: Database) -> None:
    page = imported(as_, PRINTED)
    assert page.form("重新核对").submit().says("没有变化")
    enter(database, OURS)
    before = last_event(database)
    after = page.client.get(page.path).form("重新核对").submit()
    assert after.says("1 家有变")
    assert kinds_recorded(database, before) == [EventKind.RANKING_MATCHED]


@pytest.mark.parametrize("who", ["leader", "street", "auditor"])
def test_nobody_else_settles(as_: SignIn, database: Database, who: str) -> None:
    enter(database, OURS)
    imported(as_, PRINTED)
    client, before = as_(who), database.rows()
    client.get("/rankings/1/entries/1", status=403)
    for path in ("entries/1", "entries/1/firm", "match"):
        client.post(f"/rankings/1/{path}", {"verdict": "same", "because": "x"}, status=403)
    assert database.rows() == before


def test_nothing_is_settled_on_a_list_that_was_taken_back(as_: SignIn, database: Database) -> None:
    page = imported(as_, PRINTED)
    page.follow("撤销").form("撤销").submit(because="传错了")
    page.client.get("/rankings/1/entries/1", status=404)
    page.client.get("/rankings/2/entries/1", status=404)
    page.client.post("/rankings/1/match", status=404)
