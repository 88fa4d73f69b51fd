"""What can be chosen on the pages of targets: links, people, departments."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from tracker.domain.chain import Chain, ChainLink
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import POLICY, Can, Relation
from tracker.extensions import db
from tracker.web.identity import actor

Pairs = list[tuple[str, str]]
COURTING = [role for role, acts in POLICY.items() if Can.COURT in acts]


def chains() -> Pairs:
    """Every chain in use, by its slug."""
    asked = select(Chain.slug, Chain.name).where(Chain.in_use).order_by(Chain.position, Chain.id)
    return [(slug, name) for slug, name in db.session.execute(asked)]


def links() -> Pairs:
    """Every link in use of every chain in use; the chain is named where there are several."""
    asked = (
        select(
            ChainLink.id,
            Chain.id.label("chain_id"),
            Chain.name,
            ChainLink.segment,
            ChainLink.name.label("link"),
        )
        .join(Chain, Chain.id == ChainLink.chain_id)
        .where(ChainLink.in_use, Chain.in_use)
        .order_by(Chain.position, Chain.id, ChainLink.position, ChainLink.id)
    )
    rows = db.session.execute(asked).all()
    has_several = len({row.chain_id for row in rows}) > 1
    return [
        (
            str(row.id),
            f"{row.name} · {row.segment.label} / {row.link}"
            if has_several
            else f"{row.segment.label} / {row.link}",
        )
        for row in rows
    ]


def colleagues() -> Pairs:
    """Who may court, of one's own department; those who see everything may choose among all."""
    asked = select(User.id, User.name).where(User.is_active, User.role.in_(COURTING))
    if not _sees_all():
        asked = asked.where(User.department_id == actor().department_id)
    return _pairs(asked.order_by(User.department_id, User.id))


def courting_people() -> Sequence[User]:
    """Everybody who may be handed a target, in every department."""
    asked = select(User).where(
        User.is_active, User.role.in_(COURTING), User.department_id.is_not(None)
    )
    return db.session.scalars(asked.order_by(User.department_id, User.id)).all()


def departments() -> Pairs:
    asked = select(Department.id, Department.short_name).where(Department.in_use)
    return _pairs(asked.order_by(Department.id))


def _sees_all() -> bool:
    role = actor().role
    return role is not None and POLICY[role].get(Can.SEE_TARGETS) is Relation.ALL


def _pairs(asked: Select[tuple[int, str]]) -> Pairs:
    return [(str(number), name) for number, name in db.session.execute(asked)]
