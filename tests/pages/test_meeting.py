"""Registering a lead with a firm that is there already: settled once, decided, both told."""

from typing import Any

import pytest
from sqlalchemy import func, select

from tests import make
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import TODAY, World
from tracker.domain.event import EventKind as K
from tracker.domain.firm import Firm
from tracker.domain.firm.settled import FirmSettlement, Verdict
from tracker.domain.project import Project
from tracker.domain.project.crossed import Crossing, Outcome
from tracker.domain.project.followed import FollowUp

CHENDING, SHENGDING = "示例晨鼎新材料有限公司", "示例晟鼎新材料有限公司"
MISHEARD = "示例辰鼎新材料有限公司"
CODE, OTHER_CODE = "91000000DEM000014K", "91000000DEM000022E"
WHOLE = {
    "name": "后来的示例项目", "amount": "3.5", "amount_unit": "亿", "source": "self",
    "industry": "新材料", "summary": "要 80 亩地",
}  # fmt: skip


@pytest.fixture
def firm_id(database: Database) -> int:
    """晨鼎, with whom nobody talks yet."""
    with database.session() as session:
        firm = Firm.called(CHENDING)
        session.add(firm)
        session.commit()
        return firm.id


@pytest.fixture
def first_code(database: Database, firm_id: int) -> str:
    """The bureau's lead with 晨鼎."""
    with database.session() as session:
        firm = session.get_one(Firm, firm_id)
        made = make.project(World(session), "先谈的示例项目", on=TODAY, firm=firm)
        session.commit()
        return made.code


def filed(as_: SignIn, who: str, firm: str, status: int = 303, **told: Any) -> Page:
    form = as_(who).get("/projects/new").form("登记")
    return form.submit(status=status, **(WHOLE | {"firm": firm} | told))


def count(database: Database, of: type[Any]) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(of)) or 0


def test_the_very_firm_is_joined(as_: SignIn, database: Database, firm_id: int) -> None:
    before = count(database, Firm)
    page = filed(as_, "officer", "示例晨鼎新材料（有限公司）")
    assert page.says(CHENDING)
    assert count(database, Firm) == before


def test_a_doubtful_firm_comes_back_as_a_question_and_nothing_is_lost(
    as_: SignIn, database: Database, firm_id: int
) -> None:
    before = database.rows("sign_in")
    page = filed(as_, "officer", MISHEARD, 422)
    assert "请认定和“示例晨鼎新材料有限公司”是不是同一家" in page.error_at(f"verdict_{firm_id}")
    assert page.says("读音相同")
    kept = page.form("登记").values()
    assert all(kept[name] == [value] for name, value in WHOLE.items())
    assert database.rows("sign_in") == before


def test_called_the_same_it_is_joined_and_never_asked_again(
    as_: SignIn, database: Database, firm_id: int
) -> None:
    before, last = count(database, Firm), last_event(database)
    asked = filed(as_, "officer", MISHEARD, 422)
    page = asked.form("登记").submit(**{f"verdict_{firm_id}": "same"})
    assert page.says(CHENDING)
    assert count(database, Firm) == before
    assert kinds_recorded(database, last) == [K.FIRM_SETTLED, K.PROJECT_REGISTERED]
    again = filed(as_, "officer", MISHEARD, 422, name="第三个示例项目")
    assert again.tree.all("input", name=f"verdict_{firm_id}") == []
    assert "起已在谈这家企业" in again.error_at("outcome")


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.OPEN])
def test_called_different_or_open_it_is_a_new_firm_and_never_asked_again(
    as_: SignIn, database: Database, firm_id: int, verdict: Verdict
) -> None:
    asked = filed(as_, "officer", MISHEARD, 422)
    told = {f"verdict_{firm_id}": verdict.value, f"verdict_because_{firm_id}": "注册地不同"}
    assert asked.form("登记").submit(**told).says(MISHEARD)
    with database.session() as session:
        settled = session.scalars(select(FirmSettlement)).one()
        assert (settled.verdict, settled.because) == (verdict, "注册地不同")
        session.scalars(select(Firm).where(Firm.name == MISHEARD)).one()
    again = as_("colleague").get("/firms/alike", part=True, name=MISHEARD)
    assert again.tree.all("input", name=f"verdict_{firm_id}") == []
    assert again.says("待核") is (verdict is Verdict.OPEN)


