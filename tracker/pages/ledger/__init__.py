"""The ledger: the filtered projects as a table."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import Blueprint
from sqlalchemy import Select

from tracker.domain.people.asker import Asker
from tracker.domain.permissions import Can, may
from tracker.domain.statement_cache import kept
from tracker.extensions import db, dialect
from tracker.pages.ledger.table import headings, rows_of, shown
from tracker.queries.listing.paging import Stretch, Window
from tracker.queries.project_list.columns import COLUMNS, Sheet
from tracker.queries.project_list.counts import count
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.filter_words import described
from tracker.queries.project_list.row_columns import read
from tracker.web.access import allow
from tracker.web.identity import actor, asker
from tracker.web.list_page import ListPage
from tracker.web.project_bar import bar_for
from tracker.web.rendering import today

blueprint = Blueprint("ledger", __name__)


class LedgerPage(ListPage[ProjectFilter]):
    """The projects, with count, sum and lights of all that is asked for."""

    name, template = "项目台账", "ledger/show.html"
    filter, columns = ProjectFilter, COLUMNS

    def statement(self) -> Select[Any]:
        columns = read(today(), asker())
        return self.asked.statement(columns, asker(), today(), dialect())

    def fetch(self, stretch: Stretch) -> list[Any]:
        asking = _asking(self.asked, stretch, asker(), today(), dialect())
        return list(asking.rows(db.session()))

    def pieces(self) -> Iterator[Sheet]:
        day = today()
        return (Sheet(rows, day) for rows in super().pieces())

    def described(self) -> list[str]:
        return [words for _, words in described(self.asked, db.session(), actor())]

    def context(self, found: Window) -> dict[str, Any]:
        asked = self.asked
        return {
            "bar": bar_for(asked, "ledger.show", [], sorts=True),
            "counted": count(asked, db.session(), actor(), today()),
            "window": found,
            "may_register": may(actor(), Can.REGISTER),
            "headings": headings(asked),
            "rows": rows_of(found.rows, today(), shown(asked)),
        }


LedgerPage.hang(blueprint, "/projects", allow(Can.SEE_PROJECTS), ("show", "as_csv", "as_xlsx"))


@kept(64)
def _asking(
    asked: ProjectFilter, stretch: Stretch, asker: Asker, day: date, dialect: str
) -> Select[Any]:
    columns = (*read(day, asker), *asked.order.place)
    return asked.stretch(columns, stretch, asker, day, dialect)
