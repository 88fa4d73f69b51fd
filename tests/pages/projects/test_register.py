"""Registering a project."""

import pytest
from sqlalchemy import func, select

from tests.client.page_client import SignIn
from tests.databases import Database
from tests.pages.events import kinds_recorded, last_event
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.project import Project

WHOLE = {
    "name": "示例气瓶二期",
    "firm": "示例钢瓶有限公司",
    "amount": "3.5",
    "amount_unit": "亿",
    "source": "visit",
    "industry": "装备制造",
}


def test_a_project_is_registered_with_its_firm_and_its_sum(as_: SignIn, database: Database) -> None:
    before = last_event(database)
    page = as_("officer").get("/projects/new").form("登记").submit(**WHOLE)
    assert page.heading == "示例气瓶二期"
    assert page.says("3.50 亿元")
    assert page.says("示例钢瓶有限公司")
    assert kinds_recorded(database, before) == [EventKind.PROJECT_REGISTERED]


def test_a_form_sent_twice_registers_one_project(as_: SignIn, database: Database) -> None:
    client = as_("officer")
    values = client.get("/projects/new").form("登记").values() | WHOLE
    places = {client.post("/projects/new", values, status=303).location for _ in range(2)}
    assert len(places) == 1
    with database.session() as session:
        assert session.scalar(select(func.count()).where(Project.name == WHOLE["name"])) == 1


@pytest.mark.parametrize(
    ("field", "given", "sentence"),
    [
        ("name", "", "请写项目名称"),
        ("name", "长" * 101, "最多 100 个字"),
        ("name", "钢\x00管", "无法保存的字符"),
        ("firm", "", "请写企业"),
        ("amount", "很多", "请只写数字"),
        ("amount", "", "请写金额"),
        ("amount", "500", "是 500.00 亿元吗"),
        ("on", "2026-06-11", "不能是将来的日子"),
        ("on", "2026-02-30", "没有这一天"),
        ("contact_phone", "1" * 41, "最多 40 个字"),
        ("contact_phone", "abc", "电话至少 7 位数字"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    as_: SignIn, database: Database, field: str, given: str, sentence: str
) -> None:
    form = as_("officer").get("/projects/new").form("登记")
    before = database.rows()
    page = form.submit(status=422, **(WHOLE | {field: given}))
    assert sentence in page.error_at(field)
    kept = page.form("登记").values()
    assert all(kept[name] == [value] for name, value in WHOLE.items() if name != field)
    assert database.rows() == before


def test_a_unit_typed_into_the_wrong_box_is_asked_about_once(as_: SignIn) -> None:
    told = WHOLE | {"amount": "5亿", "amount_unit": "万"}
    page = as_("officer").get("/projects/new").form("登记").submit(status=422, **told)
    assert "是 5.00 亿元吗" in page.error_at("amount")
    saved = page.form("登记").submit(sure="500000000")
    assert saved.says("5.00 亿元")


def test_a_sum_told_vaguely_keeps_its_words(as_: SignIn) -> None:
    told = WHOLE | {"amount": "", "amount_words": "5000万到1亿"}
    assert as_("officer").get("/projects/new").form("登记").submit(**told).says("5000万到1亿")


def test_another_spelling_of_a_firm_is_the_same_firm(as_: SignIn, database: Database) -> None:
    client = as_("officer")
    told = {"outcome": "new", "crossing_because": "二期"}
    client.get("/projects/new").form("登记").submit(**(WHOLE | {"firm": "示例瓶业（衡阳）公司"}))
    again = WHOLE | {"firm": "示例瓶业(衡阳) 公司"}
    asked = client.get("/projects/new").form("登记").submit(status=422, **again)
    asked.form("登记").submit(**told)
    with database.session() as session:
        found = select(func.count()).where(Firm.name.contains("示例瓶业"))
        assert session.scalar(found) == 1


def test_extra_fields_in_the_form_change_nothing(as_: SignIn, database: Database) -> None:
    client = as_("officer")
    values = client.get("/projects/new").form("登记").values()
    client.post("/projects/new", values | WHOLE | {"stage": "signed", "version": "9", "role": "x"})
    with database.session() as session:
        made = session.scalars(select(Project).where(Project.name == WHOLE["name"])).one()
        assert (made.stage, made.is_sure) == ("lead", True)


@pytest.mark.parametrize("who", ["leader", "street", "auditor", "admin", "guard", "newcomer"])
def test_who_may_not_register_is_told_so(as_: SignIn, who: str) -> None:
    as_(who).get("/projects/new", status=403)


def test_about_so_much_keeps_its_words_beside_the_number(as_: SignIn, database: Database) -> None:
    told = WHOLE | {"amount": "约5000", "amount_unit": "万"}
    page = as_("officer").get("/projects/new").form("登记").submit(**told)
    assert page.says("约5000万元")
    with database.session() as session:
        made = session.scalars(select(Project).where(Project.name == WHOLE["name"])).one()
        assert (made.amount_yuan, made.amount_words) == (50_000_000, "约5000万元")
