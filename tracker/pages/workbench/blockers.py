"""The blockers on a workbench: whose turn it is, and the act that a click on the row opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, case, func

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.act_rules import RUNNING, BlockerAct
from tracker.domain.blocker.open_conditions import due_by, late_on
from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import Can, may
from tracker.domain.statement_cache import kept
from tracker.extensions import db
from tracker.pages.workbench.sections import SHOWN, Section
from tracker.queries.blocker_list import BlockerFilter
from tracker.queries.open_acts import USUAL
from tracker.queries.project_list.due_days import looked_ahead_to
from tracker.web.rendering import address

MORE = (Blocker.department_id.label("office"),)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are asked for, how many of them are late, and how many fall due this week."""

    count: int
    late: int
    due: int

    @property
    def note(self) -> str:
        told = (
            f"逾期 {self.late}" if self.late else "",
            f"本周到期 {self.due}" if self.due else "",
        )
        return " · ".join(filter(None, told))


def tally(who: Actor, now: date, asked: BlockerFilter) -> Tally:
    """Counted in one reading of that list."""
    [row] = _counting(asked, who.asker, now).rows(db.session())
    return Tally(*(int(one or 0) for one in row))


def section(
    who: Actor, now: date, key: str, heading: str, asked: BlockerFilter, **more: Any
) -> Section:
    """The first rows of that list, and the way to it."""
    return Section(
        key,
        heading,
        rows(who, now, asked),
        "blocker",
        more=address("blockers.list_all", asked.to_args()),
        **more,
    )


def rows(who: Actor, now: date, asked: BlockerFilter) -> Sequence[Any]:
    return _asking(asked, who.asker, now).rows(db.session())


def act_on(row: Any, who: Actor) -> BlockerAct | None:
    """What a row that waits for this person asks of them: the usual act of its state.

    What another department is working on waits for them only when that asks for time.
    """
    if row.state in RUNNING and (who.department_id is None or row.office != who.department_id):
        return BlockerAct.GRANT_TIME if may(who, Can.GRANT_TIME) else None
    return USUAL.get(row.state)


@kept(32)
def _asking(asked: BlockerFilter, asker: Asker, now: date) -> Select[Any]:
    return asked.statement(asker, now, MORE).limit(SHOWN)


@kept(16)
def _counting(asked: BlockerFilter, asker: Asker, now: date) -> Select[Any]:
    counts = (late_on(now), due_by(looked_ahead_to(now), now))
    sums = (func.sum(case((one, 1), else_=0)) for one in counts)
    return asked.statement(asker, now).order_by(None).with_only_columns(func.count(), *sums)
