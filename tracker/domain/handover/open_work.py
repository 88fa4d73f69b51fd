"""Everything open that somebody answers for goes to others, in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from tracker.domain.directive import Directive, DirectiveState
from tracker.domain.directive.directive_acts import hand_on
from tracker.domain.people.user import Actor, User
from tracker.domain.project import Project
from tracker.domain.project.light_rules import UNLIT
from tracker.domain.targeting import Target
from tracker.domain.targeting.target_states import TargetState
from tracker.domain.words import Role, Stage
from tracker.refusal import Refused, need, refuse

ANSWERING = (Role.OFFICER, Role.HEAD)
STILL_COURTED = (TargetState.ACCEPTED, TargetState.CONTACTED, TargetState.VISITED)
GONE = tuple(stage for stage in UNLIT if stage is not Stage.SHELVED)
"""Finished, transferred and dropped projects stay where they are; a shelved one may come back."""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What somebody still answers for."""

    projects: Sequence[Project] = ()
    targets: Sequence[Target] = ()
    directives: Sequence[Directive] = ()

    @property
    def count(self) -> int:
        return len(self.projects) + len(self.targets) + len(self.directives)

    @property
    def words(self) -> str:
        """How much of what: 3 个项目、1 条批示."""
        parts = (
            (len(self.projects), "个项目"),
            (len(self.targets), "家目标企业"),
            (len(self.directives), "条批示"),
        )
        return "、".join(f"{count} {noun}" for count, noun in parts if count)


@dataclass(frozen=True, slots=True)
class Successors:
    """Who gets what: `default` all that `by_key` ("project:7", "target:3" …) does not name."""

    default: User
    by_key: Mapping[str, User] = field(default_factory=dict)

    def of(self, key: str) -> User:
        return self.by_key.get(key, self.default)


def open_work_of(session: Session, user: User) -> OpenWork:
    """Everything open in that person's name, the most urgent first."""
    projects = session.scalars(
        select(Project)
        .where(Project.owner_id == user.id, open_projects())
        .order_by(Project.red_on, Project.id)
        .options(joinedload(Project.firm))
    ).all()
    targets = session.scalars(
        select(Target)
        .where(Target.owner_id == user.id, open_targets())
        .order_by(Target.next_on, Target.id)
        .options(joinedload(Target.firm), joinedload(Target.chain_link))
    ).all()
    directives = session.scalars(
        select(Directive)
        .where(Directive.person_id == user.id, open_directives())
        .order_by(Directive.due_on, Directive.id)
    ).all()
    return OpenWork(projects, targets, directives)


def open_projects() -> ColumnElement[bool]:
    return Project.stage.not_in(GONE)


def open_targets() -> ColumnElement[bool]:
    return Target.state.in_(STILL_COURTED)


def open_directives() -> ColumnElement[bool]:
    return Directive.state != DirectiveState.CLOSED


def successors_for(session: Session, user: User) -> Sequence[User]:
    """Who may take over: everybody else who answers for projects, the same office first."""
    people = session.scalars(
        select(User)
        .where(
            User.is_active,
            User.role.in_(ANSWERING),
            User.department_id.is_not(None),
            User.id != user.id,
        )
        .order_by(User.department_id, User.id)
        .options(joinedload(User.department))
    ).all()
    return sorted(people, key=lambda one: one.department_id != user.department_id)


def hand_everything_over(
    session: Session, user: User, heirs: Successors, *, because: str, on: date, by: Actor
) -> OpenWork:
    """Each thing to its heir, each with its own event; all of them or none."""
    need(because, "请写明移交原因，接手的人都看得到。")
    held = open_work_of(session, user)
    if not held.count:
        raise Refused(f"{user.name}名下没有要移交的。")
    for heir in {heirs.default, *heirs.by_key.values()}:
        if heir.id == user.id or not heir.is_active or heir.department_id is None:
            refuse("heir", "请选一位在岗、已归到部门的同事。")
    for project in held.projects:
        project.hand_over_to(heirs.of(f"project:{project.id}"), by=by, on=on, because=because)
    for target in held.targets:
        target.hand_over_to(heirs.of(f"target:{target.id}"), by=by, on=on, because=because)
    for directive in held.directives:
        heir = heirs.of(f"directive:{directive.id}")
        assert heir.department is not None, "judged above"
        hand_on(directive, heir.department, heir, because=because, on=on, by=by)
    session.flush()
    return held
