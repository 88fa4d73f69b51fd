"""Who may do what: one table of role and act, each cell a relation that must hold."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select, true, union

from tracker.domain.blocker import Blocker, BlockerHelper
from tracker.domain.can import Can, Relation
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.project import Project
from tracker.domain.project.tallies import Tally
from tracker.domain.task_force import TaskForceMember
from tracker.domain.words import Role

A, D, H, S = Relation.ALL, Relation.DEPARTMENT, Relation.HANDED, Relation.ASSIGNED

CLEARING: dict[Can, Relation] = {
    Can.ACCEPT_BLOCKER: S,
    Can.REPORT_BLOCKER: Relation.HELPED,
    Can.ANSWER_BLOCKER: S,
    Can.ASK_TIME: S,
    Can.BACK_BLOCKER: Relation.BACKED,
}
CHECKING: dict[Can, Relation] = dict.fromkeys(
    (Can.GRANT_TIME, Can.CLOSE_BLOCKER, Can.REOPEN_BLOCKER), Relation.CHECKED
)
"""What whoever clears a blocker may do, and what whoever raised it or answers for the project."""

POLICY: dict[Role, dict[Can, Relation]] = {
    Role.OFFICER: {
        Can.SEE_PROJECTS: H,
        Can.REGISTER: A,
        Can.REVISE: D,
        Can.FOLLOW_UP: H,
        Can.ADVANCE: D,
        Can.HAND_OVER: D,
        Can.RAISE_BLOCKER: H,
        Can.ASSIGN_BLOCKER: D,
        **CLEARING,
        **CHECKING,
        Can.VOID: D,
        Can.SEE_CONTACTS: D,
        Can.SAVE_VIEWS: A,
        Can.KEEP_FIRMS: A,
        Can.KEEP_RANKINGS: A,
        Can.SEE_TARGETS: D,
        Can.COURT: D,
        Can.ANSWER_DIRECTIVE: S,
    },
    Role.HEAD: {
        Can.SEE_PROJECTS: H,
        Can.REGISTER: A,
        Can.REVISE: D,
        Can.FOLLOW_UP: H,
        Can.ADVANCE: D,
        Can.HAND_OVER: D,
        Can.RAISE_BLOCKER: H,
        Can.ASSIGN_BLOCKER: D,
        **CLEARING,
        **CHECKING,
        Can.VOID: D,
        Can.SEE_CONTACTS: D,
        Can.SAVE_VIEWS: A,
        Can.KEEP_CHAINS: A,
        Can.KEEP_FIRMS: A,
        Can.MERGE_FIRMS: A,
        Can.KEEP_RANKINGS: A,
        Can.SEE_TARGETS: D,
        Can.COURT: D,
        Can.ANSWER_DIRECTIVE: S,
    },
    Role.LEADER: {
        Can.SEE_PROJECTS: A,
        Can.SEE_CONTACTS: A,
        Can.SAVE_VIEWS: A,
        Can.SEE_TARGETS: A,
        Can.PIN_COLOUR: A,
        Can.DIRECT: A,
    },
    Role.UNIT: {
        Can.SEE_PROJECTS: H,
        Can.FOLLOW_UP: H,
        Can.SAVE_VIEWS: A,
        **CLEARING,
        Can.ANSWER_DIRECTIVE: S,
    },
    Role.AUDITOR: {Can.SEE_EVENTS: A},
    Role.SYSTEM_ADMIN: {Can.KEEP_ACCOUNTS: A, Can.SET_CLOCKS: A, Can.SEND_OUT: A},
    Role.SECURITY_ADMIN: {Can.GRANT_ROLES: A},
}
"""The whole policy. An act that is not named is forbidden. Source: HANDBOOK §1."""


def may(actor: Actor | Asker, act: Can) -> bool:
    """Whether the person may do this to anything at all."""
    return actor.role is not None and act in POLICY[actor.role]


def can(actor: Actor, act: Can, project: Project, blocker: Blocker | None = None) -> bool:
    """Whether the person may do this to this project (or to this blocker of it)."""
    if actor.role is None or (relation := POLICY[actor.role].get(act)) is None:
        return False
    return HOLDS[relation](actor, project, blocker)


def _is_of_department(actor: Actor, project: Project, _: Blocker | None) -> bool:
    own = project.owner_id == actor.id
    return own or (
        actor.department_id is not None and project.owner_department_id == actor.department_id
    )


def _is_handed(actor: Actor, project: Project, blocker: Blocker | None) -> bool:
    if _is_of_department(actor, project, blocker):
        return True
    departments = {member.department_id for member in project.task_force}
    return actor.department_id in departments or any(
        _is_helping(actor, project, one) for one in project.blockers if not one.is_void
    )


def _is_assigned(actor: Actor, _: Project, blocker: Blocker | None) -> bool:
    mine = actor.department_id
    return blocker is not None and mine is not None and blocker.department_id == mine


def _is_helping(actor: Actor, project: Project, blocker: Blocker | None) -> bool:
    """Handed to their department, or helped by it: as a helper or in the blocker's 专班."""
    if blocker is None or actor.department_id is None:
        return False
    helping = actor.department_id in blocker.helping_department_ids
    return helping or _is_assigned(actor, project, blocker)


