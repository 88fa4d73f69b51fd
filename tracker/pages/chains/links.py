"""Looking at a chain: its map by the address line's filter, and the map's table as a file."""

from dataclasses import replace

from flask import abort, request
from flask.typing import ResponseReturnValue

from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.chains.blueprint import CHAIN, blueprint
from tracker.pages.chains.map_table import COLUMNS, rows_of
from tracker.queries.chain_map.chain_map import ChainMap, read_map
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.filter_words import described
from tracker.sheets.columns import texts_of, values_of
from tracker.web.access import allow
from tracker.web.downloads import csv_file, xlsx_file
from tracker.web.identity import actor
from tracker.web.list_page import understood
from tracker.web.rendering import address, today
from tracker.web.submissions import lead_to


def asked_for() -> ProjectFilter:
    """The filter, which the chain itself is no part of: the address names it."""
    return replace(ProjectFilter.from_args(request.args), chain="").on_page_one


def map_or_404(slug: str, asked: ProjectFilter) -> ChainMap:
    if "\x00" in slug:  # PostgreSQL refuses to compare it
        abort(404)
    return read_map(db.session(), slug, asked, actor(), today()) or abort(404)


@blueprint.get(f"{CHAIN}/links")
@allow(Can.SEE_PROJECTS)
def links(slug: str) -> ResponseReturnValue:
    """The table has this address beside its files, and is one of the chain's views."""
    args = [*asked_for().to_args(), ("view", "table")]
    return lead_to(address("chains.show", args, slug=slug))


@blueprint.get(f"{CHAIN}/links.csv")
@allow(Can.SEE_PROJECTS)
def links_as_csv(slug: str) -> ResponseReturnValue:
    """The table as a file, for the same filter."""
    chain = map_or_404(slug, understood(asked_for()))
    return csv_file(chain.name, [one.label for one in COLUMNS], texts_of(COLUMNS, rows_of(chain)))


@blueprint.get(f"{CHAIN}/links.xlsx")
@allow(Can.SEE_PROJECTS)
def links_as_xlsx(slug: str) -> ResponseReturnValue:
    asked = understood(asked_for())
    chain = map_or_404(slug, asked)
    words = [said for _, said in described(asked, db.session(), actor())]
    return xlsx_file(chain.name, COLUMNS, values_of(COLUMNS, rows_of(chain)), words)
