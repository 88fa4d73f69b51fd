"""Saved views: the filter of ledger or board under a name of one's own."""

from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf, DataRequired, Length

from tracker.domain.office.saved_view import SavedView, drop_view, pin_view
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.board.layout import Layout
from tracker.queries.project_list.filter import ProjectFilter
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import TOO_LONG, BaseForm, storable
from tracker.web.identity import actor
from tracker.web.rendering import page, today
from tracker.web.submissions import save_and_lead_to

blueprint = Blueprint("views", __name__, url_prefix="/views")

PAGES = {"ledger": ("ledger.show", "台账"), "board": ("board.show", "看板")}


class ViewForm(BaseForm):
    """A name, and the page and arguments that it stands for."""

    name = StringField(
        "名称", [DataRequired("请给视图起个名称。"), Length(max=40, message=TOO_LONG), storable]
    )
    page = HiddenField("页面", [AnyOf(PAGES, "请从台账或看板存视图。")])
    arguments = HiddenField(
        "条件", [Length(max=3000, message="筛选条件太长，请去掉几个。"), storable]
    )

    def canonical_arguments(self) -> str:
        """The arguments as the filter itself would write them; what it does not know is gone."""
        args = MultiDict(parse_qsl(self.arguments.data or ""))
        own = Layout.from_args(args).to_args() if self.page.data == "board" else []
        return urlencode([*ProjectFilter.from_args(args).to_args(), *own])


@blueprint.get("")
@allow(Can.SAVE_VIEWS)
def list_all() -> Response:
    """One's own views, to open or to drop."""
    mine = select(SavedView).where(SavedView.user_id == actor().id).order_by(SavedView.id)
    return page("views/list_all.html", views=db.session.scalars(mine).all(), address_of=address_of)


@blueprint.post("")
@allow(Can.SAVE_VIEWS)
def save() -> ResponseReturnValue:
    form = ViewForm()

    def pin() -> str:
        view = pin_view(
            db.session(),
            form.name.data,
            page=form.page.data,
            arguments=form.canonical_arguments(),
            by=actor(),
            on=today(),
        )
        flash(f"已存为视图“{view.name}”。", "success")
        return address_of(view)

    return attempt(form, pin) or page("views/save.html", form=form, status=422)


@blueprint.post("/<int:view_id>/drop")
@allow(Can.SAVE_VIEWS)
def drop(view_id: int) -> ResponseReturnValue:
    mine = select(SavedView).where(SavedView.id == view_id, SavedView.user_id == actor().id)
    view = db.session.scalar(mine)
    if view is None:
        abort(404)
    drop_view(db.session(), view, by=actor(), on=today())
    flash(f"已删除视图“{view.name}”。", "success")
    return save_and_lead_to(url_for("views.list_all"))


def address_of(view: SavedView) -> str:
    start = url_for(PAGES[view.page][0])
    return f"{start}?{view.arguments}" if view.arguments else start
