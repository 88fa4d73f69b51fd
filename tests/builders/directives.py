"""What the tests of directives share: one given, one answered, and what became of them."""

from datetime import date
from typing import Any

from sqlalchemy import select

from tests.databases import Database
from tests.world import BUREAU, TODAY, World
from tracker.domain.directive import Directive
from tracker.domain.directive.directive_acts import answer, give

SAID = "示例：一周内拿出方案"


def given(
    database: Database,
    office: str = BUREAU,
    *,
    said: str = SAID,
    due_on: date = TODAY,
    person: str = "",
    on: str = "",
) -> int:
    """The number of a directive of the leader's; `on` names what of the world it is on."""
    with database.session() as session:
        world = World(session)
        about: dict[str, Any] = {on: getattr(world, ABOUT[on])} if on else {}
        one = give(
            session,
            said,
            world.department(office),
            due_on=due_on,
            on=TODAY,
            by=world.by("leader"),
            person=world.user(person) if person else None,
            **about,
        )
        session.commit()
        return one.id


ABOUT = {"project": "jia", "blocker": "blocker"}


def answered(database: Database, office: str = BUREAU, who: str = "officer", **told: Any) -> int:
    """The number of one that was answered by that person."""
    number = given(database, office, **told)
    with database.session() as session:
        one = session.get_one(Directive, number)
        answer(one, "示例：方案已报", on=TODAY, by=World(session).by(who))
        session.commit()
    return number


def newest(database: Database) -> Directive:
    """The last directive that was given, with its steps at hand."""
    with database.session() as session:
        found = session.scalars(select(Directive).order_by(Directive.id.desc()).limit(1)).one()
        assert found.steps is not None
        assert found.department
        return found


def key(database: Database, office: str, person: str = "") -> str:
    """The option of a form for that office, or for one of its people."""
    with database.session() as session:
        world = World(session)
        number = world.department(office).id
        return f"{number}/{world.user(person).id}" if person else str(number)
