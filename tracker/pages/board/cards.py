"""The cards of a board's cells, made ready in one pass so that the template only writes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from tracker.domain.permissions import Can, question_of_rows
from tracker.domain.project.badge import badge_title, badge_words
from tracker.extensions import db
from tracker.queries.listing.paging import Mark
from tracker.queries.project_list.board_cells import Cells, picked
from tracker.queries.project_list.columns import IN_PRINT, SHAPES, said
from tracker.queries.project_list.filter import ProjectFilter
from tracker.web.escaping import escaped
from tracker.web.identity import actor, asker
from tracker.web.rendering import short_sum, today


class Card(NamedTuple):
    """A project as the board draws it, every text escaped, for the template does not."""

    code: str
    name: str
    firm_id: int | None
    firm: str
    badge: str
    badge_title: str
    sum: str
    owner: str
    how_long: str
    colour: str
    shape: str
    reason: str
    blockers: int
    is_movable: bool


@dataclass(frozen=True, slots=True)
class Pile:
    """The cards of one cell as they are drawn, and the filter that finds the rest."""

    cards: Sequence[Card] = ()
    rest: ProjectFilter | None = None


def piles_of(cells: Sequence[ProjectFilter], size: int) -> list[Pile]:
    """Up to `size` cards of each cell, the most urgent first, in one query for all of them."""
    piles = [Pile()] * len(cells)
    if not cells:
        return piles
    asking = picked(Cells(tuple(cells), size + 1), asker(), today(), db.engine.dialect.name)
    rows = sorted(asking.rows(db.session()), key=itemgetter(0, 1, 2))
    for number, group in groupby(zip(rows, _drawn(rows), strict=True), key=lambda pair: pair[0][0]):
        found = list(group)
        cell, rest = cells[number], None
        if len(found) > size:
            _, red_on, project_id, *_ = found[size - 1][0]
            rest = replace(cell, page=str(Mark(red_on, project_id)))
        piles[number] = Pile([card for _, card in found[:size]], rest)
    return piles


def _drawn(rows: Sequence[Any]) -> list[Card]:
    day, is_movable = today(), question_of_rows(actor(), Can.ADVANCE)
    names, firms, owners = (escaped([row[place] or "" for row in rows]) for place in (4, 5, 7))
    return [
        Card(
            code,
            name,
            firm_id,
            firm,
            badge_words(tier, rank),
            badge_title(tier, year, rank),
            short_sum(yuan) if yuan is not None else "",
            owner or "未定",
            IN_PRINT if is_printed else f"{(day - since).days}&nbsp;天",
            colour,
            SHAPES[colour],
            said(reason, reason_since, day),
            blockers,
            is_movable(owner_id, department_id),
        )
        for (
            _,
            _,
            _,
            code,
            _,
            _,
            yuan,
            _,
            owner_id,
            department_id,
            blockers,
            since,
            colour,
            reason,
            reason_since,
            is_printed,
            tier,
            year,
            rank,
            firm_id,
        ), name, firm, owner in zip(rows, names, firms, owners, strict=True)
    ]
