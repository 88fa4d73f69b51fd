"""Which events of a project, and which of one's notices, a person may read.

Whoever answers for a project reads all of it. A unit reads what was handed to
it: not another unit's blockers, nor a leader's words to somebody else.
"""

from sqlalchemy import (
    ColumnElement,
    Integer,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    not_,
    or_,
    select,
)

from tracker.domain.blocker import Blocker
from tracker.domain.directive import Directive
from tracker.domain.directive.visible_directives import visible_directives
from tracker.domain.event import Event
from tracker.domain.notice import Notice
from tracker.domain.people.asker import Asker
from tracker.domain.permissions import visible_blockers, visible_projects
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import visible_targets
from tracker.domain.words import Role


def readable(asker: Asker) -> list[ColumnElement[bool]]:
    """Conditions on Event, besides that its project is seen."""
    if asker.role is not Role.UNIT:
        return []
    return [
        _only("blocker:", select(_subject("blocker:", Blocker.id)).where(visible_blockers(asker))),
        _only(
            "directive:",
            select(_subject("directive:", Directive.id)).where(visible_directives(asker)),
        ),
    ]


def _only(noun: str, subjects: object) -> ColumnElement[bool]:
    """Of events on that noun, those on these subjects alone."""
    return or_(not_(Event.subject.startswith(noun)), Event.subject.in_(subjects))  # type: ignore[arg-type]


def _subject(noun: str, number: object) -> ColumnElement[str]:
    return literal(noun) + cast(number, String)


def still_seen(asker: Asker) -> list[ColumnElement[bool]]:
    """One's own; what has gone out of one's sight takes its notices along.

    A leader's word goes by who sees the word: an office may owe an answer on a project
    that it does not see, and owes it no longer once it was handed on.
    """
    on_own = or_(Event.project_id.is_(None), visible_projects(asker))
    is_said = Event.subject.startswith("directive:")
    # The number is read only where there is one; each notice then asks for one row.
    number = case((is_said, cast(func.substr(Event.subject, len("directive:") + 1), Integer)))
    said = select(Directive.id).where(Directive.id == number, visible_directives(asker))
    in_sight = or_(and_(not_(is_said), on_own), said.correlate(Event).exists())
    courted = select(literal("target:") + cast(Target.id, String)).where(visible_targets(asker))
    is_courted = or_(not_(Event.subject.startswith("target:")), Event.subject.in_(courted))
    return [Notice.user_id == asker.id, in_sight, is_courted, *readable(asker)]
