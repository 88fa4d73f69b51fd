"""The firms that a person courts, or their department does, with a next step that is due soon."""

from datetime import date
from typing import Any

from sqlalchemy import Select, func

from tracker.domain.chain import ChainLink
from tracker.domain.firm import Firm
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor, User
from tracker.domain.statement_cache import kept
from tracker.domain.targeting import Target
from tracker.domain.words import Role
from tracker.extensions import db
from tracker.pages.workbench.sections import SHOWN, Section
from tracker.queries.target_list import Due, TargetFilter, Viewer
from tracker.queries.whose_turn import courted_by
from tracker.web.rendering import address

READ = (
    Target.id,
    Target.state,
    Target.next_step,
    Target.next_on,
    Firm.name,
    ChainLink.name.label("link"),
    User.name.label("owner"),
    func.count().over().label("total"),
)


def courting(who: Actor, now: date) -> Section:
    """Those whose next step falls within a week or was missed, the longest overdue on top."""
    rows = _asking(who.asker, now, db.engine.dialect.name).rows(db.session())
    return Section(
        "courting",
        "目标企业：该走下一步了",
        rows,
        "courting",
        count=rows[0].total if rows else 0,
        more=address("targets.list_all", _theirs(who).to_args()),
    )


def _theirs(who: Actor) -> TargetFilter:
    if who.role is Role.HEAD and who.department_id is not None:
        return TargetFilter(department=who.department_id, due=Due.WEEK)
    return TargetFilter(owner=who.id, due=Due.WEEK)


@kept(8)
def _asking(asker: Asker, now: date, dialect: str) -> Select[Any]:
    """`_theirs`, whoever it is that asks."""
    asked = TargetFilter(due=Due.WEEK)
    found = asked.select(READ, Viewer(asker, now, (), dialect)).where(courted_by(asker))
    return found.order_by(*asked.order.ordering()).limit(SHOWN)
