"""Setting: the day, the people and the places of the synthetic office."""

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
class Setting:
    """`owners` names each as often as they have shares; zones are numbers by their kind."""

    today: date
    people: Mapping[str, User]
    owners: tuple[User, ...]
    departments: Mapping[str, Department]
    links: tuple[ChainLink, ...]
    zones: Mapping[str, tuple[int, ...]]
    clocks: Mapping[Reason, Clock]

    def rng(self, strand: str) -> Random:
        """A generator that gives the same on the same day, whatever else has been made."""
        return Random(f"{self.today.isoformat()}/{strand}")


def read_setting(session: Session, today: date, people: Mapping[str, User]) -> Setting:
    """What the seeded office offers on that day."""
    zones: dict[str, tuple[int, ...]] = {}
    for zone in session.scalars(select(Zone).order_by(Zone.id)):
        zones[zone.kind] = (*zones.get(zone.kind, ()), zone.id)
    return Setting(
        today=today,
        people=people,
        owners=tuple(_interleaved(people)),
        departments={one.name: one for one in session.scalars(select(Department))},
        links=tuple(session.scalars(select(ChainLink).order_by(ChainLink.id))),
        zones=zones,
        clocks=clocks_in_force(session, today),
    )


def _interleaved(people: Mapping[str, User]) -> list[User]:
    """Round after round, so that no stretch of projects falls to one person."""
    rounds = range(max(part.shares for part in PARTS))
    return [people[part.login] for turn in rounds for part in PARTS if part.shares > turn]
