"""A filter in words: what the chips and a download's first look say."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from tracker.domain.amounts import spoken
from tracker.domain.chain import Chain, ChainLink
from tracker.domain.firm import Firm
from tracker.domain.office.zone import Zone
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.queries.project_list.arguments import READERS
from tracker.queries.project_list.choices import Choices
from tracker.queries.project_list.filter import ProjectFilter
from tracker.word import Word

UNKNOWN = "（没有这一项）"
NAMES: dict[str, Any] = {
    "link": ChainLink.name,
    "department": Department.short_name,
    "zone": Zone.name,
}


def described(
    asked: ProjectFilter, session: Session, actor: Actor, known: Choices | None = None
) -> list[tuple[str, str]]:
    """(attribute, words) of every condition but the order; `known` names spare a question."""
    words = []
    for attribute, _, label in READERS.values():
        value = getattr(asked, attribute)
        if value in (None, "", ()) or attribute in ("sort", "page"):
            continue
        names = dict((known or {}).get(attribute, ()))
        said = names.get(str(value)) or _said(attribute, value, session, actor)
        words.append((attribute, f"{label}：{said}"))
    return words


def _said(attribute: str, value: Any, session: Session, actor: Actor) -> str:
    if attribute == "link" and value == 0:
        return "不在链上"
    if attribute in NAMES:
        name = NAMES[attribute]
        return session.scalar(select(name).where(name.class_.id == value)) or UNKNOWN
    if attribute == "chain":
        return session.scalar(select(Chain.name).where(Chain.slug == value)) or UNKNOWN
    if attribute == "firm":
        # A firm is known only by projects that this person may see.
        seen = visible_projects(actor.asker)
        known = select(Firm.name).join(Project).where(Firm.id == value, seen)
        return session.scalar(known.limit(1)) or UNKNOWN
    if attribute == "owner":
        return _person(value, session, actor) or UNKNOWN
    if attribute == "stage":
        return "、".join(stage.label for stage in value)
    if attribute.endswith("_yuan"):
        return spoken(value)
    return value.label if isinstance(value, Word) else str(value)


def _person(user_id: int, session: Session, actor: Actor) -> str | None:
    """The name of a colleague, or of whoever answers for a project that this person may see."""
    seen = visible_projects(actor.asker)
    theirs = select(Project.owner_id).where(Project.owner_id == user_id, seen)
    is_known = or_(User.department_id == actor.department_id, User.id.in_(theirs))
    return session.scalar(select(User.name).where(User.id == user_id, is_known))
