"""The list of chains, each with what stands on it, and the same as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter as of
from typing import Any, ClassVar

from flask import Response, request
from flask.typing import ResponseReturnValue

from tracker.domain.permissions import Can, may
from tracker.extensions import db
from tracker.pages.chains.blueprint import blueprint
from tracker.queries.chain_map.chain_map import ChainMap, read_maps
from tracker.sheets.columns import Column, wan
from tracker.web.access import allow
from tracker.web.asked import Asked
from tracker.web.downloads import csv_file, xlsx_file
from tracker.web.identity import actor
from tracker.web.rendering import address, page, today
from tracker.word import Word

COLUMNS = (
    Column("产业链", of("name")),
    Column("状态", lambda chain: "在用" if chain.in_use else "停用"),
    Column("链主", of("leader")),
    Column("环节数", lambda chain: len(chain.in_use_links), "count"),
    Column("企业数", of("firms"), "count"),
    Column("项目数", of("count.total.projects"), "count"),
    Column("总投资（万元）", lambda chain: wan(chain.count.total.sum_yuan), "money"),
    Column("有缺口的环节", lambda chain: len(chain.lacking), "count"),
    Column("来源", of("source")),
)


class Use(Word):
    """Which chains to list."""

    IN_USE = "in-use", "在用的"
    OUT = "out", "停用的"
    ALL = "all", "全部"


@dataclass(frozen=True, slots=True)
class ChainFilter(Asked):
    """Whether they are in use."""

    READERS: ClassVar = {"state": (Use, "状态")}
    state: Use = Use.IN_USE

    def fits(self, chain: ChainMap) -> bool:
        return self.state is Use.ALL or chain.in_use is (self.state is Use.IN_USE)


@blueprint.get("/chains")
@allow(Can.SEE_PROJECTS)
def list_all() -> Response:
    """A district has a dozen chains or two, so the list is one page."""
    asked = ChainFilter.from_args(request.args)
    everything = read_maps(db.session(), actor(), today())
    return page(
        "chains/list.html",
        asked=asked,
        chains=[one for one in everything if asked.fits(one)],
        chips=_chips(asked, everything),
        keeps=may(actor(), Can.KEEP_CHAINS),
    )


@blueprint.get("/chains.csv")
@allow(Can.SEE_PROJECTS)
def as_csv() -> ResponseReturnValue:
    lines = ([column.text(chain) for column in COLUMNS] for chain in _found())
    return csv_file("产业链", [column.label for column in COLUMNS], lines)


@blueprint.get("/chains.xlsx")
@allow(Can.SEE_PROJECTS)
def as_xlsx() -> ResponseReturnValue:
    cells = ([column.read(chain) for column in COLUMNS] for chain in _found())
    asked = ChainFilter.from_args(request.args)
    return xlsx_file("产业链", COLUMNS, cells, [f"状态：{asked.state.label}"])


def _found() -> list[ChainMap]:
    asked = ChainFilter.from_args(request.args)
    return [one for one in read_maps(db.session(), actor(), today()) if asked.fits(one)]


def _chips(asked: ChainFilter, everything: Sequence[ChainMap]) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{use.label} {sum(ChainFilter(state=use).fits(one) for one in everything)}",
            "is_on": asked.state is use,
            "href": address("chains.list_all", ChainFilter(state=use).to_args()),
        }
        for use in Use
    ]
