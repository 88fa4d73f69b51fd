"""The district in figures, as printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter as of
from typing import Any

from flask import Blueprint
from sqlalchemy import Select, select

from tracker.domain.office.district import DistrictFigure
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.queries.listing.filter import Filter, Pairs, argument
from tracker.queries.listing.paging import Window
from tracker.queries.listing.readers import number
from tracker.sheets.columns import Column
from tracker.web.access import allow
from tracker.web.list_page import ListPage

blueprint = Blueprint("district", __name__)

COLUMNS = (
    Column("指标", of("figure")),
    Column("年份", of("year"), "count"),
    Column("数值", of("value")),
    Column("单位", of("unit")),
    Column("出处", of("source"), "prose"),
)


@dataclass(frozen=True, slots=True)
class DistrictFilter(Filter):
    """Of which year."""

    year: int | None = argument("年份", number)


class DistrictPage(ListPage[DistrictFilter]):
    """A few hundred figures, all on one page."""

    name, template = "区情数据", "district/list.html"
    filter, columns = DistrictFilter, COLUMNS

    def statement(self) -> Select[Any]:
        one = DistrictFigure
        found = select(one.figure, one.year, one.value, one.unit, one.source)
        if self.asked.year:
            found = found.where(one.year == self.asked.year)
        return found.order_by(one.figure, one.year.desc())

    def window(self) -> Window:
        return Window(list(db.session.execute(self.statement())))

    def choices(self) -> Mapping[str, Pairs]:
        years = select(DistrictFigure.year).distinct().order_by(DistrictFigure.year)
        return {"year": [(str(year), str(year)) for year in db.session.scalars(years)]}

    def context(self, found: Window) -> dict[str, Any]:
        return {"rows": found.rows}


DistrictPage.hang(blueprint, "/district", allow(Can.SEE_PROJECTS))
