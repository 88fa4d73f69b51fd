"""The map as a table: one row a link; screen, CSV and XLSX read the same columns."""

from decimal import Decimal
from operator import attrgetter as of
from typing import NamedTuple

from tracker.domain.words import Stage
from tracker.pages.chains.cards import load_words
from tracker.queries.chain_map.chain_map import ChainMap, MappedLink
from tracker.sheets.columns import Column, wan


class Row(NamedTuple):
    """One link, with the names of those that it feeds and that feed it."""

    link: MappedLink
    feeds: str
    fed_by: str


def rows_of(chain: ChainMap) -> list[Row]:
    names = {link.id: link.name for link in chain.links}
    return [
        Row(
            link,
            "、".join(names[one] for one in link.feeds if one in names),
            "、".join(names[one] for one in link.fed_by if one in names),
        )
        for link in sorted(chain.links, key=lambda link: (_column(link), link.position))
    ]


def _column(link: MappedLink) -> int:
    return list(type(link.segment)).index(link.segment)


def _firms(row: Row) -> str:
    return "、".join(f"{one.firm}{'（链主）' if one.is_leader else ''}" for one in row.link.firms)


def _stages(row: Row) -> str:
    totals = row.link.count.by_stage
    return "、".join(
        f"{stage.label} {totals[stage].projects}" for stage in Stage if stage in totals
    )


def _sum(row: Row) -> Decimal | None:
    return wan(row.link.count.total.sum_yuan)


COLUMNS = (
    Column("环节", of("link.name")),
    Column("上中下游", of("link.segment.label")),
    Column("企业", _firms, "prose"),
    Column("产能", lambda row: "、".join(map(load_words, row.link.capacity.values()))),
    Column("需求", lambda row: "、".join(map(load_words, row.link.demand.values()))),
    Column("缺口", lambda row: "；".join(gap.said for gap in row.link.gaps), "prose"),
    Column("项目数", of("link.count.total.projects"), "count"),
    Column("总投资（万元）", _sum, "money"),
    Column("各阶段项目", _stages, "prose"),
    Column("红灯", of("link.count.red"), "count"),
    Column("黄灯", of("link.count.yellow"), "count"),
    Column("绿灯", of("link.count.green"), "count"),
    Column("来自", of("fed_by"), "prose"),
    Column("供给", of("feeds"), "prose"),
    Column("目标企业", lambda row: "、".join(one.firm for one in row.link.targets), "prose"),
    Column("产品", of("link.products")),
    Column("状态", lambda row: "在用" if row.link.in_use else "停用"),
)
