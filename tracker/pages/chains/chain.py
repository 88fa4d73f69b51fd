"""A chain's page: its map, the same as a table, and the flow of its projects as a Sankey."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

from flask import Response, current_app, request
from flask_login import current_user
from markupsafe import Markup

from tracker.domain.chain.gaps import RECKONED, RULES
from tracker.domain.permissions import Can, may, sees_everything
from tracker.pages.chains.blueprint import CHAIN, blueprint
from tracker.pages.chains.cards import columns_of
from tracker.pages.chains.feeding_lines import Place, drawing_of
from tracker.pages.chains.links import asked_for, map_or_404
from tracker.pages.chains.map_table import COLUMNS, rows_of
from tracker.pages.chains.sankey import Measure, flows_of
from tracker.queries.chain_map.chain_map import ChainMap
from tracker.queries.listing.filter import Args
from tracker.queries.project_list.filter import ProjectFilter
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.list_versions import answered_unchanged, list_tag, tagged
from tracker.web.project_bar import ProjectBar, bar_for
from tracker.web.rendering import page

VIEWS = {"map": "图", "table": "表格", "sankey": "桑基图"}


@blueprint.get(CHAIN)
@allow(Can.SEE_PROJECTS)
def show(slug: str) -> Response:
    """The chain in the view that is asked for; not made again for who holds it already."""
    tag = list_tag(current_user.version)
    if (answer := answered_unchanged(tag)) is not None:
        return answer
    asked, view = asked_for(), request.args.get("view", "")
    chain = map_or_404(slug, asked)
    own = [("view", view)] if view in ("table", "sankey") else []
    context = {
        "chain": chain,
        "asked": asked,
        "bar": _bar(asked, slug, own),
        "views": VIEWS,
        "view": view if own else "map",
        "keeps": may(actor(), Can.KEEP_CHAINS),
        "directs": may(actor(), Can.DIRECT),
        "sees_all": sees_everything(actor()),
    }
    return tagged(DRAW[view if own else "map"](chain, asked, context), tag)


def _bar(asked: ProjectFilter, slug: str, own: Args) -> ProjectBar:
    """The ledger's bar, without what does not fit a page that is one chain's."""
    return replace(bar_for(asked, "chains.show", own, slug=slug), chains=(), may_save=False)


def _drawn_map(chain: ChainMap, asked: ProjectFilter, context: dict[str, Any]) -> Response:
    return page(
        "chains/show.html",
        drawn=_drawn(chain, asked, context["keeps"]),
        rules=RULES,
        reckoned=RECKONED,
        **context,
    )


@lru_cache(maxsize=8)
def _drawn(chain: ChainMap, asked: ProjectFilter, keeps: bool) -> Markup:
    """The cards and the lines between them; kept, as the map is that they are drawn of."""
    columns = columns_of(chain, asked, keeps=keeps)
    places = {
        card.id: Place(number, row)
        for number, column in enumerate(columns)
        for row, card in enumerate(column.cards)
    }
    feeds = [(link.id, fed) for link in chain.links for fed in link.feeds]
    template = current_app.jinja_env.get_template("chains/map.html")
    drawn: Markup = template.module.map(columns, drawing_of(places, feeds))  # type: ignore[attr-defined]
    return drawn


def _drawn_table(chain: ChainMap, asked: ProjectFilter, context: dict[str, Any]) -> Response:
    return page("chains/table.html", table=COLUMNS, rows=rows_of(chain), **context)


def _drawn_sankey(chain: ChainMap, asked: ProjectFilter, context: dict[str, Any]) -> Response:
    measure = Measure.from_args(request.args)
    return page(
        "chains/sankey.html",
        measure=measure,
        measures=Measure,
        flows=flows_of(chain, asked, measure),
        **context,
    )


DRAW = {"map": _drawn_map, "table": _drawn_table, "sankey": _drawn_sankey}
