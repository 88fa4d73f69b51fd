"""Who may choose what when two leads cross, and both departments told of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.event import EventKind
from tracker.domain.lead.crossing import Crossing, Outcome
from tracker.domain.lead.first_talk import Talk
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor
from tracker.domain.project import Project
from tracker.domain.words import Role
from tracker.refusal import Refused, refuse


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose for two leads that cross, and why."""

    outcome: Outcome
    because: str


def _anybody(_: Actor, __: Talk, ___: date) -> bool:
    return True


def _no_stranger_while_protected(by: Actor, first: Talk, on: date) -> bool:
    is_first = by.department_id is not None and by.department_id == first.department_id
    return is_first or by.role is Role.HEAD or not first.is_protected_on(on)


MAY_CHOOSE: dict[Outcome, Callable[[Actor, Talk, date], bool]] = {
    Outcome.NEW: _anybody,
    Outcome.MERGED: _anybody,
    Outcome.SUPERSEDED: _no_stranger_while_protected,
    Outcome.IGNORED: _anybody,
}
"""Who may choose what, of those who may register a project. Source: HANDBOOK §7."""


def outcomes_open_to(by: Actor, first: Talk, on: date) -> list[Outcome]:
    """What this person may choose on that day."""
    return [outcome for outcome, may in MAY_CHOOSE.items() if may(by, first, on)]


def judged(first: Talk, choice: Choice | None, *, by: Actor, on: date) -> Choice:
    """The choice, if it is one that this person may make; raises what `cross` raises."""
    if choice is None:
        talking = f"{first.department} {first.since} 起已在谈这家企业"
        refuse("outcome", f"{talking}，请选怎么处理。")
    wrong: dict[str, str] = {}
    if choice.outcome not in outcomes_open_to(by, first, on):
        wrong["outcome"] = (
            f"{first.department}首报首谈，保护到 {first.protected_to}；"
            f"在那之前只有{first.department}的人和部门负责人能选“{choice.outcome.label}”。"
        )
    if not choice.because.strip():
        wrong["crossing_because"] = "请写明为什么这样处理，两边单位都看得到。"
    if wrong:
        raise Refused("还有内容要补。", **wrong)
    return choice


def cross(
    session: Session,
    first: Talk,
    later: Project | None,
    choice: Choice | None,
    *,
    by: Actor,
    on: date,
    evidence: Sequence[str] = (),
    told: str = "",
) -> Crossing:
    """Write down what was decided, on both projects; `later` is None for one that was merged.

    Neither side is told more than the other's department, since when, and why: the
    project's name is shown only to whoever sees it. Raises Refused at `outcome` while
    nothing was chosen, or what is not this person's to choose, and without a reason.
    """
    choice = judged(first, choice, by=by, on=on)
    crossing = Crossing(
        project_id=later.id if later else None,
        earlier_id=first.project_id,
        on=on,
        by_id=by.id,
        outcome=choice.outcome,
        because=choice.because.strip(),
        evidence=list(evidence),
        told=told,
    )
    session.add(crossing)
    session.flush()
    earlier = session.get_one(Project, first.project_id)
    own = session.scalar(select(Department.short_name).where(Department.id == by.department_id))
    _note(earlier, crossing, by, side="earlier", department=own or by.name, told=told)
    if later:
        since = {"department": first.department, "since": first.since.isoformat()}
        _note(later, crossing, by, side="later", **since)
    return crossing


def _note(project: Project, crossing: Crossing, by: Actor, **told: str) -> None:
    project.note(
        EventKind.LEADS_CROSSED,
        by=by,
        on=crossing.on,
        because=crossing.because,
        subject=f"crossing:{crossing.id}",
        after={"outcome": crossing.outcome, **told},
    )
