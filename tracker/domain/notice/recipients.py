"""Who is told of which event, one row a kind.

A row gives the topic and how the people are found. Whoever did the act is not
told of it, nor is anybody without a role or with a closed account.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session

from tracker.domain.blocker import Blocker
from tracker.domain.directive import Directive
from tracker.domain.event import Event
from tracker.domain.event.kinds import EventKind
from tracker.domain.notice import Topic
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.targeting import Target
from tracker.domain.words import Level, Role

Whom = Callable[[Session, Event], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Rule:
    """The topic of an event, and the condition that its people meet."""

    topic: Topic
    whom: Whom


def clearers(session: Session, event: Event) -> ColumnElement[bool]:
    """The people of the departments that have to clear the event's blocker, or help with it."""
    blocker = _blocker_of(session, event)
    if blocker is None:
        return false()
    departments = blocker.helping_department_ids | {blocker.department_id}
    return User.department_id.in_(departments - {None})


def leaders(_: Session, event: Event) -> ColumnElement[bool]:
    """Every leader, once a blocker has climbed beyond the 专班.

    An account does not say how high a leader stands, so each is told from the
    one in charge upwards: too many know of what nobody clears, never too few.
    """
    if not Level(event.after["level"]).is_of_leaders:
        return false()
    return User.role == Role.LEADER


def raiser(session: Session, event: Event) -> ColumnElement[bool]:
    """Who raised the event's blocker, and who answers for its project."""
    blocker = _blocker_of(session, event)
    if blocker is None:
        return false()
    return or_(User.id == blocker.by_id, User.id == _owner_id(session, event))


def owner(session: Session, event: Event) -> ColumnElement[bool]:
    """Who answers for the event's project now."""
    return User.id == _owner_id(session, event)


def _blocker_of(session: Session, event: Event) -> Blocker | None:
    noun, _, number = event.subject.partition(":")
    return session.get(Blocker, int(number)) if noun == "blocker" else None


def _owner_id(session: Session, event: Event) -> int | None:
    return session.scalar(select(Project.owner_id).where(Project.id == event.project_id))


def courter(session: Session, event: Event) -> ColumnElement[bool]:
    """Who goes after the event's target now."""
    number = int(event.subject.removeprefix("target:"))
    return User.id == session.scalar(select(Target.owner_id).where(Target.id == number))


def addressee(_: Session, event: Event) -> ColumnElement[bool]:
    """The one whom the event's subject names."""
    return User.id == int(event.subject.removeprefix("user:"))


def answerer(session: Session, event: Event) -> ColumnElement[bool]:
    """Whom the leader meant by name, else everybody of the department that owes the answer."""
    directive = _directive_of(session, event)
    if directive is None:
        return false()
    if directive.person_id is not None:
        return User.id == directive.person_id
    return User.department_id == directive.department_id


def giver(session: Session, event: Event) -> ColumnElement[bool]:
    """The leader whose word the event's directive is."""
    directive = _directive_of(session, event)
    return User.id == directive.by_id if directive else false()


def _directive_of(session: Session, event: Event) -> Directive | None:
    noun, _, number = event.subject.partition(":")
    return session.get(Directive, int(number)) if noun == "directive" else None


RULES: dict[EventKind, tuple[Rule, ...]] = {
    EventKind.DIRECTIVE_GIVEN: (Rule(Topic.DIRECTIVE, answerer),),
    EventKind.DIRECTIVE_RETURNED: (Rule(Topic.DIRECTIVE, answerer),),
    EventKind.DIRECTIVE_HANDED_ON: (Rule(Topic.DIRECTIVE, answerer),),
    EventKind.DIRECTIVE_CLOSED: (Rule(Topic.DIRECTIVE, answerer),),
    EventKind.DIRECTIVE_ANSWERED: (Rule(Topic.DIRECTIVE, giver),),
    EventKind.LIGHTS_TURNED: (Rule(Topic.LIT, addressee),),
    EventKind.DIGEST_MADE: (Rule(Topic.DIGEST, addressee),),
    EventKind.PROJECT_HANDED_OVER: (Rule(Topic.HANDED_OVER, owner),),
    EventKind.TARGET_HANDED_OVER: (Rule(Topic.HANDED_OVER, courter),),
    EventKind.LEADS_CROSSED: (Rule(Topic.CROSSED, owner),),
    EventKind.BLOCKER_RAISED: (Rule(Topic.TO_CLEAR, clearers), Rule(Topic.MY_BLOCKER, owner)),
    EventKind.BLOCKER_ASSIGNED: (Rule(Topic.TO_CLEAR, clearers), Rule(Topic.MY_BLOCKER, raiser)),
    EventKind.TASK_FORCE_JOINED: (Rule(Topic.TO_CLEAR, clearers),),
    EventKind.TASK_FORCE_MET: (Rule(Topic.TO_CLEAR, clearers), Rule(Topic.MY_BLOCKER, raiser)),
    EventKind.BLOCKER_ACCEPTED: (Rule(Topic.MY_BLOCKER, raiser),),
    EventKind.BLOCKER_REPORTED: (Rule(Topic.MY_BLOCKER, raiser),),
    EventKind.BLOCKER_ANSWERED: (Rule(Topic.MY_BLOCKER, raiser),),
    EventKind.BLOCKER_TIME_ASKED: (Rule(Topic.MY_BLOCKER, raiser),),
    EventKind.BLOCKER_TIME_GRANTED: (Rule(Topic.TO_CLEAR, clearers),),
    EventKind.BLOCKER_TIME_REFUSED: (Rule(Topic.TO_CLEAR, clearers),),
    EventKind.BLOCKER_CLIMBED: (
        Rule(Topic.CLIMBED, leaders),
        Rule(Topic.TO_CLEAR, clearers),
        Rule(Topic.MY_BLOCKER, raiser),
    ),
    EventKind.BLOCKER_REOPENED: (Rule(Topic.TO_CLEAR, clearers), Rule(Topic.MY_BLOCKER, raiser)),
    EventKind.BLOCKER_CLOSED: (Rule(Topic.TO_CLEAR, clearers), Rule(Topic.MY_BLOCKER, raiser)),
}
"""Every kind of event that anybody is told of; all others stand in the news of the workbench."""


def told_of(session: Session, event: Event) -> Iterable[tuple[int, Topic]]:
    """(user, topic) of everybody concerned, each once: the first row that names them counts."""
    seen: set[int] = set()
    for rule in RULES.get(event.kind, ()):
        people = select(User.id).where(
            rule.whom(session, event), User.is_active, User.role.is_not(None)
        )
        for user_id in session.scalars(people):
            if user_id != event.by_id and user_id not in seen:
                seen.add(user_id)
                yield user_id, rule.topic
