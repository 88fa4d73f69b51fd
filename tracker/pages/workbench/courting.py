"""The firms that a person courts, or their department does, with a next step that is due soon."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from tracker.domain.chain import ChainLink
from tracker.domain.firm import Firm
from tracker.domain.permissions import Can, may
from tracker.domain.target import Target
from tracker.domain.user import Actor, User
from tracker.domain.words import Role
from tracker.extensions import db
from tracker.pages.workbench.mine import SHOWN


def courting(who: Actor, until: date) -> list[Any]:
    """Those whose next step falls by that day or was missed, the longest overdue on top.

    Each row also says how many there are in all.
    """
    if not may(who, Can.COURT):
        return []
    asked = (
        select(
            Target.id, Target.state, Target.next_step, Target.next_on, Firm.name,
            ChainLink.name.label("link"), User.name.label("owner"),
            func.count().over().label("total"),
        )
        .join(Firm, Firm.id == Target.firm_id)
        .join(ChainLink, ChainLink.id == Target.chain_link_id)
        .outerjoin(User, User.id == Target.owner_id)
        .where(_whose(who), Target.next_on <= until)
        .order_by(Target.next_on, Target.id)
        .limit(SHOWN)
    )  # fmt: skip
    return list(db.session.execute(asked))


def _whose(who: Actor) -> ColumnElement[bool]:
    if who.role is Role.HEAD and who.department_id is not None:
        return Target.owner_department_id == who.department_id
    return Target.owner_id == who.id
