"""Which directives a person sees, and what each may do about one."""

from sqlalchemy import ColumnElement, false, or_, select, true

from tracker.domain.can import Can
from tracker.domain.directive import Directive
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import can, may, visible_projects
from tracker.domain.project import Project
from tracker.domain.words import Role


def visible_directives(asker: Asker) -> ColumnElement[bool]:
    """A leader sees all; others those they owe, gave, or that are on a project of theirs.

    A unit sees only what it owes: the leader's words on the rest of a project
    are not for it.
    """
    if not (may(asker, Can.ANSWER_DIRECTIVE) or may(asker, Can.DIRECT)):
        return false()
    if asker.role is Role.LEADER:
        return true()
    owed: list[ColumnElement[bool]] = [Directive.person_id == asker.id]
    if asker.department_id is not None:
        owed.append(Directive.department_id == asker.department_id)
    if asker.role is not Role.UNIT:
        # Asked row by row: the directives are few, and the projects that one sees are many.
        on_own = select(Project.id).where(Project.id == Directive.project_id)
        owed.append(on_own.where(visible_projects(asker)).correlate(Directive).exists())
    return or_(*owed)


def sees_directive(actor: Actor, directive: Directive) -> bool:
    """The Python twin of `visible_directives`."""
    if not (may(actor, Can.ANSWER_DIRECTIVE) or may(actor, Can.DIRECT)):
        return False
    if actor.role is Role.LEADER or owes(actor, directive):
        return True
    on_own = directive.project is not None and can(actor, Can.SEE_PROJECTS, directive.project)
    return on_own and actor.role is not Role.UNIT


def owes(actor: Actor, directive: Directive) -> bool:
    """Whether the answer is theirs to give: named, or of the department that was named."""
    of_department = (
        actor.department_id is not None and directive.department_id == actor.department_id
    )
    return directive.person_id == actor.id or of_department


def may_answer(actor: Actor, directive: Directive) -> bool:
    return may(actor, Can.ANSWER_DIRECTIVE) and owes(actor, directive)


def may_judge(actor: Actor, directive: Directive) -> bool:
    """Whoever gave it closes it or sends it back; when they have gone, any leader does."""
    if not may(actor, Can.DIRECT):
        return False
    gone = directive.by is None or not directive.by.is_active or directive.by.role != actor.role
    return directive.by_id == actor.id or gone
