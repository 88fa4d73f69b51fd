"""Handing over, the task force, amounts and raising a blocker."""

import pytest

from tests.client.page_client import SignIn
from tests.databases import Database
from tests.pages.events import kinds_recorded, last_event
from tests.world import BING, JIA, STREET, YI, World
from tracker.domain.event import EventKind

OWNER, AMOUNTS = f"/projects/{JIA}/owner", f"/projects/{JIA}/amounts"
FORCE, BLOCKERS = f"/projects/{JIA}/task-force", f"/projects/{JIA}/blockers"


def _id_of(database: Database, who: str) -> str:
    with database.session() as session:
        return str(World(session).user(who).id)


def _street(database: Database) -> str:
    with database.session() as session:
        return str(World(session).department(STREET).id)


def test_a_project_is_handed_over_with_a_reason(as_: SignIn, database: Database) -> None:
    heir, before = _id_of(database, "colleague"), last_event(database)
    form = as_("officer").get(OWNER).form(OWNER)
    assert "请写明移交原因" in form.submit(status=422, owner=heir, because="").error_at("because")
    page = form.submit(owner=heir, because="岗位调整")
    assert page.says("移交给 陈一")
    assert page.says("岗位调整")
    assert kinds_recorded(database, before) == [EventKind.PROJECT_HANDED_OVER]


def test_who_hands_a_project_to_another_department_ends_on_the_ledger(
    as_: SignIn, database: Database
) -> None:
    heir = _id_of(database, "stranger")
    page = as_("officer").get(OWNER).form(OWNER).submit(owner=heir, because="行业归口")
    assert page.heading == "台账"
    as_("officer").get(f"/projects/{JIA}", status=404)
    as_("stranger").get(f"/projects/{JIA}")


def test_a_department_in_the_task_force_sees_the_project_until_it_leaves(
    as_: SignIn, database: Database
) -> None:
    street, officer = as_("street"), as_("officer")
    street.get(f"/projects/{JIA}", status=404)
    told = {"department": _street(database), "person": "示例干部", "task": "协调征拆"}
    page = officer.get(FORCE).form(FORCE).submit(**told)
    assert page.says("协调征拆")
    assert street.get(f"/projects/{JIA}").heading
    assert "已经在专班里" in page.form(FORCE).submit(status=422, **told).error_at("department")
    page.form("离开").submit()
    street.get(f"/projects/{JIA}", status=404)


def test_a_newer_sum_is_noted_and_the_older_one_stays(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    form = as_("officer").get(AMOUNTS).form(AMOUNTS)
    told = {"kind": "planned", "amount": "12000", "amount_unit": "万", "source": "可研报告"}
    page = form.submit(status=422, **told) if _is_far_off(database) else form.submit(**told)
    if page.status == 422:
        page = page.form(AMOUNTS).submit(sure="120000000")
    assert page.says("1.20 亿元")
    assert page.says("可研报告")
    assert kinds_recorded(database, before) == [EventKind.AMOUNT_NOTED]


def _is_far_off(database: Database) -> bool:
    with database.session() as session:
        now = World(session).jia.amount_yuan or 120_000_000
        return not now / 3 <= 120_000_000 <= now * 3


def test_a_blocker_is_raised_and_assigned_in_one_breath(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    told = {
        "kind": "parking",
        "what": "停车位不足",
        "department": _street(database),
        "due_on": "2026-06-20",
    }
    page = as_("officer").get(BLOCKERS).form(BLOCKERS).submit(**told)
    assert page.says("停车位不足")
    assert page.says("1 个未销号")
    assert kinds_recorded(database, before) == [EventKind.BLOCKER_RAISED]


@pytest.mark.parametrize(
    ("told", "field", "sentence"),
    [
        ({"what": ""}, "what", "请写清楚"),
        ({"due_on": "2026-06-01"}, "due_on", "已经过去"),
        ({"due_on": "2026-06-20"}, "department", "请选由谁办理"),
        ({"what": "长" * 1001}, "what", "最多 1000 个字"),
    ],
)
def test_a_blocker_that_is_not_whole_is_refused_at_its_field(
    as_: SignIn, database: Database, told: dict[str, str], field: str, sentence: str
) -> None:
    whole = {"kind": "land", "what": "没有地"} | told
    form = as_("officer").get(BLOCKERS).form(BLOCKERS)
    before = database.rows()
    page = form.submit(status=422, **whole)
    assert sentence in page.error_at(field)
    assert database.rows() == before


@pytest.mark.parametrize("act", ["owner", "task-force", "amounts", "blockers", "edit"])
def test_acts_on_somebody_elses_project_find_nothing(
    as_: SignIn, database: Database, act: str
) -> None:
    client = as_("officer")
    before = database.rows()
    client.get(f"/projects/{YI}/{act}", status=404)
    client.post(f"/projects/{YI}/{act}", {"because": "x", "what": "x"}, status=404)
    assert database.rows() == before


@pytest.mark.parametrize("act", ["owner", "task-force", "amounts", "edit"])
def test_the_street_may_not_act_beyond_its_part(as_: SignIn, act: str) -> None:
    as_("street").get(f"/projects/{BING}/{act}", status=403)


def test_a_wrong_sum_is_taken_back_from_the_projects_page(as_: SignIn, database: Database) -> None:
    officer, before = as_("officer"), last_event(database)
    officer.get(AMOUNTS).form(AMOUNTS).submit(kind="filed", amount="60000", amount_unit="万")
    page = officer.get(f"/projects/{JIA}")
    form = page.follow("作废备案 6.00 亿元").form("作废")
    assert "请写明为什么作废" in form.submit(status=422).error_at("because")
    page = form.submit(because="那是面积，不是金额")
    assert kinds_recorded(database, before)[-1] == EventKind.AMOUNT_VOIDED
    assert page.tree.one("del").text == "6.00 亿元"
    assert page.says("那是面积，不是金额")
    with database.session() as session:
        assert World(session).jia.amount_yuan == 500_000_000


def test_nobody_else_takes_a_sum_back(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        number = World(session).jia.amounts[0].id
    path, before = f"{AMOUNTS}/{number}/void", database.rows("sign_in")
    for who, status in (("stranger", 404), ("leader", 403), ("auditor", 403)):
        as_(who).get(path, status=status)
        as_(who).post(path, {"because": "x"}, status=status)
    as_("colleague").post(f"/projects/{BING}/amounts/{number}/void", {"because": "x"}, status=404)
    as_("officer").post(f"{AMOUNTS}/9999/void", {"because": "x"}, status=404)
    assert database.rows("sign_in") == before
