"""Moving along the stage line."""

import pytest

from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import BING, JIA, YI, World
from tracker.domain.event import EventKind
from tracker.domain.project.stage_rules import Fact
from tracker.domain.words import Stage

STAGE = f"/projects/{JIA}/stage"
REVIEWED = {"due_diligence": "通过", "fair_competition": "通过"}


def test_the_form_asks_for_just_the_facts_that_the_stage_needs(as_: SignIn) -> None:
    client = as_("officer")
    assert asked_by(client.get(STAGE, to="review")) == set(REVIEWED)
    assert asked_by(client.get(STAGE, to="signed")) == {*signing(), "filed_on"}


def asked_by(page: Page) -> set[str]:
    """The facts that the form of the next stage has a field for."""
    return {field["name"] for field in page.form(STAGE).node.all("input")} & set(Fact)


def test_a_project_moves_with_its_facts_and_one_event(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = as_("officer").get(STAGE, to="review").form(STAGE).submit(**REVIEWED)
    assert page.says("在谈 → 评审")
    assert page.says("尽职调查结论 通过")
    assert kinds_recorded(database, before) == [EventKind.STAGE_ADVANCED]


def test_a_skipped_stage_without_its_facts_is_refused_by_name(
    as_: SignIn, database: Database
) -> None:
    form = as_("officer").get(STAGE, to="signed").form(STAGE)
    before = database.rows()
    page = form.submit(status=422)
    for field in ("due_diligence", "contract_yuan", "planned_start_on"):
        assert "还缺" in page.error_at(field)
    assert database.rows() == before


@pytest.mark.parametrize(
    ("told", "field", "sentence"),
    [
        ({"on": "2026-06-11"}, "on", "不能是将来的日子"),
        ({"on": "2020-01-01"}, "on", "不能早于"),
        ({"on": ""}, "on", "请选是哪一天"),
    ],
)
def test_a_day_that_makes_no_sense_is_refused(
    as_: SignIn, told: dict[str, str], field: str, sentence: str
) -> None:
    form = as_("officer").get(STAGE, to="review").form(STAGE)
    assert sentence in form.submit(status=422, **(REVIEWED | told)).error_at(field)


def test_a_wrong_credit_code_and_a_wrong_area_are_said_at_their_fields(as_: SignIn) -> None:
    form = as_("officer").get(STAGE, to="permitted").form(STAGE)
    page = form.submit(status=422, credit_code="91430400MA4L000X18", area_mu="三十亩")
    assert "18 位" in page.error_at("credit_code")
    assert "只写数字" in page.error_at("area_mu")


def test_going_back_and_out_wants_a_reason(as_: SignIn) -> None:
    client = as_("officer")
    for to in ("lead", "shelved", "dropped"):
        page = client.get(STAGE, to=to).form(STAGE).submit(status=422, because="")
        assert "请写明原因" in page.error_at("because")
    page = client.get(STAGE, to="shelved").form(STAGE).submit(because="企业暂缓投资")
    assert page.says("企业暂缓投资")
    again = client.get(STAGE, to="talks").form(STAGE).submit(because="重新招商")
    assert again.says("暂停 → 在谈")


def test_leaving_with_open_blockers_is_said_before(as_: SignIn) -> None:
    said = "还有 1 个堵点没有销号"
    assert as_("officer").get(f"/projects/{BING}/stage", to="shelved").says(said)
    assert not as_("officer").get(f"/projects/{BING}/stage", to="talks").says(said)


def test_a_project_moved_by_another_meanwhile_is_shown_again(
    as_: SignIn, database: Database
) -> None:
    form = as_("officer").get(STAGE, to="review").form(STAGE)
    as_("colleague").get(STAGE, to="shelved").form(STAGE).submit(because="同事先动了")
    page = form.submit(status=409, **REVIEWED)
    assert page.says("项目已被移到“暂停”")
    with database.session() as session:
        assert World(session).jia.stage is Stage.SHELVED


def test_a_move_recorded_by_mistake_is_voided_with_a_reason(
    as_: SignIn, database: Database
) -> None:
    client = as_("officer")
    client.get(STAGE, to="review").form(STAGE).submit(**REVIEWED)
    void = client.get(f"{STAGE}/void").form(f"{STAGE}/void")
    assert "请写明" in void.submit(status=422, because="").error_at("because")
    page = void.submit(because="点错了")
    assert page.says("退回“在谈”")
    assert page.says("点错了")
    with database.session() as session:
        jia = World(session).jia
        assert (jia.stage, jia.facts.get("due_diligence")) == (Stage.TALKS, None)


def test_the_same_form_sent_twice_moves_once(as_: SignIn, database: Database) -> None:
    client = as_("officer")
    values = client.get(STAGE, to="review").form(STAGE).values() | REVIEWED
    before = last_event(database)
    for _ in range(2):
        client.post(STAGE, values, status=303)
    assert kinds_recorded(database, before) == [EventKind.STAGE_ADVANCED]


@pytest.mark.parametrize("code", [YI, "ZX2026-9999"])
def test_somebody_elses_project_is_not_there(as_: SignIn, database: Database, code: str) -> None:
    client = as_("officer")
    before = database.rows()
    client.get(f"/projects/{code}/stage", status=404)
    client.post(f"/projects/{code}/stage", {"to": "dropped", "because": "x"}, status=404)
    assert database.rows() == before


@pytest.mark.parametrize(("who", "code"), [("leader", JIA), ("street", BING)])
def test_who_only_sees_a_project_may_not_move_it(
    as_: SignIn, database: Database, who: str, code: str
) -> None:
    client = as_(who)
    before = database.rows()
    client.post(f"/projects/{code}/stage", {"to": "dropped", "because": "x"}, status=403)
    assert database.rows() == before


def signing(**told: str) -> dict[str, str]:
    return (
        REVIEWED
        | {
            "agreement_kind": "正式合同",
            "contract_yuan": "32000",
            "planned_start_on": "2026-09-15",
        }
        | told
    )


@pytest.mark.parametrize("failed", [["due_diligence"], ["due_diligence", "fair_competition"]])
def test_nothing_is_signed_after_a_review_that_failed(
    as_: SignIn, database: Database, failed: list[str]
) -> None:
    form, before = as_("officer").get(STAGE, to="signed").form(STAGE), database.rows()
    page = form.submit(status=422, **signing(**dict.fromkeys(failed, "未通过")))
    assert all("“未通过”的不能签约" in page.error_at(field) for field in failed)
    assert database.rows() == before


def test_a_review_that_failed_is_asked_for_again_before_the_signing(
    as_: SignIn, database: Database
) -> None:
    officer = as_("officer")
    told = {"due_diligence": "有条件通过", "fair_competition": "未通过"}
    officer.get(STAGE, to="review").form(STAGE).submit(**told)
    page = officer.get(f"/projects/{JIA}")
    assert "公平竞争审查结论" in page.tree.one("div", class_="needs").text
    form = officer.get(STAGE, to="signed").form(STAGE)
    assert "due_diligence" not in form.page.body
    asked = {key: value for key, value in signing().items() if key != "due_diligence"}
    assert form.submit(**asked).says("评审 → 签约")
    with database.session() as session:
        assert World(session).jia.facts["fair_competition"] == "通过"


def test_a_contract_sum_far_from_the_last_one_is_asked_about_once(as_: SignIn) -> None:
    form = as_("officer").get(STAGE, to="signed").form(STAGE)
    told = signing(contract_yuan="700000")
    page = form.submit(status=422, **told)
    said = page.error_at("contract_yuan")
    assert said == "是 70.00 亿元吗？上一次记的是 5.00 亿元，相差超过 3 倍。"
    page.form(STAGE).submit(**told, sure="7000000000")


def test_a_registered_capital_is_not_held_against_the_investment(as_: SignIn) -> None:
    form = as_("officer").get(STAGE, to="registered").form(STAGE)
    page = form.submit(status=422, **signing(), registered_capital_yuan="1000")
    assert page.error_at("registered_capital_yuan") == ""


def test_a_start_before_the_signing_is_asked_about_once(as_: SignIn) -> None:
    form = as_("officer").get(STAGE, to="signed").form(STAGE)
    told = signing(planned_start_on="2020-01-01")
    page = form.submit(status=422, **told)
    assert "计划开工 2020-01-01 早于这一步的日子" in page.error_at("planned_start_on")
    assert page.says("核对过了，就是 2020-01-01")
    page.form(STAGE).submit(**told, sure="2020-01-01")


def test_a_contract_sum_is_not_about_so_much(as_: SignIn) -> None:
    form = as_("officer").get(STAGE, to="signed").form(STAGE)
    page = form.submit(status=422, **signing(contract_yuan="约32000"))
    assert "不写“约”" in page.error_at("contract_yuan")
