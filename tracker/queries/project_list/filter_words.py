"""A filter in words: what the chips and a download's first look say."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.domain.chain import Chain, ChainLink
from tracker.domain.firm import Firm
from tracker.domain.office.zone import Zone
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.queries.listing.filter import Pairs
from tracker.queries.project_list.choices import Choices
from tracker.queries.project_list.filter import ProjectFilter

UNKNOWN = "（没有这一项）"
OUTSIDE_THE_CHAINS = ("0", "不在链上")


def described(
    asked: ProjectFilter, session: Session, actor: Actor, known: Choices | None = None
) -> list[tuple[str, str]]:
    """(attribute, words) of every condition but the order; `known` names spare a question."""
    names: dict[str, Pairs] = {**(known or {})}
    names["link"] = [OUTSIDE_THE_CHAINS, *names.get("link", ())]
    for attribute, name_of in NAMES.items():
        value = asked.value(attribute)
        if value and value not in dict(names.get(attribute, ())):
            found = name_of(getattr(asked, attribute), session, actor)
            names[attribute] = [(value, found or UNKNOWN)]
    return [told for told in asked.described(names) if told[0] != "sort"]


def _named(name: Any, by: Any) -> Callable[[Any, Session, Actor], str | None]:
    return lambda value, session, _: session.scalar(select(name).where(by == value))


def _firm(firm_id: int, session: Session, actor: Actor) -> str | None:
    """A firm is known only by projects that this person may see."""
    known = select(Firm.name).join(Project).where(Firm.id == firm_id, visible_projects(actor.asker))
    return session.scalar(known.limit(1))


def _person(user_id: int, session: Session, actor: Actor) -> str | None:
    """The name of a colleague, or of whoever answers for a project that this person may see."""
    seen = visible_projects(actor.asker)
    theirs = select(Project.owner_id).where(Project.owner_id == user_id, seen)
    is_known = or_(User.department_id == actor.department_id, User.id.in_(theirs))
    return session.scalar(select(User.name).where(User.id == user_id, is_known))


NAMES: dict[str, Callable[[Any, Session, Actor], str | None]] = {
    "chain": _named(Chain.name, Chain.slug),
    "link": _named(ChainLink.name, ChainLink.id),
    "department": _named(Department.short_name, Department.id),
    "owner": _person,
    "firm": _firm,
    "zone": _named(Zone.name, Zone.id),
}
"""What is asked for by a number or a sign, and how its name is found."""
