"""The first page after signing in, and the mark of what one has seen."""

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.calendar import weekday_name
from tracker.domain.permissions import Can, may
from tracker.pages.workbench.benches import bench_of
from tracker.pages.workbench.blockers import act_on
from tracker.pages.workbench.blueprint import blueprint
from tracker.pages.workbench.news import section, tick_off
from tracker.pages.workbench.projects import colour, why
from tracker.web.access import everyone_signed_in
from tracker.web.act import Done, button
from tracker.web.identity import actor
from tracker.web.rendering import NAVIGATION, page, today
from tracker.web.submissions import lead_to


@blueprint.get("/")
@everyone_signed_in
def show() -> ResponseReturnValue:
    if not may(actor(), Can.SEE_PROJECTS):
        return _elsewhere()
    now, news = today(), section(actor(), is_whole=request.args.get("all") == "news")
    return page(
        "workbench/show.html",
        bench=bench_of(actor(), now, news),
        colour=colour,
        why=why,
        act_on=act_on,
        me=actor(),
        day_said=f"{now:%m-%d} {weekday_name(now)}",
    )


def _elsewhere() -> Response:
    """To the first section of somebody who sees no projects; a word to whoever has no role yet."""
    for endpoint, _, act in NAVIGATION:
        if may(actor(), act):
            return lead_to(url_for(endpoint))
    return page("workbench/no_role.html")


@button(blueprint, "/seen", Can.SEE_PROJECTS, home=lambda: url_for("workbench.show"))
def seen() -> Done:
    """What changed up to here has been looked at; reading the page alone marks nothing."""
    until = request.form.get("until", "")
    tick_off(actor(), int(until) if until.isdecimal() and len(until) < 10 else 0)
    return Done()
