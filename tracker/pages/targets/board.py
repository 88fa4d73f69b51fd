"""The targets as a board: a column a state, in one query for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select, union_all

from tracker.domain.base import FAR_OFF
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.visible_targets import question_of_targets
from tracker.extensions import db
from tracker.queries.firm_badges import Badge, badge_of
from tracker.queries.target_list import TargetFilter, View, Viewer, joined, read
from tracker.web.identity import actor
from tracker.web.rendering import address

CARDS_A_COLUMN = 50


@dataclass(frozen=True, slots=True)
class Card:
    """One target as the board draws it; `days` since it came into its column."""

    id: int
    firm: str
    link: str
    badge: Badge | None
    score: int
    owner: str
    days: int
    next_step: str
    next_on: date | None
    is_late: bool
    is_movable: bool


@dataclass(slots=True)
class Column:
    """One state; `src` gives it anew, `rest` leads to the list of all that stand in it."""

    state: TargetState
    src: str
    rest: str
    count: int = 0
    cards: list[Card] = field(default_factory=list)

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.cards)


def board_of(asked: TargetFilter, viewer: Viewer) -> list[Column]:
    """The columns asked for, each with its most urgent targets."""
    states = [asked.state] if asked.state else list(TargetState)
    src = address("targets.list_all", asked.to_args())
    columns = {
        state: Column(
            state,
            src,
            address("targets.list_all", asked.to_args(view=View.LIST, state=state)),
        )
        for state in states
    }
    counting = asked.select([Target.state, func.count()], viewer)
    for state, count in db.session.execute(counting.group_by(Target.state)):
        columns[state].count = count
    is_movable = question_of_targets(actor(), Can.COURT)
    found = db.session.execute(_cards(asked, states, viewer))
    for row in sorted(found, key=_place):
        columns[row.state].cards.append(_card(row, viewer.today, is_movable))
    return list(columns.values())


def _cards(asked: TargetFilter, states: Sequence[TargetState], viewer: Viewer) -> Select[Any]:
    """The cards of all columns, each column cut at its length."""
    parts = []
    for state in states:
        found = replace(asked, state=state).select([Target.id], viewer).order_by(*_order(state))
        parts.append(select(found.limit(CARDS_A_COLUMN).subquery()))
    near = union_all(*parts).subquery()
    return joined(select(*read(viewer), Target.id)).where(Target.id.in_(select(near.c.id)))


def _order(state: TargetState) -> tuple[Any, ...]:
    """Proposals by their points, the courted by their next step, the others by their day."""
    if state is TargetState.PROPOSED:
        return Target.score.desc(), Target.id
    if state.is_courted:
        return Target.next_on, Target.score.desc(), Target.id
    return Target.state_since.desc(), Target.id.desc()


def _place(row: Any) -> tuple[int, ...]:
    """The same order once more, for the rows of one column."""
    if row.state is TargetState.PROPOSED:
        return -row.score, row.id
    if row.state.is_courted:
        return row.next_on.toordinal(), -row.score, row.id
    return -row.state_since.toordinal(), -row.id


def _card(row: Any, today: date, is_movable: Any) -> Card:
    has_day = row.next_on != FAR_OFF
    return Card(
        row.id,
        row.firm,
        row.link,
        badge_of(row.badge),
        row.score,
        row.owner or "",
        (today - row.state_since).days,
        row.next_step,
        row.next_on if has_day else None,
        has_day and row.next_on < today,
        row.state is not TargetState.PROJECT and is_movable(row.owner_id, row.owner_department_id),
    )
