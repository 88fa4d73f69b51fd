"""What is wrong with a field is said once, at the field, and says what to do."""

import pytest
from sqlalchemy import select

from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.follow_up_form import NEW, TOLD
from tests.world import JIA
from tracker.domain.firm import Firm
from tracker.matching.normal_name import is_seen
from tracker.web.form_messages import SAID

NOTHING = ["\u200b", "\u200b \u200d\ufeff", "\u2800", "\u3164", "\u3000\t", "\x07"]
MANY_SIGNS_OF_ONE = "ﷺ"


@pytest.mark.parametrize("nothing", NOTHING, ids=ascii)
def test_a_text_that_shows_nothing_is_empty(as_: SignIn, nothing: str) -> None:
    client = as_("officer")
    form = client.get(NEW, project=JIA).form(NEW)
    assert "请写谈了什么" in form.submit(status=422, **(TOLD | {"said": nothing})).error_at("said")
    form = client.get("/projects/new").form("登记")
    told = {"name": nothing, "firm": "示例公司", "amount": "3", "amount_unit": "亿"}
    assert "请写项目名称" in form.submit(status=422, **told).error_at("name")


def test_joined_signs_and_made_up_ones_are_text_like_any_other() -> None:
    assert all(is_seen(sign) for sign in "钢𠮷a-\ue000́")


def test_what_cannot_be_read_is_said_once_and_says_what_to_do(as_: SignIn) -> None:
    form = as_("admin").get("/settings/judge").form("/settings/judge")
    said = form.submit(status=422, yellow="三天").error_at("yellow")
    assert said == "请只写整数，不写小数和文字。"


def test_a_choice_that_is_not_offered_says_where_to_choose(as_: SignIn) -> None:
    client = as_("officer")
    values = client.get(f"/projects/{JIA}/amounts").form("记下").values()
    page = client.post(f"/projects/{JIA}/amounts", values | {"kind": "gift"}, status=422)
    assert page.error_at("kind") == "请从列出的选项里选一个。"


def test_no_word_of_the_library_only_says_that_something_is_wrong() -> None:
    assert all("请" in said for said in SAID.values())


@pytest.mark.parametrize("name", [f"示例{MANY_SIGNS_OF_ONE * 10}", MANY_SIGNS_OF_ONE * 120])
def test_a_name_that_folds_to_more_than_can_be_kept_is_refused_at_its_field(
    as_: SignIn, database: Database, name: str
) -> None:
    told = {"name": "示例项目", "firm": name, "amount": "3", "amount_unit": "亿"}
    page = as_("officer").get("/projects/new").form("登记").submit(status=422, **told)
    assert "最多 120 个字" in page.error_at("firm")
    with database.session() as session:
        assert session.scalar(select(Firm.id).where(Firm.name == name)) is None


@pytest.mark.parametrize(("field", "day"), [("next_on", "2099-01-01"), ("on", "1990-01-01")])
def test_a_day_beyond_ten_years_is_a_slip_of_the_year(as_: SignIn, field: str, day: str) -> None:
    form = as_("officer").get(NEW, project=JIA).form(NEW)
    page = form.submit(status=422, **(TOLD | {field: day}))
    assert page.error_at(field) == "离今天超过 10 年，请核对年份。"


FORMS = (
    (f"/projects/{JIA}/amounts", "on", "2001-01-01"),
    (f"/projects/{JIA}/blockers", "due_on", "2099-01-01"),
    (f"/projects/{JIA}/stage?to=shelved", "on", "2001-01-01"),
    ("/projects/new", "on", "2001-01-01"),
)


@pytest.mark.parametrize(("path", "field", "day"), FORMS)
def test_it_is_in_every_form(as_: SignIn, path: str, field: str, day: str) -> None:
    form = as_("officer").get(path).form(path.split("?")[0])
    assert "离今天超过 10 年" in form.submit(status=422, **{field: day}).error_at(field)