def _is_backing(actor: Actor, project: Project, blocker: Blocker | None) -> bool:
    own = actor.role is not Role.UNIT and _is_of_department(actor, project, blocker)
    return blocker is not None and (own or _is_helping(actor, project, blocker))


def _is_checking(actor: Actor, project: Project, blocker: Blocker | None) -> bool:
    if blocker is None:
        return False
    heads = actor.role is Role.HEAD and _is_of_department(actor, project, blocker)
    return heads or actor.id in (blocker.by_id, project.owner_id)


HOLDS: dict[Relation, Callable[[Actor, Project, Blocker | None], bool]] = {
    Relation.ALL: lambda *_: True,
    Relation.DEPARTMENT: _is_of_department,
    Relation.HANDED: _is_handed,
    Relation.ASSIGNED: _is_assigned,
    Relation.HELPED: _is_helping,
    Relation.BACKED: _is_backing,
    Relation.CHECKED: _is_checking,
}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of what a person sees; no two parts overlap, so their counts add up.

    `on_tally` is the same condition on the kept tally, which may count a whole department
    or everything. None: only the projects themselves can be counted.
    """

    condition: ColumnElement[bool]
    on_tally: ColumnElement[bool] | None = None


def visible_shares(asker: Asker) -> list[Share]:
    """What a person sees, cut so that each part is read from one index."""
    relation = POLICY[asker.role].get(Can.SEE_PROJECTS) if asker.role else None
    if relation is None:
        return [Share(false())]
    if relation is Relation.ALL:
        return [Share(true(), true())]
    owned = Project.owner_id == asker.id
    if asker.department_id is None:
        return [Share(owned)]
    mine = Project.owner_department_id == asker.department_id
    handed = union(
        select(Project.id).where(owned, not_(mine)),
        select(TaskForceMember.project_id).where(
            TaskForceMember.department_id == asker.department_id,
            TaskForceMember.left_on.is_(None),
        ),
        select(Blocker.project_id).where(
            Blocker.department_id == asker.department_id, Blocker.voided_at.is_(None)
        ),
        select(Blocker.project_id).where(
            Blocker.id.in_(_helped_by(asker)), Blocker.voided_at.is_(None)
        ),
    )
    return [
        Share(mine, Tally.owner_department_id == asker.department_id),
        Share(and_(not_(mine), Project.id.in_(handed))),
    ]


def visible_projects(asker: Asker) -> ColumnElement[bool]:
    """The SQL twin of `can(actor, Can.SEE_PROJECTS, …)`: which projects a person sees."""
    return or_(*(share.condition for share in visible_shares(asker)))


def sees_everything(actor: Actor | Asker) -> bool:
    """Whether no project is hidden from this person."""
    return actor.role is not None and POLICY[actor.role].get(Can.SEE_PROJECTS) is Relation.ALL


def question_of_rows(actor: Actor, act: Can) -> Callable[[int | None, int], bool]:
    """`can` for the rows of a list, asked with a row's owner and owner's department.

    Only for acts that the policy ties to the department, or allows or forbids altogether.
    """
    relation = POLICY[actor.role].get(act) if actor.role else None
    if relation is None:
        return lambda owner_id, department_id: False
    if relation is Relation.ALL:
        return lambda owner_id, department_id: True
    assert relation is Relation.DEPARTMENT, f"a row cannot tell whether {act} is allowed"
    me, mine = actor.id, actor.department_id
    return lambda owner_id, department_id: owner_id == me or department_id == mine


def visible_blockers(asker: Asker) -> ColumnElement[bool]:
    """Which blockers a person sees: a unit those handed to it, others those of their projects."""
    if asker.role is Role.UNIT:
        if asker.department_id is None:
            return false()
        drawn_in = select(TaskForceMember.blocker_id).where(
            TaskForceMember.department_id == asker.department_id,
            TaskForceMember.blocker_id.is_not(None),
            TaskForceMember.left_on.is_(None),
        )
        return or_(
            Blocker.department_id == asker.department_id,
            Blocker.id.in_(_helped_by(asker).union(drawn_in)),
        )
    if sees_everything(asker):
        return true()
    # Asked blocker by blocker: of projects there are many more than of open blockers.
    seen = select(Project.id).where(Project.id == Blocker.project_id, visible_projects(asker))
    return seen.correlate(Blocker).exists()


def sees_blocker(actor: Actor, blocker: Blocker) -> bool:
    """The Python twin of `visible_blockers`, for the blockers of a project that is seen."""
    return actor.role is not Role.UNIT or _is_helping(actor, blocker.project, blocker)


def _helped_by(asker: Asker) -> Select[tuple[int]]:
    return select(BlockerHelper.blocker_id).where(
        BlockerHelper.department_id == asker.department_id, BlockerHelper.voided_at.is_(None)
    )


def forbidden_fields(actor: Actor, project: Project) -> dict[str, Any]:
    """Columns of a project that this person may not read, with what stands there instead."""
    if can(actor, Can.SEE_CONTACTS, project):
        return {}
    return {"contact_phone": masked(project.contact_phone)}


def masked(phone: str) -> str:
    """13812340000 → 138****0000; short or empty numbers are hidden altogether."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 11 else "*" * len(phone)
