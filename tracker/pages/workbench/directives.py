"""The directives on a workbench: those to be answered or read, and those that others owe."""

from datetime import date
from typing import Any

from sqlalchemy import Select

from tracker.domain.directive import Directive
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.statement_cache import kept
from tracker.extensions import db
from tracker.pages.workbench.sections import SHOWN, Section
from tracker.queries.directive_list import DirectiveFilter, DirectiveStatus
from tracker.web.rendering import address

MINE = DirectiveFilter(mine=True)


def mine(who: Actor, now: date, heading: str, **more: Any) -> Section:
    """Those that wait for this person, the first due on top."""
    rows = _asking(MINE, who.asker, now).rows(db.session())
    args = MINE.to_args()
    return Section(
        "directives", heading, rows, "directive", more=address("directives.list_all", args), **more
    )


def given(who: Actor, now: date, heading: str) -> Section:
    """Those of this leader's that nobody has answered yet."""
    rows = _given(who.asker, now).rows(db.session())
    args = DirectiveFilter(state=DirectiveStatus.OWED, giver=who.id).to_args()
    return Section("given", heading, rows, "directive", more=address("directives.list_all", args))


@kept(16)
def _asking(asked: DirectiveFilter, who: Asker, now: date) -> Select[Any]:
    return asked.statement(who, now).limit(SHOWN)


@kept(4)
def _given(who: Asker, now: date) -> Select[Any]:
    owed = DirectiveFilter(state=DirectiveStatus.OWED).statement(who, now)
    return owed.where(Directive.by_id == who.id).limit(SHOWN)
