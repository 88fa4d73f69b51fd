"""The ledger: the filtered projects as a table, page by page, and as a file."""

from datetime import date
from itertools import chain
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from tracker.domain.people.asker import Asker
from tracker.domain.permissions import Can, may
from tracker.domain.project import Project
from tracker.domain.statement_cache import kept
from tracker.extensions import db
from tracker.pages.ledger.table import headings, rows_of, shown
from tracker.queries.project_list.columns import COLUMNS, HEADERS, typed, written
from tracker.queries.project_list.counts import count
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.filter_words import described
from tracker.queries.project_list.paging import Stretch, Window, window_of
from tracker.queries.project_list.row_columns import read
from tracker.web.access import allow
from tracker.web.asked import Unreadable
from tracker.web.downloads import csv_file, is_too_long, thousands_of, too_long, xlsx_file
from tracker.web.filters import bar_for
from tracker.web.identity import actor, asker
from tracker.web.rendering import page, today

blueprint = Blueprint("ledger", __name__)

ROWS_A_PAGE = 50


@blueprint.get("/projects")
@allow(Can.SEE_PROJECTS)
def show() -> Response:
    """One page of the table, with count, sum and lights of all that was asked for."""
    asked = ProjectFilter.from_args(request.args)
    found = _window(asked)
    return page(
        "ledger/show.html",
        asked=asked,
        bar=bar_for(asked, "ledger.show", [], sorts=True),
        counted=count(asked, db.session(), actor(), today()),
        window=found,
        may_register=may(actor(), Can.REGISTER),
        headings=headings(asked),
        rows=rows_of(found.rows, today(), shown(asked)),
    )


@blueprint.get("/projects.csv")
@allow(Can.SEE_PROJECTS)
def as_csv() -> ResponseReturnValue:
    """Everything that was asked for as a file."""
    asked, day = _asked_of_file(), today()
    lines = chain.from_iterable(written(rows, day) for rows in thousands_of(_all(asked, day)))
    return csv_file("项目台账", HEADERS, lines)


@blueprint.get("/projects.xlsx")
@allow(Can.SEE_PROJECTS)
def as_xlsx() -> ResponseReturnValue:
    """The same as a workbook, its numbers and days typed."""
    asked, day = _asked_of_file(), today()
    statement = _all(asked, day)
    if is_too_long(statement):
        return too_long()
    lines = chain.from_iterable(typed(rows, day) for rows in thousands_of(statement))
    words = (said for _, said in described(asked, db.session(), actor()))
    return xlsx_file("项目台账", COLUMNS, lines, words)


def _asked_of_file() -> ProjectFilter:
    """What was asked for; an argument nobody understands stops the file."""
    asked = ProjectFilter.from_args(request.args)
    if asked.problems:
        raise Unreadable(asked.problems)
    return asked


def _all(asked: ProjectFilter, day: date) -> Select[Any]:
    return asked.statement(read(day, asker()), asker(), day, db.engine.dialect.name)


def _window(asked: ProjectFilter) -> Window:
    dialect = db.engine.dialect.name

    def fetch(stretch: Stretch) -> list[Any]:
        return list(_asking(asked, stretch, asker(), today(), dialect).rows(db.session()))

    return window_of(fetch, asked.order, asked.page, ROWS_A_PAGE)


@kept(64)
def _asking(
    asked: ProjectFilter, stretch: Stretch, asker: Asker, day: date, dialect: str
) -> Select[Any]:
    columns = (*read(day, asker), asked.order.expression, Project.id)
    return asked.stretch(columns, stretch, asker, day, dialect)
