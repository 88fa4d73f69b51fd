"""What happened on a project is told to those whom it concerns, on every page alike."""

from datetime import timedelta

from tests.databases import Database
from tests.page_client import SignIn
from tests.world import BING, TODAY, World
from tracker.domain.blocker import report_blocker
from tracker.domain.directive.directive_acts import give
from tracker.domain.words import BlockerKind


def test_the_street_reads_no_news_of_what_was_handed_to_another_unit(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        world = World(session)
        bing = world.bing
        report_blocker(
            bing,
            BlockerKind.FUNDS,
            "示例：别家的堵点",
            on=TODAY,
            by=world.by("colleague"),
            department=world.department("工信局"),
            due_on=TODAY + timedelta(days=3),
        )
        give(
            session,
            "示例：只给商务局的批示",
            world.department("商务局"),
            due_on=TODAY,
            on=TODAY,
            by=world.by("leader"),
            project=bing,
        )
        session.commit()
    for path in ("/", f"/projects/{BING}", "/notices", "/projects.csv", "/blockers.csv"):
        body = as_("street").get(path).body
        assert "别家的堵点" not in body, path
        assert "只给商务局的批示" not in body, path
    assert "别家的堵点" in as_("colleague").get(f"/projects/{BING}").body
