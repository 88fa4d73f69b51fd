"""Who sees and courts which targets: the rule and the query that is its twin."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, false, or_, select

from tracker.domain.firm import Firm
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import POLICY, Can, Relation
from tracker.domain.targeting import Target


def can_court(actor: Actor, target: Target, act: Can = Can.COURT) -> bool:
    """Whether the person may do this to this target; what is nobody's is every department's."""
    return question_of_targets(actor, act)(target.owner_id, target.owner_department_id)


def question_of_targets(actor: Actor, act: Can) -> Callable[[int | None, int | None], bool]:
    """`can_court` for the rows of a list, asked with a row's owner and owner's department."""
    relation = POLICY[actor.role].get(act) if actor.role else None
    if relation is None:
        return lambda owner_id, department_id: False
    if relation is Relation.ALL:
        return lambda owner_id, department_id: True
    me, mine = actor.id, actor.department_id
    return lambda owner_id, department_id: (
        department_id is None or department_id == mine or owner_id == me
    )


def visible_targets(asker: Asker) -> ColumnElement[bool]:
    """The SQL twin of `can_court(actor, …, Can.SEE_TARGETS)`: which targets a person sees.

    One that stayed behind with an entry that was merged is out of everybody's sight.
    """
    relation = POLICY[asker.role].get(Can.SEE_TARGETS) if asker.role else None
    if relation is None:
        return false()
    stands = Target.firm_id.not_in(select(Firm.id).where(Firm.merged_into_id.is_not(None)))
    if relation is Relation.ALL:
        return stands
    theirs = or_(
        Target.owner_department_id.is_(None),
        Target.owner_department_id == asker.department_id,
        Target.owner_id == asker.id,
    )
    return and_(stands, theirs)
