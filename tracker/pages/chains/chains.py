"""The list of chains, each with what stands on it."""

from dataclasses import dataclass
from operator import attrgetter as of
from typing import Any

from tracker.domain.permissions import Can, may
from tracker.extensions import db
from tracker.pages.chains.blueprint import blueprint
from tracker.queries.chain_map.chain_map import ChainMap, read_maps
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Window
from tracker.sheets.columns import Column, wan
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.list_page import Link, ListPage
from tracker.web.rendering import today
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
class ChainFilter(Filter):
    """Whether they are in use."""

    state: Use = argument("状态", Use, Use.IN_USE)

    def fits(self, chain: ChainMap) -> bool:
        return self.state is Use.ALL or chain.in_use is (self.state is Use.IN_USE)


class ChainPage(ListPage[ChainFilter]):
    """A district has a dozen chains or two, so the list is one page."""

    name, template = "产业链", "chains/list.html"
    filter, columns = ChainFilter, COLUMNS

    def __init__(self) -> None:
        super().__init__()
        self.everything = read_maps(db.session(), actor(), today())

    def window(self) -> Window:
        return Window([one for one in self.everything if self.asked.fits(one)])

    def pieces(self) -> list[list[ChainMap]]:
        return [self.window().rows]

    def is_too_long(self) -> bool:
        return False

    def context(self, found: Window) -> dict[str, Any]:
        return {
            "chains": found.rows,
            "chips": [self._use(one) for one in Use],
            "keeps": may(actor(), Can.KEEP_CHAINS),
        }

    def _use(self, use: Use) -> Link:
        found = sum(ChainFilter(state=use).fits(one) for one in self.everything)
        return self.chip(f"{use.label} {found}", self.asked.state is use, state=use)


ChainPage.hang(blueprint, "/chains", allow(Can.SEE_PROJECTS))
