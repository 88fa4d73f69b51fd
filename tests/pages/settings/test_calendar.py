"""A year's days off, entered in the browser."""

import pytest

from tests.client.page_client import SignIn

HERE = "/settings/calendar"


def test_days_are_entered_shown_and_struck_out(as_: SignIn) -> None:
    client = as_("admin")
    form = client.get(f"{HERE}?year=2027").form("记下")
    page = form.submit(since="2027-10-01", until="2027-10-07", what="off", name="国庆节")
    assert page.says("已记下 7 天")
    assert page.heading == "2027 年的工作日"
    assert page.says("放假 国庆节")
    rows = page.tree.all("form", action=None)
    strike = next(one["action"] for one in rows if one["action"].endswith("/strike"))
    assert client.landing(client.post(strike)).says("2027-10-01 已撤掉")


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        ("2027-10-07", "2027-10-01", "until"),
        ("2027-01-01", "2027-03-01", "until"),
        ("2027-02-30", "2027-03-01", "since"),
        ("", "2027-03-01", "since"),
        ("2099-01-01", "2099-01-02", "since"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(
    as_: SignIn, since: str, until: str, field: str
) -> None:
    form = as_("admin").get(HERE).form("记下")
    page = form.submit(since=since, until=until, what="off", name="示例", status=422)
    assert page.error_at(field)


@pytest.mark.parametrize("year", ["", "1", "99999", "abc", "2100", "-5"])
def test_any_year_in_the_address_leads_to_a_year(as_: SignIn, year: str) -> None:
    assert "年的工作日" in as_("admin").get(f"{HERE}?year={year}").heading


def test_a_year_that_is_not_known_says_so(as_: SignIn) -> None:
    assert as_("admin").get(f"{HERE}?year=2028").says("没填的日子按周一至周五算")
