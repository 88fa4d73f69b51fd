"""Who stands on a ranking, and who of them is a firm of ours."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from sqlalchemy import Select, func, select

from tracker.domain.permissions import Can, may
from tracker.domain.ranking import Match, RankingEntry
from tracker.extensions import db
from tracker.pages.rankings.blueprint import ADDRESS, blueprint, ranking_or_404
from tracker.queries.listing.filter import Pairs
from tracker.queries.listing.paging import Window
from tracker.queries.ranking_list import EntryFilter, LocalProjects, match_seen_by, sees_doubts
from tracker.sheets.columns import Column, wan
from tracker.web.access import allow
from tracker.web.forms.submissions import new_token
from tracker.web.identity import actor
from tracker.web.list_page import Link, ListPage

UNKNOWN = "一家归别的单位的企业，您看不到"
COLUMNS = (
    Column("排名", lambda row: row.rank, "number"),
    Column("企业名称", lambda row: row.name),
    Column("英文名称", lambda row: row.other_name),
    Column("省份", lambda row: row.province),
    Column("营业收入（万元）", lambda row: wan(row.revenue_yuan), "money"),
    Column("核对", lambda row: row.match.label),
    Column("库中企业", lambda row: row.firm or likely(row)),
    Column("依据", lambda row: reason(row), "prose"),
    Column("区内项目数", lambda row: row.own, "count"),
    Column("下属企业项目数", lambda row: row.below, "count"),
)


class EntryPage(ListPage[EntryFilter]):
    """The entries of one ranking, by rank."""

    template = "rankings/show.html"
    filter, columns = EntryFilter, COLUMNS
    chips = {"q": "企业：{}"}

    def __init__(self, ranking_id: int) -> None:
        self.ranking = ranking_or_404(ranking_id)
        self.name = self.ranking.full_name
        super().__init__()

    @property
    def path(self) -> str:
        return url_for("rankings.show", ranking_id=self.ranking.id)

    def statement(self) -> Select[Any]:
        return self.asked.statement(self.ranking.id, actor())

    def choices(self) -> Mapping[str, Pairs]:
        """The provinces that the list names, if any, and with projects or without."""
        named = select(RankingEntry.province).where(
            RankingEntry.ranking_id == self.ranking.id, RankingEntry.province != ""
        )
        provinces = [(one, one) for one in sorted(db.session.scalars(named.distinct()))]
        offered: dict[str, Pairs] = {"province": provinces} if provinces else {}
        return offered | {"here": LocalProjects.choices()}

    def context(self, found: Window) -> dict[str, Any]:
        counts = self.counts()
        return {
            "ranking": self.ranking,
            "counts": counts,
            "chips": self.matches(counts),
            "once": new_token(),
            "may_keep": may(actor(), Can.KEEP_RANKINGS) and not self.ranking.is_void,
            "sees_doubts": sees_doubts(actor()),
            "likely": likely,
            "reason": reason,
            "unknown": UNKNOWN,
        }

    def counts(self) -> dict[Match, int]:
        """How many entries have found their firm, may have, and have not."""
        match = match_seen_by(actor())
        of_ranking = RankingEntry.ranking_id == self.ranking.id
        rows = db.session.execute(select(match, func.count()).where(of_ranking).group_by(match))
        found = {Match(key): many for key, many in rows}
        return {one: found.get(one, 0) for one in Match}

    def matches(self, counts: Mapping[Match, int]) -> list[Link]:
        """All entries, and one chip for each state that there is."""
        now = self.asked.match
        shown = [one for one in Match if counts[one] or now is one]
        return [
            self.chip(f"全部 {sum(counts.values())}", now is None, match=None),
            *(self.chip(f"{one.label} {counts[one]}", now is one, match=one) for one in shown),
        ]


EntryPage.hang(
    blueprint,
    f"{ADDRESS}/entries",
    allow(Can.SEE_PROJECTS),
    ("list_them", "as_csv_of", "as_xlsx_of"),
)
blueprint.add_url_rule(ADDRESS, "show", allow(Can.SEE_PROJECTS)(EntryPage.view(EntryPage.show)))


def likely(row: Any) -> str:
    """The firm that a doubtful entry may be, as the reader may know it."""
    if row.match is not Match.DOUBTFUL:
        return ""
    return row.likely if row.is_known else UNKNOWN


def reason(row: Any) -> str:
    """Why an entry is this firm, or may be; it names firms, so only who knows them reads it."""
    is_told = row.match is Match.CERTAIN or (row.match is Match.DOUBTFUL and row.is_known)
    return row.why if is_told else ""
