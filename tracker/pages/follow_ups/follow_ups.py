"""The list of follow-ups, newest first."""

from collections.abc import Callable, Mapping
from operator import attrgetter as of
from typing import Any

from sqlalchemy import Select, select

from tracker.domain.calendar import HERE
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import POLICY, Can, question_of_rows
from tracker.domain.targeting.visible_targets import question_of_targets
from tracker.domain.words import Contact, Role
from tracker.extensions import db, dialect
from tracker.pages.follow_ups.blueprint import blueprint
from tracker.queries.follow_up_list import FollowUpFilter
from tracker.queries.listing.filter import Pairs
from tracker.queries.listing.paging import Stretch, Window
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.identity import actor, asker
from tracker.web.list_page import ListPage, pairs_of

OF_A_TARGET = "目标"
"""Stands where a project's code does, for contacts with a firm that is still a target."""

COLUMNS = (
    Column("日期", of("on"), "day"),
    Column("编号", lambda row: row.code or OF_A_TARGET),
    Column("项目名称", lambda row: row.name or row.firm),
    Column("方式", of("kind.label")),
    Column("谈了什么", of("said"), "prose"),
    Column("在场", of("present")),
    Column("下一步", of("next_step")),
    Column("下次跟进", of("next_on"), "day"),
    Column("谁写的", of("by")),
    Column("单位", of("department")),
    Column("写于", lambda row: row.recorded_at.astimezone(HERE).replace(tzinfo=None), "minute"),
    Column("作废原因", of("voided_because")),
)


class FollowUpPage(ListPage[FollowUpFilter]):
    """What was talked about, on projects and with targets."""

    name, template = "跟进", "follow_ups/list.html"
    filter, columns = FollowUpFilter, COLUMNS
    chips = {"q": "项目 {}", "since": "从 {}", "until": "到 {}"}

    def statement(self) -> Select[Any]:
        return self.asked.statement(asker(), dialect())

    def fetch(self, stretch: Stretch) -> list[Any]:
        return list(db.session.execute(self.asked.stretch(stretch, asker(), dialect())))

    def choices(self) -> Mapping[str, Pairs]:
        """A unit chooses among its own people alone."""
        writers = select(User.id, User.name).where(User.is_active, User.role.in_(_who_writes()))
        offices = select(Department.id, Department.short_name).order_by(Department.id)
        if actor().role is Role.UNIT:
            writers = writers.where(User.department_id == actor().department_id)
            offices = offices.where(Department.id == actor().department_id)
        return {
            "kind": Contact.choices(),
            "person": pairs_of(writers.order_by(User.department_id, User.id)),
            "department": pairs_of(offices),
        }

    def context(self, found: Window) -> dict[str, Any]:
        total = db.session.scalar(self.asked.count(asker(), dialect()))
        return {"total": total, "may_void": _question_of_voiding()}


FollowUpPage.hang(blueprint, "/follow-ups", allow(Can.SEE_PROJECTS))


def _question_of_voiding() -> Callable[[Any], bool]:
    """Whether a row may be taken back, by who answers for its project or its target."""
    of_project = question_of_rows(actor(), Can.VOID)
    of_target = question_of_targets(actor(), Can.VOID)
    return lambda row: (
        of_project(row.owner_id, row.owner_department_id)
        if row.code
        else of_target(row.courted_by, row.courting)
    )


def _who_writes() -> list[Role]:
    return [role for role, acts in POLICY.items() if Can.FOLLOW_UP in acts]
