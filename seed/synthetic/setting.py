"""Setting: what the synthetic lives play in, read once as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.synthetic.people import PARTS
from tracker.domain.chain import ChainLink
from tracker.domain.office.clocks import Clock, Reason, clocks_in_force
from tracker.domain.office.zone import Zone
from tracker.domain.people.department import Department
from tracker.domain.people.user import User


@dataclass(frozen=True, slots=True)
class Unit:
    """A department without its row."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who acts, without an account's row."""

    id: int
    name: str
    department_id: int | None
    department: str


@dataclass(frozen=True, slots=True)
class Link:
    """A chain link, with its products."""

    id: int
    name: str
    products: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """Day, people, places and clocks. `owners` names each as often as they have shares."""

    today: date
    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    owners: tuple[Person, ...]
    links: tuple[Link, ...]
    zones: Mapping[str, tuple[int, ...]]
    clocks: Mapping[Reason, Clock]

    def rng(self, strand: str) -> Random:
        """A generator that gives the same on the same day, whatever else has been made."""
        return Random(f"{self.today.isoformat()}/{strand}")


def read_setting(session: Session, today: date, people: Mapping[str, User]) -> Setting:
    """What the seeded office offers on that day."""
    persons = {login: _person(one) for login, one in people.items()}
    zones: dict[str, tuple[int, ...]] = {}
    for zone in session.scalars(select(Zone).order_by(Zone.id)):
        zones[zone.kind] = (*zones.get(zone.kind, ()), zone.id)
    return Setting(
        today=today,
        units={one.name: Unit(one.id, one.name) for one in session.scalars(select(Department))},
        people=persons,
        owners=tuple(_interleaved(persons)),
        links=tuple(
            Link(one.id, one.name, tuple(filter(None, one.products.split("、"))) or (one.name,))
            for one in session.scalars(select(ChainLink).order_by(ChainLink.id))
        ),
        zones=zones,
        clocks=clocks_in_force(session, today),
    )


def _person(user: User) -> Person:
    where = user.department.name if user.department else ""
    return Person(user.id, user.name, user.department_id, where)


def _interleaved(persons: Mapping[str, Person]) -> list[Person]:
    """Round after round, so that no stretch of projects falls to one person."""
    rounds = range(max(part.shares for part in PARTS))
    return [persons[part.login] for turn in rounds for part in PARTS if part.shares > turn]