def test_only_two_that_are_different_need_a_reason(
    as_: SignIn, database: Database, firm_id: int
) -> None:
    asked = filed(as_, "officer", MISHEARD, 422)
    field = f"verdict_{firm_id}"
    page = asked.form("登记").submit(status=422, **{field: "different"})
    assert "请写依据" in page.error_at(f"verdict_because_{firm_id}")
    assert page.form("登记").values()[field] == ["different"]
    page.form("登记").submit(**{field: "open"})


def test_two_firms_cannot_both_be_it(as_: SignIn, database: Database, firm_id: int) -> None:
    with database.session() as session:
        second = Firm.called("示例宸鼎新材料有限公司")
        session.add(second)
        session.commit()
        second_id = second.id
    asked = filed(as_, "officer", MISHEARD, 422)
    both = {f"verdict_{firm_id}": "same", f"verdict_{second_id}": "same"}
    page = asked.form("登记").submit(status=422, **both)
    said = [page.error_at(name) for name in both]
    assert any("只能有一家是同一企业" in one for one in said)


def test_everything_that_is_missing_is_said_at_once(
    as_: SignIn, database: Database, firm_id: int
) -> None:
    page = filed(as_, "officer", MISHEARD, 422, amount="很多", credit_code="123")
    assert "请认定" in page.error_at(f"verdict_{firm_id}")
    assert "请只写数字" in page.error_at("amount")
    assert "应为 18 位" in page.error_at("credit_code")


def test_a_code_is_kept_with_the_firm_and_a_wrong_one_is_said(
    as_: SignIn, database: Database, firm_id: int
) -> None:
    wrong = filed(as_, "officer", CHENDING, 422, credit_code="91000000DEM000014X")
    assert "应为 18 位" in wrong.error_at("credit_code")
    wrong.form("登记").submit(credit_code="９１000000dem000014k")
    with database.session() as session:
        assert session.get_one(Firm, firm_id).credit_code == CODE


def test_a_code_that_is_not_that_of_the_firm_called_the_same_is_refused(
    as_: SignIn, database: Database, firm_id: int
) -> None:
    filed(as_, "officer", CHENDING, credit_code=CODE)
    asked = filed(as_, "officer", CHENDING, 422, credit_code=OTHER_CODE)
    asked = asked.form("登记").submit(status=422, **{f"verdict_{firm_id}": "same"})
    told = {"outcome": "new", "crossing_because": "二期"}
    page = asked.form("登记").submit(status=422, **told)
    assert "与填的不同" in page.error_at("credit_code")
    assert page.form("登记").submit(credit_code="").says(CHENDING)


def test_a_second_lead_is_told_who_was_first_and_asked_what_becomes_of_it(
    as_: SignIn, database: Database, first_code: str
) -> None:
    before = database.rows("sign_in")
    page = filed(as_, "stranger", CHENDING, 422)
    assert "商务局 2026-06-10 起已在谈这家企业，请选怎么处理" in page.error_at("outcome")
    assert page.says("已有其他单位在谈 · 商务局 · 2026-06-10 起")
    assert not page.says("先谈的示例项目")
    assert first_code not in page.body
    assert database.rows("sign_in") == before


@pytest.mark.parametrize("outcome", [Outcome.NEW, Outcome.IGNORED])
def test_another_project_of_the_firm_is_registered_and_both_are_told(
    as_: SignIn, database: Database, first_code: str, outcome: Outcome
) -> None:
    last = last_event(database)
    asked = filed(as_, "stranger", CHENDING, 422)
    told = {"outcome": outcome.value, "crossing_because": "另一条生产线"}
    page = asked.form("登记").submit(**told)
    assert page.heading == WHOLE["name"]
    assert page.says("与商务局 2026-06-10 起在谈的项目撞单")
    assert page.says("商务局，2026-06-10 起， 保护到 2026-09-08")
    kinds = [K.PROJECT_REGISTERED, K.LEADS_CROSSED, K.LEADS_CROSSED]
    assert kinds_recorded(database, last) == kinds
    earlier = as_("officer").get(f"/projects/{first_code}")
    assert earlier.says(f"工信局登记了同一企业的线索，按“{outcome.label}”处理")
    assert earlier.says("另一条生产线")
    assert earlier.says("首谈 本项目， 保护到 2026-09-08")
    assert not earlier.says(WHOLE["name"]), "the bureau does not see the other's project"
    assert as_("leader").get(f"/projects/{first_code}").link(WHOLE["name"])


