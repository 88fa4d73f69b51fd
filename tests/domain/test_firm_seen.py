"""Which firms a person knows of, and whose numbers they may read whole."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.builders import firms, samples
from tests.world import STREET, TODAY, World
from tracker.domain.blocker import report_blocker
from tracker.domain.firm import Firm
from tracker.domain.words import BlockerKind, Segment
from tracker.queries.visible_firms import sees_contacts, visible_firms
from tracker.refusal import Refused

EVERYBODY = {"officer", "colleague", "head", "stranger", "leader", "street"}
BUREAU = {"officer", "colleague", "head", "leader"}


def who_knows(world: World, firm: Firm) -> set[str]:
    world.session.flush()
    return {
        who
        for who in (*EVERYBODY, "auditor", "admin", "guard", "newcomer")
        if world.session.scalar(
            select(Firm.id).where(Firm.id == firm.id, visible_firms(world.by(who).asker))
        )
    }


def hidden(world: World) -> Firm:
    return firms.firm(world, "示例暗中有限公司", is_listed=False)


def test_a_firm_that_nothing_speaks_of_is_known_to_who_sees_everything(world: World) -> None:
    assert who_knows(world, hidden(world)) == {"leader"}


def test_a_firm_of_a_project_is_known_to_who_sees_the_project(world: World) -> None:
    firm = hidden(world)
    project = samples.project(world, firm=firm)
    assert who_knows(world, firm) == BUREAU
    report_blocker(
        project,
        BlockerKind.LAND,
        "没有地",
        on=TODAY,
        by=world.by("officer"),
        department=world.department(STREET),
        due_on=TODAY,
    )
    assert who_knows(world, firm) == BUREAU | {"street"}


PUBLIC: dict[str, Callable[[World, Firm], object]] = {
    "listed": lambda world, firm: setattr(firm, "is_listed", True),
    "link": lambda world, firm: firms.on_link(world, firm, world.link(Segment.UPSTREAM)),
    "capacity": lambda world, firm: firms.capacity(world, firm, world.link(Segment.UPSTREAM)),
    "ranking": lambda world, firm: firms.ranked(world, firm, 7),
    "proposed": lambda world, firm: firms.targeted(world, firm, world.link(Segment.UPSTREAM)),
}


@pytest.mark.parametrize("how", PUBLIC)
def test_a_firm_that_is_known_in_its_own_right_is_known_to_all_who_see_projects(
    world: World, how: str
) -> None:
    firm = hidden(world)
    PUBLIC[how](world, firm)
    expected = EVERYBODY - {"street"} if how == "proposed" else EVERYBODY
    assert who_knows(world, firm) == expected


def courted(world: World, firm: Firm) -> None:
    firms.courted(world, firm, world.link(Segment.UPSTREAM))


def test_a_firm_that_one_department_courts_is_known_to_that_department(world: World) -> None:
    firm = hidden(world)
    courted(world, firm)
    assert who_knows(world, firm) == BUREAU


def who_reads(world: World, firm: Firm) -> set[str]:
    return {who for who in EVERYBODY if sees_contacts(world.session, world.by(who), firm)}


def test_numbers_are_read_by_who_may_read_those_of_one_of_its_projects(world: World) -> None:
    firm = firms.firm(world, "示例甲")
    assert who_reads(world, firm) == {"leader"}
    samples.project(world, firm=firm)
    assert who_reads(world, firm) == BUREAU


def test_numbers_are_read_by_who_courts_the_firm(world: World) -> None:
    firm = firms.firm(world, "示例甲")
    firms.targeted(world, firm, world.link(Segment.MIDSTREAM))
    assert who_reads(world, firm) == {"leader"}
    courted(world, firm)
    assert who_reads(world, firm) == BUREAU


def test_a_contact_is_written_down_once_and_struck_out_with_a_reason(world: World) -> None:
    firm, by = firms.firm(world, "示例甲"), world.by("officer")
    contact = firm.add_contact("示例人", title="总监", phone="13800001111", by=by, on=TODAY)
    told = firms.last_event(world)
    assert told.after == {"name": "示例人", "title": "总监"}, "the number is not for all"
    with pytest.raises(Refused, match="已经记过"):
        firm.add_contact("示例人", phone="138 0000 1111", by=by, on=TODAY)
    with pytest.raises(Refused, match="至少 7 位"):
        firm.add_contact("示例人", phone="123", by=by, on=TODAY)
    with pytest.raises(Refused, match="原因"):
        firm.void_contact(contact, because="", by=by, on=TODAY)
    firm.void_contact(contact, because="已离职", by=by, on=TODAY)
    assert contact.is_void
    firm.add_contact("示例人", phone="13800001111", by=by, on=TODAY)
