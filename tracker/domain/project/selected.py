"""Selected: what every project list reads, raw and in one query; columns.py writes it down."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, case, func, type_coerce

from tracker.domain.chain import ChainLink
from tracker.domain.department import Department
from tracker.domain.firm import Firm
from tracker.domain.project import Project
from tracker.domain.project.filter import Owner
from tracker.domain.project.lit import UNLIT
from tracker.domain.project.quiet import standing_reason
from tracker.domain.project.seen import open_blockers, told
from tracker.domain.project.showing import known_from_print
from tracker.domain.user import Actor
from tracker.domain.words import Colour
from tracker.domain.zone import Zone


def read(today: date, actor: Actor) -> list[Any]:
    """What every project list selects; the window adds the sort value and the id."""
    return [
        Project.code,
        Project.name,
        Project.firm_id,
        _told(Firm.name, "firm"),
        _raw(Project.stage, "stage"),
        _raw(Project.stage_since, "since"),
        *light_columns(today, actor),
        Project.amount_yuan,
        Project.amount_words,
        _raw(ChainLink.segment, "segment"),
        func.coalesce(ChainLink.name, Project.industry).label("link"),
        _told(Zone.name, "zone"),
        _told(Owner.name, "owner"),
        Department.short_name.label("department"),
        Project.sponsor,
        open_blockers(actor),
        _raw(Project.last_followed_on, "followed"),
        _raw(Project.next_on, "next_on"),
        Project.next_step,
        _raw(Project.filed_on, "filed"),
        credited(today).label("credited_yuan"),
        _raw(Project.tier, "tier"),
        Project.tier_year,
        Project.tier_rank,
        standing_reason(Project).label("quiet"),
    ]


def light_columns(today: date, actor: Actor) -> list[Any]:
    """The SQL twin of `light` and `reason`: colour ("" when unlit), reason, and its since.

    With it, whether it is known from print alone: then its days are the paper's.
    """
    is_unlit, is_red = Project.stage.in_(UNLIT), Project.red_on <= today
    is_yellow = Project.yellow_on <= today
    is_printed = known_from_print()
    reason = case(
        (is_unlit, None), (is_red, Project.red_reason), (is_yellow, Project.yellow_reason)
    )
    return [
        case(
            (is_unlit, ""),
            (is_red, Colour.RED.value),
            (is_yellow, Colour.YELLOW.value),
            (is_printed, ""),
            else_=Colour.GREEN.value,
        ).label("colour"),
        _raw(told(reason, actor), "reason"),
        _raw(case((is_red, Project.red_since), else_=Project.yellow_since), "reason_since"),
        is_printed.label("is_printed"),
    ]


def credited(today: date) -> ColumnElement[int]:
    """The SQL twin of `Project.credited_yuan`, as the agreement that is kept stands today."""
    return case(
        (Project.credit_share.is_(None), Project.amount_yuan),
        (Project.credit_ends_on <= today, 0 * Project.amount_yuan),
        else_=Project.amount_yuan * Project.credit_share // 100,
    )


def _raw(column: Any, name: str) -> Any:
    """A column as the database has it: no word or day is made of each cell."""
    return type_coerce(column, String).label(name)


def _told(column: Any, name: str) -> Any:
    return func.coalesce(column, "").label(name)
