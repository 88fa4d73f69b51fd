"""The list of follow-ups, newest first, and the same as a file."""

from collections.abc import Callable
from operator import attrgetter as of
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from tracker.domain.calendar import HERE
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import POLICY, Can, question_of_rows
from tracker.domain.targeting.visible_targets import question_of_targets
from tracker.domain.words import Contact, Role
from tracker.extensions import db
from tracker.pages.follow_ups.blueprint import blueprint
from tracker.pages.follow_ups.filter import NEWEST, FollowUpFilter
from tracker.queries.project_list.paging import window_of
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.identity import actor, asker
from tracker.web.rendering import address, page

A_PAGE = 50
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


@blueprint.get("/follow-ups")
@allow(Can.SEE_PROJECTS)
def list_all() -> Response:
    asked, dialect = FollowUpFilter.from_args(request.args), _dialect()
    found = window_of(
        lambda stretch: list(db.session.execute(asked.stretch(stretch, asker(), dialect))),
        NEWEST,
        asked.page,
        A_PAGE,
    )
    total = db.session.scalar(asked.count(asker(), dialect))
    return page(
        "follow_ups/list.html",
        asked=asked,
        found=found,
        fields=fields(asked),
        total=total,
        active=active(asked),
        may_void=_question_of_voiding(),
    )


@blueprint.get("/follow-ups.csv")
@allow(Can.SEE_PROJECTS)
def as_csv() -> ResponseReturnValue:
    asked = FollowUpFilter.from_args(request.args)
    return csv_of("跟进", COLUMNS, asked.statement(asker(), _dialect()))


@blueprint.get("/follow-ups.xlsx")
@allow(Can.SEE_PROJECTS)
def as_xlsx() -> ResponseReturnValue:
    asked = FollowUpFilter.from_args(request.args)
    rows = asked.statement(asker(), _dialect())
    return xlsx_of("跟进", COLUMNS, rows, asked.said(fields(asked)))


def fields(asked: FollowUpFilter) -> list[dict[str, Any]]:
    """The selects of the filter bar; a unit chooses among its own people alone."""
    writers = select(User.id, User.name).where(User.is_active, User.role.in_(_who_writes()))
    offices = select(Department.id, Department.short_name).order_by(Department.id)
    if actor().role is Role.UNIT:
        writers = writers.where(User.department_id == actor().department_id)
        offices = offices.where(Department.id == actor().department_id)
    options = {
        "kind": Contact.choices(),
        "person": _pairs(writers.order_by(User.department_id, User.id)),
        "department": _pairs(offices),
    }
    return [
        {
            "name": name,
            "label": asked.READERS[name][1],
            "value": asked.value(name),
            "options": pairs,
        }
        for name, pairs in options.items()
    ]


def active(asked: FollowUpFilter) -> list[dict[str, str]]:
    """What no select shows: the chips that say it and take it away."""
    return [
        {
            "label": f"{asked.READERS[name][1]} {asked.value(name)}",
            "href": address("follow_ups.list_all", asked.to_args(**{name: None})),
        }
        for name in ("q", "since", "until")
        if asked.value(name)
    ]


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


def _pairs(statement: Any) -> list[tuple[str, str]]:
    return [(str(number), name) for number, name in db.session.execute(statement)]


def _dialect() -> str:
    return db.session.get_bind().dialect.name
