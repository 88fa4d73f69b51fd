"""Two people act on one blocker at the same moment: one is first, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from tests.builders.blocker_pages import accept, blocker_of, number, path
from tests.builders.samples import user
from tests.databases import Database
from tests.page_client import PageClient, SignIn
from tests.world import INDUSTRY, STREET, World
from tracker.domain.blocker import BlockerAct, BlockerStep
from tracker.domain.words import Role


def both(clients: list[PageClient], where: list[str], sent: list[dict[str, object]]) -> list[int]:
    """Send the forms at the same moment; the statuses of the answers, sorted."""
    start = Barrier(len(clients))

    def send(client: PageClient, address: str, fields: dict[str, object]) -> int:
        start.wait()
        data = fields | {"csrf_token": client.csrf_token}
        return client.flask.post(address, data=data).status_code

    with ThreadPoolExecutor(len(clients)) as pool:
        return sorted(pool.map(send, clients, where, sent))


def counted(database: Database, act: BlockerAct) -> int:
    with database.session() as session:
        asked = select(func.count()).where(BlockerStep.act == act)
        return session.scalar(asked) or 0


@pytest.mark.parametrize("turn", range(3))
def test_of_two_of_the_department_one_takes_it_on_and_the_other_is_told(
    as_: SignIn, database: Database, turn: int
) -> None:
    with database.session() as session:
        user(World(session), "wei", Role.UNIT, STREET, name="魏街")
        session.commit()
    clients = [as_("street"), as_("wei")]
    where = path(database, "accept")
    sent = [{"version": "1"} for _ in clients]
    assert both(clients, [where, where], sent) == [303, 409]
    assert counted(database, BlockerAct.ACCEPT) == 1
    assert blocker_of(database).version == 2


@pytest.mark.parametrize("turn", range(3))
def test_a_department_takes_it_on_while_it_is_handed_to_another(
    as_: SignIn, database: Database, turn: int
) -> None:
    """Two departments would have it at once; only one of the two acts counts."""
    clients = [as_("street"), as_("colleague")]
    handed = {"version": "1", "department": number(database, INDUSTRY), "within": "5"}
    where = [path(database, "accept"), path(database, "assign")]
    statuses = both(clients, where, [{"version": "1"}, handed])
    # Whoever comes second is told; the street may find that it is not its blocker any more.
    assert statuses[0] == 303
    assert statuses[1] in (403, 404, 409)
    assert blocker_of(database).version == 2


@pytest.mark.parametrize("turn", range(3))
def test_it_is_answered_while_more_time_is_asked_for(
    as_: SignIn, database: Database, turn: int
) -> None:
    accept(database)
    clients = [as_("street"), as_("street")]
    answer = {"version": "2", "said": "好了", "on": "2026-06-10"}
    more = {"version": "2", "due_on": "2026-07-01", "because": "等会签"}
    where = [path(database, "answer"), path(database, "ask-time")]
    assert both(clients, where, [answer, more]) == [303, 409]
    assert blocker_of(database).version == 3
