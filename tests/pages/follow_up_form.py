"""What the tests of follow-ups share: the form's address, and the least that it must be told."""

from sqlalchemy import select

from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.world import JIA
from tracker.domain.project.follow_ups import FollowUp

NEW = "/follow-ups/new"
TOLD = {"kind": "visit-out", "said": "看了样品，约好下周来区里。"}


def newest(database: Database) -> FollowUp:
    with database.session() as session:
        found = session.scalars(select(FollowUp).order_by(FollowUp.id.desc())).first()
        assert found
        return found


def new_on_jia(as_: SignIn) -> Page:
    return as_("officer").get(NEW, project=JIA)
