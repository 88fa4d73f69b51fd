"""Registering a lead with a firm that is there already: settled once, decided, both told."""

import pytest
from sqlalchemy import select

from tests.builders.second_leads import (
    CHENDING,
    CODE,
    MISHEARD,
    OTHER_CODE,
    WHOLE,
    count,
    filed,
    firm_id,
    first_code,
)
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import World
from tracker.domain.event import EventKind as K
from tracker.domain.firm import Firm
from tracker.domain.lead.crossing import Crossing, Outcome
from tracker.domain.same_firm.settlements import FirmSettlement, Verdict

__all__ = ["firm_id", "first_code"]


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
    saved = (
        as_("officer")
        .get("/projects/ZX2026-0001/edit")
        .form("保存")
        .submit(firm="示例管业", summary="两条线", credit_code=CODE)
    )
    assert saved.says("两条线")
    with database.session() as session:
        assert World(session).jia.firm.credit_code == CODE  # type: ignore[union-attr]
