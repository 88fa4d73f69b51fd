"""The district in figures, as printed; page and file."""

from dataclasses import dataclass
from operator import attrgetter as of
from typing import Any, ClassVar

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from tracker.domain.office.district import DistrictFigure
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.asked import Asked, number
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.rendering import page

blueprint = Blueprint("district", __name__)

COLUMNS = (
    Column("指标", of("figure")),
    Column("年份", of("year"), "count"),
    Column("数值", of("value")),
    Column("单位", of("unit")),
    Column("出处", of("source"), "prose"),
)


@dataclass(frozen=True, slots=True)
class DistrictFilter(Asked):
    """Of which year."""

    READERS: ClassVar = {"year": (number, "年份")}
    year: int | None = None

    def statement(self) -> Select[Any]:
        one = DistrictFigure
        found = select(one.figure, one.year, one.value, one.unit, one.source)
        if self.year:
            found = found.where(one.year == self.year)
        return found.order_by(one.figure, one.year.desc())


@blueprint.get("/district")
@allow(Can.SEE_PROJECTS)
def list_all() -> Response:
    asked = DistrictFilter.from_args(request.args)
    rows = db.session.execute(asked.statement()).all()
    return page("district/list.html", asked=asked, rows=rows, fields=_fields(asked))


@blueprint.get("/district.csv")
@allow(Can.SEE_PROJECTS)
def as_csv() -> ResponseReturnValue:
    return csv_of("区情数据", COLUMNS, DistrictFilter.from_args(request.args).statement())


@blueprint.get("/district.xlsx")
@allow(Can.SEE_PROJECTS)
def as_xlsx() -> ResponseReturnValue:
    asked = DistrictFilter.from_args(request.args)
    return xlsx_of("区情数据", COLUMNS, asked.statement(), asked.said(_fields(asked)))


def _fields(asked: DistrictFilter) -> list[dict[str, Any]]:
    years = db.session.scalars(select(DistrictFigure.year).distinct().order_by(DistrictFigure.year))
    return [
        {
            "name": "year",
            "label": "年份",
            "value": asked.value("year"),
            "options": [(str(year), str(year)) for year in years],
        }
    ]
