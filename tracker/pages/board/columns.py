"""The columns of a board, lane by lane, with all their cards fetched at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import url_for

from tracker.domain.words import Stage
from tracker.pages.board.cards import Pile, piles_of
from tracker.pages.board.layout import Lane
from tracker.queries.project_list.counts import Count, Total
from tracker.web.rendering import with_args

CARDS_A_COLUMN = 50
CARDS_A_CELL = 10


@dataclass(frozen=True, slots=True)
class Column:
    """One stage of one lane; `src` gives it anew, `more` leads to the cards beyond."""

    id: str
    stage: Stage
    total: Total
    is_folded: bool
    pile: Pile
    src: str
    more: str
    is_paged: bool


def columns_of(
    lanes: Sequence[Lane], stages: Sequence[Stage], counted: Count
) -> list[list[Column]]:
    """The columns of each lane; what is empty in every lane is folded in every lane."""
    # Empty cells are asked for too: the statement is the same whatever is where.
    places = [(lane, stage) for lane in lanes for stage in stages]
    size = CARDS_A_CELL if lanes and lanes[0].id else CARDS_A_COLUMN
    cells = [replace(lane.asked, stage=(stage,)) for lane, stage in places]
    piles = dict(zip(places, piles_of(cells, size), strict=True))
    kept, path = counted.by_stage, url_for("board.column")
    return [
        [
            Column(
                id=f"column-{lane.id}{stage}",
                stage=stage,
                total=counted.cells.get((lane.key, stage), Total()),
                is_folded=stage not in kept,
                pile=(pile := piles[lane, stage]),
                src=_src(lane, stage, path),
                more=_more(lane, pile, path),
                is_paged=not lane.id,
            )
            for stage in stages
        ]
        for lane in lanes
    ]


def _src(lane: Lane, stage: Stage, path: str) -> str:
    own = [("lane", lane.id)] if lane.id else []
    return with_args(path, [*lane.asked.to_args(stage=(stage,)), *own])


def _more(lane: Lane, pile: Pile, path: str) -> str:
    """Where the cards beyond these are: the column's next page, or the lane's stage as a board."""
    if pile.rest is None:
        return ""
    if lane.id:
        return with_args(url_for("board.show"), pile.rest.to_args())
    return with_args(path, pile.rest.to_args(page=pile.rest.page))
