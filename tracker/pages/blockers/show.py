"""One blocker: what is in the way, who clears it by when, and what happened to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response
from sqlalchemy import select

from tracker.domain.blocker import Blocker
from tracker.domain.directive import Directive
from tracker.domain.directive.standing import open_directives
from tracker.domain.event import Event, EventKind
from tracker.domain.permissions import Can, can
from tracker.domain.sentences import quotation, sentence
from tracker.domain.user import User
from tracker.extensions import db
from tracker.pages.blockers.blueprint import blueprint
from tracker.web.access import allow, blocker_or_404
from tracker.web.identity import actor
from tracker.web.rendering import day_words, page, today

ADDRESS = "/blockers/<int:blocker_id>"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a blocker's life, as the timeline draws it."""

    on: date
    kind_word: EventKind
    sentence: str
    quote: str
    by: str
    is_voided: bool = False

    @property
    def iso(self) -> str:
        return self.on.isoformat()

    @property
    def when(self) -> str:
        return day_words(self.on)

    @property
    def kind(self) -> str:
        return self.kind_word.label


@blueprint.get(ADDRESS)
@allow(Can.SEE_PROJECTS)
def show(blocker_id: int) -> Response:
    blocker = blocker_or_404(blocker_id)
    return page(
        "blockers/show.html", blocker=blocker, project=blocker.project, steps=steps(blocker),
        acts=acts_open_to_me(blocker), late=days_late(blocker),
        directives=open_directives(db.session(), actor(), Directive.blocker_id == blocker.id),
        may_direct=can(actor(), Can.DIRECT, blocker.project),
    )  # fmt: skip


def acts_open_to_me(blocker: Blocker) -> set[Can]:
    """What this person may do to the blocker as it stands."""
    fitting = {Can.ASSIGN_BLOCKER, Can.CLOSE_BLOCKER} if blocker.is_open else {Can.REOPEN_BLOCKER}
    return {act for act in fitting if can(actor(), act, blocker.project, blocker)}


def days_late(blocker: Blocker) -> int:
    """How many days past its deadline an open blocker is; 0 when in time."""
    if blocker.due_on is None or not blocker.is_open:
        return 0
    return max((today() - blocker.due_on).days, 0)


def steps(blocker: Blocker, newest: int | None = None) -> list[Step]:
    """What happened to it, newest first; all of it, or so many steps."""
    rows = db.session.execute(
        select(Event.on, Event.kind, Event.before, Event.after, Event.because, User.name)
        .outerjoin(User, User.id == Event.by_id)
        .where(Event.project_id == blocker.project_id, Event.subject == f"blocker:{blocker.id}")
        .order_by(Event.id.desc())
        .limit(newest)
    )
    return [_step(row) for row in rows]


def _step(row: Any) -> Step:
    said = sentence(row.kind, row.before, row.after)
    quote = quotation(row.kind, row.after, row.because)
    return Step(row.on, row.kind, said, quote, row.name or "系统")
