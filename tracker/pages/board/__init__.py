"""The board: a column a stage, cards by urgency, lanes on request."""

from dataclasses import replace
from re import fullmatch

from flask import Blueprint, Response, abort, render_template, request

from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.board.columns import columns_of
from tracker.pages.board.layout import LANES_AT_MOST, Lane, Layout, lanes_of
from tracker.queries.project_list.counts import count
from tracker.queries.project_list.filter import ProjectFilter
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.list_versions import answered_unchanged, list_tag, tagged
from tracker.web.project_bar import bar_for
from tracker.web.rendering import page, today

blueprint = Blueprint("board", __name__)


@blueprint.get("/board")
@allow(Can.SEE_PROJECTS)
def show() -> Response:
    """The whole board; nothing is done at all for who holds it already."""
    tag = list_tag()
    if (answer := answered_unchanged(tag)) is not None:
        return answer
    asked = replace(ProjectFilter.from_args(request.args), page="")
    layout = Layout.from_args(request.args)
    counted = count(asked, db.session(), actor(), today(), layout.lanes)
    bar = bar_for(asked, "board.show", layout.to_args())
    lanes = lanes_of(asked, layout.lanes, counted, bar.departments)
    columns = columns_of(lanes, layout.stages(asked), counted)
    made = page(
        "board/show.html",
        asked=asked,
        layout=layout,
        bar=bar,
        counted=counted,
        tag=tag,
        lanes=list(zip(lanes, columns, strict=True)),
        lanes_left_out=max(0, len(counted.by_lane) - LANES_AT_MOST),
    )
    return tagged(made, tag)


@blueprint.get("/board/column")
@allow(Can.SEE_PROJECTS)
def column() -> Response | str:
    """One column: whole, or for htmx only the cards of its next page."""
    asked = ProjectFilter.from_args(request.args)
    if len(asked.stage) != 1:
        abort(404)
    counted = count(asked, db.session(), actor(), today())
    lane = Lane(None, "", asked, counted.total, _lane_id(request.args.get("lane", "")))
    [[only]] = columns_of([lane], asked.stage, counted)
    if asked.page and "HX-Request" in request.headers:
        return render_template("board/more.html", column=only)
    return page("board/column.html", column=only, asked=asked, bar_path="/board")


def _lane_id(text: str) -> str:
    return text if fullmatch(r"[a-z0-9]{1,20}-", text) else ""
