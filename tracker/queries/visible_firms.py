"""Which firms a person knows of, and whose telephone numbers they may read.

A firm that was entered in its own right, stands on a link or a ranking, or has a
project or a target that the person sees, is known to them. Every other one came with
what they may not see, and so may tell nothing of it: not by its page, a list, a
count, a search or a refusal.
"""

from sqlalchemy import ColumnElement, exists, false, or_, select, true, union
from sqlalchemy.orm import Session

from tracker.domain.chain import Chain
from tracker.domain.chain.link_facts import Capacity, LinkFirm
from tracker.domain.firm import Firm
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import POLICY, Can, Relation, may, sees_everything, visible_projects
from tracker.domain.project import Project
from tracker.domain.ranking import RankingEntry
from tracker.domain.targeting import Target
from tracker.domain.targeting.target_states import COURTED
from tracker.domain.targeting.visible_targets import visible_targets


def visible_firms(asker: Asker) -> ColumnElement[bool]:
    """The condition that a firm meets of which this person knows."""
    if not may(asker, Can.SEE_PROJECTS):
        return false()
    if sees_everything(asker):
        return true()
    known = (
        select(LinkFirm.firm_id).where(LinkFirm.voided_at.is_(None)),
        select(Capacity.firm_id).where(Capacity.voided_at.is_(None)),
        select(Chain.leader_firm_id),
        select(RankingEntry.firm_id),
        select(Target.firm_id).where(visible_targets(asker)),
        select(Project.firm_id).where(visible_projects(asker)),
    )
    # Without the NULLs, or whoever asks for the firms that are not among these finds none.
    some = (each.where(each.selected_columns[0].is_not(None)) for each in known)
    return or_(Firm.is_listed, Firm.id.in_(union(*some)))


def sees_contacts(session: Session, actor: Actor, firm: Firm) -> bool:
    """Whether the firm's numbers are shown whole: to those who may read the contacts of one
    of its projects, or court it as a target."""
    relation = POLICY[actor.role].get(Can.SEE_CONTACTS) if actor.role else None
    if relation is Relation.ALL:
        return True
    if relation is None:
        return False
    of_project = exists().where(Project.firm_id == firm.id, _theirs(Project, actor.asker))
    courted = exists().where(
        Target.firm_id == firm.id, Target.state.in_(COURTED), _theirs(Target, actor.asker)
    )
    return bool(session.scalar(select(or_(of_project, courted))))


def _theirs(of: type[Project] | type[Target], asker: Asker) -> ColumnElement[bool]:
    """Of the person, or of their department."""
    own = of.owner_id == asker.id
    if asker.department_id is None:
        return own
    return or_(own, of.owner_department_id == asker.department_id)
