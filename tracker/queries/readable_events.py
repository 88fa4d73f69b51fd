"""Which events of a project that is seen a person may read of.

Whoever answers for a project reads all of it. A unit reads what was handed to
it: not another unit's blockers, nor a leader's words to somebody else.
"""

from sqlalchemy import ColumnElement, String, cast, literal, not_, or_, select

from tracker.domain.blocker import Blocker
from tracker.domain.directive import Directive
from tracker.domain.directive.visible_directives import visible_directives
from tracker.domain.event import Event
from tracker.domain.people.asker import Asker
from tracker.domain.permissions import visible_blockers
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
