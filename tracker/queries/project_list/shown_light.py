"""Which light a project shows, and that what print alone told of shows no green one.

Nobody knows of such a project since when it stands where it stands, or whether all is well.
"""

from datetime import date

from sqlalchemy import ColumnElement, and_, func, literal_column, not_, or_, select

from tracker.domain.project import Project
from tracker.domain.project.light_rules import UNLIT
from tracker.domain.project.stage_moves import StageMove
from tracker.domain.words import Colour

FROM_PRINT = Project.source == literal_column("'print'")
"""Spelled as the index has it."""


def known_from_print() -> ColumnElement[bool]:
    """Nobody here has touched it yet; the twin of `Project.is_known_from_print_only`."""
    moved = select(StageMove.id).where(
        StageMove.project_id == Project.id,
        StageMove.from_stage.is_not(None),
        StageMove.voided_at.is_(None),
    )
    untouched = ~moved.correlate(Project).exists()
    return and_(FROM_PRINT, Project.last_followed_on.is_(None), untouched)


def untold(today: date) -> ColumnElement[bool]:
    """Would be green, were anything known but what was printed: it shows no light."""
    # Asked so, no day is a stretch of an index, and the few of print are looked at alone.
    is_green = func.coalesce(Project.yellow_on, today) > today
    return and_(known_from_print(), Project.stage.not_in(UNLIT), is_green)


def lit(colour: Colour, today: date) -> ColumnElement[bool]:
    """The condition that a project shows this light today."""
    red, yellow = Project.red_on <= today, Project.yellow_on <= today
    if colour is Colour.RED:
        return red
    if colour is Colour.YELLOW:
        return and_(yellow, not_(red))
    return and_(not_(or_(red, yellow)), Project.stage.not_in(UNLIT), not_(known_from_print()))
