"""What falls due: in the order of days on a project's page, and how late it is in the ledger."""

from datetime import timedelta

import pytest

from tests.client.page_client import SignIn
from tests.databases import Database
from tests.world import JIA, TODAY, World
from tracker.domain.words import Contact, Stage


def due_on(as_: SignIn) -> list[tuple[str, str]]:
    """The days and the words of what falls due."""
    page = as_("officer").get(f"/projects/{JIA}")
    [sheet] = [one for one in page.tree.all("section") if "到期" in [h.text for h in one.all("h2")]]
    days, words = ([one.text for one in sheet.all(tag)] for tag in ("dt", "dd"))
    return list(zip(days, words, strict=True))


def test_what_falls_due_stands_in_the_order_of_days(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        World(session).jia.log_follow_up(
            Contact.CALL,
            on=TODAY,
            by=World(session).by("officer"),
            said="示例：谈过",
            next_step="很久以后",
            next_on=TODAY + timedelta(days=400),
        )
        session.commit()
    due = due_on(as_)
    assert len(due) == 3
    assert due[-1] == ("2027-07-15", "下次跟进：很久以后")


def test_a_follow_up_that_is_late_says_how_late(as_: SignIn, database: Database) -> None:
    with database.session() as session:
        World(session).jia.next_on = TODAY - timedelta(days=3)
        session.commit()
    assert due_on(as_)[0][0] == "逾期 3 天"


@pytest.mark.parametrize(
    ("late", "stage", "said"),
    [(5, Stage.TALKS, "逾期 5 天"), (0, Stage.TALKS, "今天"), (5, Stage.DROPPED, "06-05 周五")],
)
def test_a_promise_that_was_not_kept_says_how_late_it_is(
    as_: SignIn, database: Database, late: int, stage: Stage, said: str
) -> None:
    with database.session() as session:
        jia = World(session).jia
        jia.next_on, jia.stage = TODAY - timedelta(days=late), stage
        session.commit()
    page = as_("colleague").get("/projects", stage=str(stage))
    cell = page.tree.one("td", data_label="下次跟进")
    assert cell.text == said
    assert bool(cell.all("b")) is said.startswith("逾期")
