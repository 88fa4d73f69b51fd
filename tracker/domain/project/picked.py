"""Picked: the most urgent projects of many cells of a board at once, a LIMIT a cell."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, literal, select, union_all

from tracker.domain.firm import Firm
from tracker.domain.permissions import visible_shares
from tracker.domain.project import Project
from tracker.domain.project.filter import Owner, ProjectFilter
from tracker.domain.project.paging import SORTS, Stretch
from tracker.domain.project.seen import open_blockers
from tracker.domain.project.selected import light_columns
from tracker.domain.user import Actor


@lru_cache(maxsize=128)
def picked(
    cells: Sequence[ProjectFilter], size: int, actor: Actor, today: date, dialect: str
) -> Select[Any]:
    """Rows of cards, each with the number of its cell; up to `size` a share of each cell.

    The cells' own marks (`page`) are heeded; their order is that of urgency.
    """
    parts = []
    for number, cell in enumerate(cells):
        stretch = Stretch.at(cell.page, SORTS["urgency"], size)
        wanted = cell.wanted(today, dialect)
        for share in visible_shares(actor):
            found = select(literal(number).label("cell"), Project.id).where(
                share.condition, *wanted
            )
            parts.append(select(stretch.of(found).subquery()))
    near = union_all(*parts).subquery()
    return (
        select(near.c.cell, *_columns(today, actor))
        .select_from(near)
        .join(Project, Project.id == near.c.id)
        .outerjoin(Firm, Firm.id == Project.firm_id)
        .outerjoin(Owner, Owner.id == Project.owner_id)
    )


def _columns(today: date, actor: Actor) -> list[Any]:
    """What a card says, behind what it is ordered by."""
    return [
        Project.red_on, Project.id, Project.code, Project.name, Firm.name.label("firm"),
        Project.amount_yuan, Owner.name.label("owner"), Project.owner_id,
        Project.owner_department_id, open_blockers(actor), Project.stage_since,
        *light_columns(today, actor), Project.tier, Project.tier_year, Project.tier_rank,
        Project.firm_id,
    ]  # fmt: skip
