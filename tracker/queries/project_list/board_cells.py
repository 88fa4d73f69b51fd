"""The most urgent projects of many cells of a board at once, a LIMIT a cell."""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, literal, select, union_all

from tracker.domain.firm import Firm
from tracker.domain.people.asker import Asker
from tracker.domain.permissions import visible_shares
from tracker.domain.project import Project
from tracker.domain.statement_cache import KeptStatement, Shaped, Values, kept
from tracker.domain.words import Stage
from tracker.queries.listing.paging import Stretch
from tracker.queries.project_list.filter import Owner, ProjectFilter
from tracker.queries.project_list.orders import ORDERS
from tracker.queries.project_list.row_columns import light_columns, open_blockers


@dataclass(frozen=True, slots=True)
class Cells(Shaped):
    """The cells of a board, and how many cards of each. They differ by place alone.

    The first one's mark (`page`) is heeded; only a column by itself has one.
    """

    asked: tuple[ProjectFilter, ...]
    size: int

    @property
    def stretch(self) -> Stretch:
        return Stretch.at(self.asked[0].page, ORDERS["urgency"], self.size)

    @property
    def shape(self) -> Hashable:
        return self.stretch.shape, tuple(cell.shape for cell in self.asked)

    def values(self) -> Values:
        told = self.stretch.values()
        for number, cell in enumerate(self.asked):
            told |= cell.values(f"_of_{number}")
        return told


def picked(cells: Cells, asker: Asker, today: date, dialect: str) -> KeptStatement:
    """Rows of cards, each with the number of its cell; up to `size` a share of each cell.

    A board in lanes has so many cells that few such statements are kept.
    """
    pick = _of_few if len(cells.asked) <= len(Stage) else _of_many
    return pick(cells, asker, today, dialect)


def _picked(cells: Cells, asker: Asker, today: date, dialect: str) -> Select[Any]:
    parts, shares, stretch = [], visible_shares(asker), cells.stretch
    for number, cell in enumerate(cells.asked):
        wanted = cell.wanted(today, dialect, f"_of_{number}")
        for share in shares:
            found = select(literal(number).label("cell"), Project.id).where(
                share.condition, *wanted
            )
            parts.append(select(stretch.of(found).subquery()))
    near = union_all(*parts).subquery()
    return (
        select(near.c.cell, *_columns(today, asker))
        .select_from(near)
        .join(Project, Project.id == near.c.id)
        .outerjoin(Firm, Firm.id == Project.firm_id)
        .outerjoin(Owner, Owner.id == Project.owner_id)
    )


_of_few, _of_many = kept(16)(_picked), kept(2)(_picked)


def _columns(today: date, asker: Asker) -> list[Any]:
    """What a card says, behind what it is ordered by."""
    return [
        Project.red_on,
        Project.id,
        Project.code,
        Project.name,
        Firm.name.label("firm"),
        Project.amount_yuan,
        Owner.name.label("owner"),
        Project.owner_id,
        Project.owner_department_id,
        open_blockers(asker),
        Project.stage_since,
        *light_columns(today, asker),
        Project.tier,
        Project.tier_year,
        Project.tier_rank,
        Project.firm_id,
    ]
