"""The list of firms by name, and the same as a file."""

from operator import attrgetter as of
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from tracker.domain.permissions import Can, may
from tracker.domain.project.badge import Tier
from tracker.extensions import db
from tracker.matching.provinces import PROVINCES
from tracker.pages.firms.blueprint import blueprint
from tracker.pages.firms.filter import SORTS, FirmFilter, Having
from tracker.pages.projects.new_project import links
from tracker.queries.listed_firms import badge_of, lists_in_force
from tracker.queries.project_list.paging import window
from tracker.sheets.columns import Column, wan
from tracker.web.access import allow
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.identity import actor, asker
from tracker.web.rendering import address, page, today

A_PAGE = 50
COLUMNS = (
    Column("企业名称", of("name")),
    Column("统一社会信用代码", of("credit_code"), "code"),
    Column("省份", of("province")),
    Column("城市", of("city")),
    Column("行业", of("industry")),
    Column("三类500强", lambda row: _badge_title(row)),
    Column("所在环节", of("links")),
    Column("项目数", of("projects"), "count"),
    Column("总投资（万元）", lambda row: wan(row.sum_yuan), "money"),
    Column("最近跟进", of("followed_on"), "day"),
    Column("网址", of("website")),
)


@blueprint.get("/firms")
@allow(Can.SEE_PROJECTS)
def list_all() -> Response:
    asked, lists = FirmFilter.from_args(request.args), lists_in_force(db.session(), today())
    found = window(
        lambda statement: list(db.session.execute(statement)),
        asked.statement(asker(), lists, _dialect()),
        asked.order,
        asked.page,
        A_PAGE,
    )
    return page(
        "firms/list.html",
        asked=asked,
        found=found,
        fields=fields(asked),
        active=active(asked),
        count=db.session.scalar(asked.counting(asker(), lists, _dialect())) or 0,
        badge_of=badge_of,
        may_keep=may(actor(), Can.KEEP_FIRMS),
    )


@blueprint.get("/firms.csv")
@allow(Can.SEE_PROJECTS)
def as_csv() -> ResponseReturnValue:
    return csv_of("企业", COLUMNS, _all(FirmFilter.from_args(request.args)))


@blueprint.get("/firms.xlsx")
@allow(Can.SEE_PROJECTS)
def as_xlsx() -> ResponseReturnValue:
    asked = FirmFilter.from_args(request.args)
    return xlsx_of("企业", COLUMNS, _all(asked), asked.said(fields(asked)))


def fields(asked: FirmFilter) -> list[dict[str, Any]]:
    """The selects of the filter bar."""
    options: dict[str, Any] = {
        "province": [(one, one) for one in PROVINCES],
        "link": links(),
        "tier": Tier.choices(),
        "projects": Having.choices(),
        "sort": [(key, order.label) for key, order in SORTS.items()],
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


def active(asked: FirmFilter) -> list[dict[str, str]]:
    """What no select shows: the chip that says it and takes it away."""
    if not asked.q:
        return []
    return [{"label": f"搜索 {asked.q}", "href": address("firms.list_all", asked.to_args(q=""))}]


def _all(asked: FirmFilter) -> Select[Any]:
    return asked.statement(asker(), lists_in_force(db.session(), today()), _dialect())


def _badge_title(row: Any) -> str:
    badge = badge_of(row.badge)
    return badge.title if badge else ""


def _dialect() -> str:
    return db.session.get_bind().dialect.name
