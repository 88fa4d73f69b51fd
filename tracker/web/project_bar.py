"""The filter bar of ledger and board: what is chosen, what can be, and where each leads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import url_for

from tracker.domain.permissions import Can, may
from tracker.domain.project.badge import Tier
from tracker.domain.words import Colour, Segment, Stage
from tracker.extensions import db
from tracker.queries.listing.filter import Args, Pairs
from tracker.queries.project_list.choices import Choices, choices
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.project_list.filter_words import OUTSIDE_THE_CHAINS, described
from tracker.queries.project_list.orders import ORDERS
from tracker.queries.project_list.watch_lists import Watch
from tracker.web.identity import actor
from tracker.web.list_page import Choice, Link
from tracker.web.rendering import today, with_args
from tracker.web.submissions import new_token

SELECTS = ("light", "segment", "link", "department", "owner", "tier", "zone", "year")
TYPED = ("q", "chain", "min", "max", "since", "until")
YEARS_BACK = 8
ASKED_FOR = (Watch.UNSTARTED, Watch.LONG_TALKS, Watch.QUIET)
"""The lists of what does not move that leaders ask for by name."""


@dataclass(frozen=True, slots=True)
class ProjectBar:
    """All that the bar's template draws; `typed` are the values of the fields that fold out."""

    path: str
    clear: str
    active: list[Link]
    fields: list[Choice]
    hidden: Args
    typed: dict[str, str]
    chains: Pairs
    views: list[Link]
    watches: list[Link]
    departments: dict[str, str]
    arguments: str
    may_save: bool
    once: str
    problems: Sequence[str]


def bar_for(
    asked: ProjectFilter, endpoint: str, extra: Args, *, sorts: bool = False, **values: Any
) -> ProjectBar:
    """The bar of that page; `extra` are the page's own arguments, kept in every link.

    `values` are what the page's address itself names.
    """
    offered = choices(db.session(), actor())
    path, here = url_for(endpoint, **values), [*asked.to_args(), *extra]
    fields = _selects(asked, offered)
    if sorts:
        orders = [(key, order.label) for key, order in ORDERS.items() if key != "urgency"]
        fields.append(Choice("sort", ORDERS["urgency"].label, orders, asked.value("sort")))
    drawn = {one.name for one in fields} - {"stage"} | set(TYPED)
    arguments = urlencode(here)
    return ProjectBar(
        path=path,
        clear=with_args(path, extra),
        active=_chips(asked, path, extra, offered),
        fields=fields,
        hidden=[(name, value) for name, value in here if name not in drawn],
        typed={name: value for name, value in here if name in TYPED},
        chains=offered.get("chain", ()),
        views=[
            Link(name, href, href == f"{path}?{arguments}")
            for href, name in offered.get("view", ())
        ],
        watches=_watches(asked, path, extra),
        departments=dict(offered.get("department", ())),
        arguments=arguments,
        may_save=may(actor(), Can.SAVE_VIEWS),
        once=new_token(),
        problems=asked.problems,
    )


def _selects(asked: ProjectFilter, offered: Choices) -> list[Choice]:
    """A field for each condition that is not a chip yet; stages are added one by one."""
    stages = [pair for pair in Stage.choices() if Stage(pair[0]) not in asked.stage]
    known = asked.arguments()
    fields = [Choice("stage", known["stage"].label, stages)]
    this_year = today().year
    years = [(str(year), str(year)) for year in range(this_year, this_year - YEARS_BACK, -1)]
    fixed: dict[str, Pairs] = {
        "light": Colour.choices(),
        "segment": Segment.choices(),
        "year": years,
        "tier": Tier.choices(),
        "link": [*offered.get("link", ()), OUTSIDE_THE_CHAINS],
    }
    for name in SELECTS:
        if getattr(asked, name) is None:
            options = fixed.get(name) or offered.get(name) or ()
            fields.append(Choice(name, known[name].label, options))
    return fields


def _watches(asked: ProjectFilter, path: str, extra: Args) -> list[Link]:
    """Each list, within what else is asked for; the one that is on is taken off again."""
    links = []
    for watch in ASKED_FOR:
        is_on = watch is asked.watch
        args = asked.to_args(watch=None if is_on else watch)
        links.append(Link(watch.label, with_args(path, [*args, *extra]), is_on))
    return links


def _chips(asked: ProjectFilter, path: str, extra: Args, offered: Choices) -> list[Link]:
    """What is asked for, each with the address that takes it off."""
    chips = []
    for stage in asked.stage:
        others = tuple(one for one in asked.stage if one is not stage)
        chips.append(Link(stage.label, with_args(path, [*asked.to_args(stage=others), *extra])))
    chips += [
        Link(words, with_args(path, [*asked.without(attribute), *extra]))
        for attribute, words in described(asked, db.session(), actor(), offered)
        if attribute != "stage"
    ]
    return chips