def test_the_owner_of_the_first_finds_it_in_the_news(as_: SignIn, first_code: str) -> None:
    asked = filed(as_, "stranger", CHENDING, 422)
    asked.form("登记").submit(outcome="new", crossing_because="另一条生产线")
    assert as_("officer").get("/").says("工信局登记了同一企业的线索")


def test_a_stranger_may_not_supersede_while_the_first_is_protected(
    as_: SignIn, database: Database, first_code: str
) -> None:
    form = filed(as_, "stranger", CHENDING, 422).form("登记")
    before = database.rows("sign_in")
    sent = form.values() | {"outcome": ["superseded"], "crossing_because": ["我们谈得深"]}
    page = form.page.client.post("/projects/new", sent, 422)
    assert page.error_at("outcome")
    assert database.rows("sign_in") == before


def test_the_department_itself_may_supersede_its_own(as_: SignIn, first_code: str) -> None:
    asked = filed(as_, "colleague", CHENDING, 422)
    page = asked.form("登记").submit(outcome="superseded", crossing_because="以这个为准")
    assert page.says("首谈 本项目， 保护到 2026-09-08")
    assert as_("officer").get(f"/projects/{first_code}").says("首谈 商务局，2026-06-10 起")


def test_no_outcome_goes_without_a_reason(as_: SignIn, first_code: str) -> None:
    page = filed(as_, "stranger", CHENDING, 422).form("登记").submit(status=422, outcome="new")
    assert "请写明为什么" in page.error_at("crossing_because")


def test_one_that_is_merged_by_a_stranger_is_handed_to_the_first(
    as_: SignIn, database: Database, first_code: str
) -> None:
    before, last = count(database, Project), last_event(database)
    asked = filed(as_, "stranger", CHENDING, 422)
    page = asked.form("登记").submit(outcome="merged", crossing_because="同一件事")
    assert page.says("已转给商务局接着谈，没有另立项目")
    assert page.heading == "台账"
    assert count(database, Project) == before
    assert kinds_recorded(database, last) == [K.LEADS_CROSSED]
    earlier = as_("officer").get(f"/projects/{first_code}")
    assert earlier.says("听到的是：后来的示例项目；要 80 亩地；金额 3.50 亿元")
    assert count(database, FollowUp) == 1, "the world's own"


def test_one_that_is_merged_by_who_may_becomes_a_follow_up_there(
    as_: SignIn, database: Database, first_code: str
) -> None:
    last = last_event(database)
    asked = filed(as_, "colleague", CHENDING, 422)
    page = asked.form("登记").submit(outcome="merged", crossing_because="同一件事")
    assert page.heading == "先谈的示例项目"
    assert page.says("请进来")
    assert page.says("后来的示例项目；要 80 亩地；金额 3.50 亿元")
    assert kinds_recorded(database, last) == [K.FOLLOW_UP_LOGGED, K.LEADS_CROSSED]


def test_a_form_sent_twice_crosses_once(as_: SignIn, database: Database, first_code: str) -> None:
    form = filed(as_, "stranger", CHENDING, 422).form("登记")
    sent = form.values() | {"outcome": ["new"], "crossing_because": ["另一条线"]}
    client = form.page.client
    places = {client.post("/projects/new", sent).location for _ in range(2)}
    assert len(places) == 1
    assert count(database, Crossing) == 1


def test_a_firm_is_changed_past_the_same_questions(
    as_: SignIn, database: Database, first_code: str
) -> None:
    client = as_("stranger")
    page = client.get("/projects/ZX2026-0002/edit").form("保存").submit(status=422, firm=CHENDING)
    assert "起已在谈这家企业" in page.error_at("outcome")
    offered = [one["value"] for one in page.tree.all("input", name="outcome")]
    assert offered == ["new", "ignored"], "a project that is there already is not merged"
    saved = page.form("保存").submit(outcome="ignored", crossing_because="冷链与材料无关")
    assert saved.says("修改了企业")
    with database.session() as session:
        crossing = session.scalars(select(Crossing)).one()
        assert (crossing.outcome, crossing.earlier.code) == (Outcome.IGNORED, first_code)


def test_an_edit_that_leaves_the_firm_alone_asks_nothing(as_: SignIn, database: Database) -> None:
    saved = as_("officer").get("/projects/ZX2026-0001/edit").form("保存").submit(
        firm="示例管业", summary="两条线", credit_code=CODE
    )  # fmt: skip
    assert saved.says("两条线")
    with database.session() as session:
        assert World(session).jia.firm.credit_code == CODE  # type: ignore[union-attr]
