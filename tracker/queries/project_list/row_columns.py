"""What a row of a project list reads, and what of it a person may see."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, exists, func, null, select, type_coerce

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.act_rules import RUNNING
from tracker.domain.blocker.open_conditions import STILL_OPEN
from tracker.domain.chain import ChainLink
from tracker.domain.firm import Firm
from tracker.domain.office.clocks import Reason
from tracker.domain.office.zone import Zone
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor
from tracker.domain.permissions import sees_blocker, visible_blockers
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import standing_reason
from tracker.domain.project.light_rules import UNLIT, RunningClock
from tracker.domain.words import Colour, Role
from tracker.queries.project_list.filter import Owner
from tracker.queries.project_list.shown_light import known_from_print


def read(today: date, asker: Asker) -> list[Any]:
    """What every project list selects; the window adds the sort value and the id."""
    return [
        Project.code,
        Project.name,
        Project.firm_id,
        _told(Firm.name, "firm"),
        _raw(Project.stage, "stage"),
        _raw(Project.stage_since, "since"),
        *light_columns(today, asker),
        Project.amount_yuan,
        Project.amount_words,
        _raw(ChainLink.segment, "segment"),
        func.coalesce(ChainLink.name, Project.industry).label("link"),
        _told(Zone.name, "zone"),
        _told(Owner.name, "owner"),
        Department.short_name.label("department"),
        Project.sponsor,
        open_blockers(asker),
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


def light_columns(today: date, asker: Asker) -> list[Any]:
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
        _raw(visible_reason(reason, asker), "reason"),
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


STANDS = and_(Blocker.project_id == Project.id, STILL_OPEN)
RUNS = and_(STANDS, Blocker.state.in_(RUNNING), Blocker.due_on == Project.blocker_due_on)


def open_blockers(asker: Asker) -> ColumnElement[int]:
    """How many blockers of a project are open, of those that the person sees."""
    if asker.role is not Role.UNIT:
        return Project.open_blockers.expression
    counted = select(func.count()).where(STANDS, visible_blockers(asker)).correlate(Project)
    return counted.scalar_subquery().label("open_blockers")


def visible_reason(reason: Any, asker: Asker) -> Any:
    """A light's reason, unless it is a blocker that the person does not see."""
    if asker.role is not Role.UNIT:
        return reason
    own = exists().where(RUNS, visible_blockers(asker))
    return case((and_(reason == Reason.BLOCKER, ~own.correlate(Project)), null()), else_=reason)


def visible_clocks(project: Project, actor: Actor) -> list[RunningClock]:
    """The clocks that run on a project, in the same way."""
    own = [one for one in project.blockers if one.is_running and sees_blocker(actor, one)]
    is_told = project.blocker_due_on in {one.due_on for one in own}
    return [turn for turn in project.turns() if turn.reason is not Reason.BLOCKER or is_told]
