"""Templates: a whole page or only its block for htmx, the filters, and what every page knows."""

from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import (
    Flask,
    Response,
    current_app,
    g,
    make_response,
    render_template,
    request,
    url_for,
)
from flask_login import current_user
from markupsafe import Markup, escape
from sqlalchemy import select

from tracker.domain.amounts import YI, spoken
from tracker.domain.base import FAR_OFF, utc_now
from tracker.domain.calendar import HERE, local_day, weekday_name
from tracker.domain.office.holidays import unknown_year
from tracker.domain.office.office import Office
from tracker.domain.permissions import Can, may
from tracker.extensions import db
from tracker.queries.header_counts import AT_MOST, Waiting, waiting
from tracker.web.identity import actor

Globals = MutableMapping[str, Any]

NAVIGATION = (
    ("workbench.show", "工作台", Can.SEE_PROJECTS),
    ("board.show", "看板", Can.SEE_PROJECTS),
    ("ledger.show", "台账", Can.SEE_PROJECTS),
    ("chains.list_all", "产业链", Can.SEE_PROJECTS),
    ("targets.list_all", "目标企业", Can.SEE_TARGETS),
    ("firms.list_all", "企业", Can.SEE_PROJECTS),
    ("blockers.list_all", "堵点", Can.SEE_PROJECTS),
    ("directives.list_all", "批示", Can.DIRECT),
    ("directives.list_all", "批示", Can.ANSWER_DIRECTIVE),
    ("follow_ups.list_all", "跟进", Can.SEE_PROJECTS),
    ("rankings.list_all", "榜单", Can.SEE_PROJECTS),
    ("events.list_all", "操作记录", Can.SEE_EVENTS),
    ("people.list_all", "账号", Can.KEEP_ACCOUNTS),
    ("people.list_all", "授权", Can.GRANT_ROLES),
    ("settings.show", "设置", Can.SET_CLOCKS),
)
"""The site's sections in order: endpoint, label, and what one must be able to do to see it."""

COUNTED = {
    "targets.list_all": "targets",
    "blockers.list_all": "blockers",
    "directives.list_all": "directives",
}
"""The sections that say how much there waits for whoever looks."""


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the navigation."""

    label: str
    href: str
    is_current: bool
    count: int | None = None


def today() -> date:
    """The office's day."""
    return local_day(utc_now())


def page(template: str, status: int = 200, **context: Any) -> Response:
    """The template as a whole page; for htmx only its heading and content."""
    if not request.headers.get("HX-Request"):
        return make_response(render_template(template, **context), status)
    current_app.update_template_context(context)
    found = current_app.jinja_env.get_template(template)
    made = found.new_context(context)
    html = "".join(
        part
        for name in ("dialog_heading", "content")
        if name in found.blocks
        for part in found.blocks[name](made)
    )
    return make_response(html, status)


def day_words(day: date | None) -> str:
    """A day as a list says it: 今天, 明天, 昨天, 11-27 周五, or with its year when far away."""
    if day is None or day == FAR_OFF:
        return ""
    away = (day - today()).days
    near = {0: "今天", 1: "明天", -1: "昨天"}.get(away)
    if near:
        return near
    return f"{day:%m-%d} {weekday_name(day)}" if abs(away) < 180 else f"{day:%Y-%m-%d}"


def moment_words(moment: datetime) -> str:
    here = moment.astimezone(HERE)
    return f"{day_words(here.date())} {here:%H:%M}"


def in_yi(yuan: int | None) -> str:
    """A column's sum in 亿, one decimal: 3.4 亿."""
    return f"{(yuan or 0) / YI:,.1f} 亿"


@lru_cache(maxsize=4096)
def short_sum(yuan: int | None) -> str:
    """A card's sum: 1.80 亿, 9,000 万, 未报."""
    return spoken(yuan).removesuffix("元").removesuffix(" ") if yuan is not None else "金额未报"


def address(endpoint: str, args: Iterable[tuple[str, str]] = (), **values: Any) -> str:
    """An address with arguments that may repeat, as a filter gives them."""
    return with_args(url_for(endpoint, **values), args)


def with_args(path: str, args: Iterable[tuple[str, str]]) -> str:
    query = urlencode(list(args))
    return f"{path}?{query}" if query else path


def counted(many: int) -> str:
    """A count as a badge has room for it: 3, 99+."""
    return str(many) if many < AT_MOST else f"{AT_MOST - 1}+"


def lines(text: str | None) -> Markup:
    """Typed text with its line breaks kept."""
    return Markup("<br>").join(escape(line) for line in (text or "").splitlines())


def office() -> Office | None:
    """The office's row as plain columns; read once a process, when it has been set up."""
    kept = current_app.extensions.get("office")
    if kept is None:
        kept = db.session.scalar(select(Office))
        if kept is not None and kept.setup_digest is None:
            db.session.expunge(kept)
            current_app.extensions["office"] = kept
    return kept


def navigation(counts: Waiting) -> list[Section]:
    """The sections that this person may enter, and how much waits for them in each."""
    if not current_user.is_authenticated:
        return []
    me = actor()
    here = (request.endpoint or "").split(".")[0]
    return [
        Section(
            label,
            address_of(endpoint),
            endpoint.split(".")[0] == here,
            getattr(counts, COUNTED[endpoint]) if endpoint in COUNTED else None,
        )
        for endpoint, label, act in NAVIGATION
        if may(me, act)
    ]


@cache
def address_of(endpoint: str) -> str:
    """Where a section begins; it is the same for everybody and for good."""
    return url_for(endpoint)


def what_waits() -> Waiting:
    """Counted once a page; a part of one has no head to say it in, nor has a page for strangers."""
    if not current_user.is_authenticated or request.headers.get("HX-Request"):
        return Waiting()
    if "waiting" not in g:
        g.waiting = waiting(db.session(), actor(), today())
    found: Waiting = g.waiting
    return found


def what_pages_know() -> dict[str, Any]:
    bureau = office()
    signed_in = current_user.is_authenticated
    counts = what_waits()
    return {
        "office_name": bureau.name if bureau else "招商项目台账",
        "is_demo": bool(bureau and bureau.is_demo),
        "navigation": navigation(counts),
        "waiting": counts,
        "may_follow_up": signed_in and may(actor(), Can.FOLLOW_UP),
        "unknown_year": (
            unknown_year(db.session(), today())
            if signed_in and may(actor(), Can.SET_CLOCKS)
            else None
        ),
        "may_search": signed_in and may(actor(), Can.SEE_PROJECTS),
        "today": today(),
    }


def one_dict_of(shared: Globals) -> Callable[[Globals | None], Globals]:
    """The same dict for all templates: chained ones make each import compare names in Python."""
    return lambda more: {**shared, **more} if more else shared


def init_app(app: Flask) -> None:
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    env.make_globals = one_dict_of(env.globals)  # type: ignore[method-assign, assignment]
    env.filters |= {
        "yuan": spoken,
        "yi": in_yi,
        "short_sum": short_sum,
        "day": day_words,
        "moment": moment_words,
        "lines": lines,
        "counted": counted,
    }
    env.globals |= {"address": address, "timedelta": timedelta, "FAR_OFF": FAR_OFF}
    app.context_processor(what_pages_know)
