"""Who stands on it, who of them is a firm of ours, and the same as a file."""

from typing import Any

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from tracker.domain.permissions import Can, may
from tracker.domain.ranking import Match, Ranking, RankingEntry
from tracker.extensions import db
from tracker.pages.rankings.blueprint import (
    ADDRESS,
    blueprint,
    match_seen_by,
    ranking_or_404,
    sees_doubts,
)
from tracker.pages.rankings.entry_filter import BY_RANK, EntryFilter, Here
from tracker.queries.project_list.paging import window
from tracker.sheets.columns import Column, wan
from tracker.web.access import allow
from tracker.web.downloads import csv_of, xlsx_of
from tracker.web.filters import with_args
from tracker.web.identity import actor, asker
from tracker.web.rendering import page
from tracker.web.submissions import new_token

A_PAGE = 50
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


@blueprint.get(ADDRESS)
@allow(Can.SEE_PROJECTS)
def show(ranking_id: int) -> Response:
    ranking, asked = ranking_or_404(ranking_id), EntryFilter.from_args(request.args)
    found = window(
        lambda statement: list(db.session.execute(statement)),
        asked.statement(ranking.id, asker()),
        BY_RANK,
        asked.page,
        A_PAGE,
    )
    return page(
        "rankings/show.html",
        ranking=ranking,
        asked=asked,
        found=found,
        counts=counts(ranking),
        chips=chips(ranking, asked),
        fields=fields(ranking, asked),
        once=new_token(),
        may_keep=may(actor(), Can.KEEP_RANKINGS) and not ranking.is_void,
        sees_doubts=sees_doubts(actor()),
        likely=likely,
        reason=reason,
        unknown=UNKNOWN,
    )


@blueprint.get(f"{ADDRESS}/entries")
@allow(Can.SEE_PROJECTS)
def list_them(ranking_id: int) -> Response:
    """The same under the address that its files stand beside."""
    return show(ranking_id)


@blueprint.get(f"{ADDRESS}/entries.csv")
@allow(Can.SEE_PROJECTS)
def as_csv_of(ranking_id: int) -> ResponseReturnValue:
    ranking, asked = ranking_or_404(ranking_id), EntryFilter.from_args(request.args)
    return csv_of(ranking.full_name, COLUMNS, asked.statement(ranking.id, asker()))


@blueprint.get(f"{ADDRESS}/entries.xlsx")
@allow(Can.SEE_PROJECTS)
def as_xlsx_of(ranking_id: int) -> ResponseReturnValue:
    ranking, asked = ranking_or_404(ranking_id), EntryFilter.from_args(request.args)
    rows = asked.statement(ranking.id, asker())
    return xlsx_of(ranking.full_name, COLUMNS, rows, asked.said(fields(ranking, asked)))


def likely(row: Any) -> str:
    """The firm that a doubtful entry may be, as the reader may know it."""
    if row.match is not Match.DOUBTFUL:
        return ""
    return row.likely if row.is_known else UNKNOWN


def reason(row: Any) -> str:
    """Why an entry is this firm, or may be; it names firms, so only who knows them reads it."""
    is_told = row.match is Match.CERTAIN or (row.match is Match.DOUBTFUL and row.is_known)
    return row.why if is_told else ""


def counts(ranking: Ranking) -> dict[Match, int]:
    """How many entries have found their firm, may have, and have not."""
    match = match_seen_by(asker())
    rows = db.session.execute(
        select(match, func.count()).where(RankingEntry.ranking_id == ranking.id).group_by(match)
    )
    found = {Match(key): many for key, many in rows}
    return {one: found.get(one, 0) for one in Match}


def chips(ranking: Ranking, asked: EntryFilter) -> list[dict[str, Any]]:
    """All entries, and one chip for each state that there is."""
    path = url_for("rankings.show", ranking_id=ranking.id)
    found = counts(ranking)
    shown = [one for one in Match if found[one] or asked.match is one]
    pairs = [("全部", None, sum(found.values())), *((one.label, one, found[one]) for one in shown)]
    return [
        {
            "label": f"{label} {many}",
            "is_on": asked.match is one,
            "href": with_args(path, asked.to_args(match=one)),
        }
        for label, one, many in pairs
    ]


def fields(ranking: Ranking, asked: EntryFilter) -> list[dict[str, Any]]:
    """The selects of the filter bar: provinces that the list names, and with projects or not."""
    named = select(RankingEntry.province).where(
        RankingEntry.ranking_id == ranking.id, RankingEntry.province != ""
    )
    provinces = sorted(db.session.scalars(named.distinct()))
    options: dict[str, list[tuple[str, str]]] = {"here": Here.choices()}
    if provinces:
        options = {"province": [(one, one) for one in provinces]} | options
    return [
        {
            "name": name,
            "label": asked.READERS[name][1],
            "value": asked.value(name),
            "options": pairs,
        }
        for name, pairs in options.items()
    ]
