"""The three lists that a leader knows: what is in the way, what is done about it, whose it is.

Each is the list of blockers under the same filter, in other columns. As tables,
CSV and XLSX they come one by one, as Word all three in one paper.
"""

from operator import attrgetter as of
from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from tracker.domain.permissions import Can
from tracker.pages.blockers.blockers import BlockerPage
from tracker.pages.blockers.blueprint import blueprint
from tracker.queries.listing.paging import Window
from tracker.sheets.columns import Column, texts_of
from tracker.sheets.papers import MOST, TOO_MANY, Paper
from tracker.web.access import allow
from tracker.web.downloads import docx_file, thousands_of, too_long
from tracker.web.identity import asker
from tracker.web.list_page import understood
from tracker.web.rendering import address, today
from tracker.word import Word


class Listing(Word):
    """One of the three lists; `tone` is what a leader learns from it."""

    PROBLEMS = "problems", "困难问题清单", "卡住了什么"
    MEASURES = "measures", "解决措施清单", "做了什么"
    DUTIES = "duties", "责任分工清单", "谁来办、哪天前"


PROJECT, WHAT = Column("项目名称", of("name")), Column("困难问题", of("what"), "prose")
STATE = Column("状态", of("state.label"))

COLUMNS: dict[Listing, tuple[Column, ...]] = {
    Listing.PROBLEMS: (
        Column("项目编号", of("code")),
        PROJECT,
        Column("跟踪单位", of("owner_department")),
        Column("类别", of("kind.label")),
        WHAT,
        Column("提出日期", of("on"), "day"),
        Column("提出人", of("by")),
        STATE,
    ),
    Listing.MEASURES: (
        PROJECT,
        WHAT,
        Column("需要什么", of("wanted"), "prose"),
        Column("办理情况", of("done"), "prose"),
        Column("办理日期", of("done_on"), "day"),
        STATE,
    ),
    Listing.DUTIES: (
        PROJECT,
        WHAT,
        Column("责任单位", of("department")),
        Column("协办单位", of("helpers")),
        Column("跟踪人", of("owner")),
        Column("包联领导", of("sponsor")),
        Column("期限", of("due_on"), "day"),
        Column("升级到", lambda row: row.level.label if row.level else None),
    ),
}


class ThreeListsPage(BlockerPage):
    """One of the three, by its address."""

    template = "blockers/lists.html"

    def __init__(self, listing: Listing = Listing.PROBLEMS) -> None:
        super().__init__()
        self.listing, self.name, self.columns = listing, listing.label, COLUMNS[listing]

    def statement(self) -> Select[Any]:
        return self.asked.detailed(asker(), today())

    def context(self, found: Window) -> dict[str, Any]:
        args = self.asked.to_args()
        lists = [(one, address("blockers.show_list", args, listing=one)) for one in Listing]
        return {
            "listing": self.listing,
            "columns": self.columns,
            "standings": self.standings(),
            "lists": lists,
        }


for one in Listing:
    ThreeListsPage.hang(
        blueprint,
        f"/blockers/{one.value}",
        allow(Can.SEE_PROJECTS),
        ("show_list", "list_as_csv", "list_as_xlsx"),
        listing=one,
    )


@blueprint.get("/blockers.docx")
@allow(Can.SEE_PROJECTS)
def lists_as_docx() -> ResponseReturnValue:
    """All three in one paper."""
    listed = ThreeListsPage()
    asked = understood(listed.asked)
    rows = [row for rows in thousands_of(listed.statement().limit(MOST + 1)) for row in rows]
    if len(rows) > MOST:
        return too_long(TOO_MANY, address("blockers.as_csv", asked.to_args()))
    filled = {one.value: list(texts_of(COLUMNS[one], rows)) for one in Listing}
    return docx_file(Paper.THREE_LISTS, Paper.THREE_LISTS.label, filled, listed.described())
