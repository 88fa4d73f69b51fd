"""A leader's word is written down, answered, closed or sent back."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session, object_session

from tracker.domain.base import utc_now
from tracker.domain.blocker import Blocker
from tracker.domain.chain import Chain
from tracker.domain.directive import Directive, DirectiveState, DirectiveStep, StepKind
from tracker.domain.event import EventKind, note_event
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.project import Project
from tracker.refusal import Refused, need, refuse


def give(
    session: Session,
    said: str,
    department: Department,
    *,
    due_on: date,
    on: date,
    by: Actor,
    person: User | None = None,
    project: Project | None = None,
    blocker: Blocker | None = None,
    chain: Chain | None = None,
) -> Directive:
    """Write a directive down. One on a blocker is on its project too."""
    need(said, "请写批示内容。", "said")
    _judge_addressee(department, person)
    if due_on < on:
        refuse("due_on", "期限不能早于今天。")
    about = blocker.project if blocker else project
    directive = Directive(
        said=said,
        department_id=department.id,
        person_id=person.id if person else None,
        due_on=due_on,
        on=on,
        by_id=by.id,
        state=DirectiveState.GIVEN,
        project_id=about.id if about else None,
        blocker_id=blocker.id if blocker else None,
        chain_id=chain.id if chain else None,
    )
    session.add(directive)
    session.flush()
    _note(
        directive,
        EventKind.DIRECTIVE_GIVEN,
        by=by,
        on=on,
        after={
            "said": said,
            "department": department.short_name,
            "person": person.name if person else "",
            "due_on": due_on.isoformat(),
        },
    )
    return directive


def answer(directive: Directive, said: str, *, on: date, by: Actor) -> None:
    """Answer it; the leader reads it next."""
    if not directive.is_open:
        raise Refused("这条批示已经办结，不用再答复；有新情况请写跟进。")
    need(said, "请写办理情况：做了什么、结果怎样。", "said")
    _step(directive, StepKind.ANSWER, said, on=on, by=by)
    directive.state, directive.answered_on = DirectiveState.ANSWERED, on
    _note(directive, EventKind.DIRECTIVE_ANSWERED, by=by, on=on, after={"said": said})


def send_back(
    directive: Directive, because: str, *, on: date, by: Actor, due_on: date | None = None
) -> None:
    """The answer will not do: say why, and by when it is wanted again."""
    if not directive.is_open:
        raise Refused("这条批示已经办结，不能退回；还有要办的，请另写批示。")
    if directive.state is not DirectiveState.ANSWERED:
        raise Refused("还没有答复，不能退回。")
    need(because, "请写明哪里还不行。")
    if due_on and due_on < on:
        refuse("due_on", "新期限不能早于今天。")
    _step(directive, StepKind.RETURN, because, on=on, by=by, due_on=due_on)
    directive.state, directive.due_on = DirectiveState.RETURNED, due_on or directive.due_on
    _note(
        directive,
        EventKind.DIRECTIVE_RETURNED,
        by=by,
        on=on,
        because=because,
        after={"due_on": directive.due_on.isoformat()},
    )


def close(directive: Directive, *, on: date, by: Actor, said: str = "") -> None:
    """The leader is content, or has no more need of an answer."""
    if not directive.is_open:
        raise Refused("这条批示已经办结了。")
    _step(directive, StepKind.CLOSE, said, on=on, by=by)
    directive.state, directive.closed_on = DirectiveState.CLOSED, on
    _note(directive, EventKind.DIRECTIVE_CLOSED, by=by, on=on, after={"said": said})


def hand_on(
    directive: Directive,
    department: Department,
    person: User | None,
    *,
    because: str,
    on: date,
    by: Actor,
) -> None:
    """Somebody else owes the answer now; the deadline stays."""
    if not directive.is_open:
        raise Refused("这条批示已经办结，不用转交。")
    need(because, "请写明为什么转交。")
    _judge_addressee(department, person)
    person_id = person.id if person else None
    if (directive.department_id, directive.person_id) == (department.id, person_id):
        refuse("department", "已经是由这里答复。")
    _step(
        directive,
        StepKind.HAND_ON,
        because,
        on=on,
        by=by,
        department_id=department.id,
        person_id=person_id,
    )
    directive.department_id, directive.person_id = department.id, person_id
    _note(
        directive,
        EventKind.DIRECTIVE_HANDED_ON,
        by=by,
        on=on,
        because=because,
        after={"department": department.short_name, "person": person.name if person else ""},
    )


def _judge_addressee(department: Department, person: User | None) -> None:
    if not department.in_use:
        refuse("department", f"{department.name}已停用，请选别的单位。")
    if person and (not person.is_active or person.department_id != department.id):
        refuse("person", f"{person.name}不在{department.short_name}，请重选，或只选单位。")


def _step(
    directive: Directive, kind: StepKind, said: str, *, on: date, by: Actor, **more: Any
) -> None:
    directive.steps.append(DirectiveStep(kind=kind, said=said, on=on, by_id=by.id, **more))
    directive.changed_at = utc_now()


def _note(directive: Directive, kind: EventKind, *, by: Actor, on: date, **told: Any) -> None:
    session = object_session(directive)
    assert session is not None, "a directive acts only inside a session"
    session.flush()
    note_event(
        session,
        kind,
        by=by,
        on=on,
        subject=f"directive:{directive.id}",
        project_id=directive.project_id,
        **told,
    )
