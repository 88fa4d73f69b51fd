"""Saved views: the filter of ledger or board under a name of one's own."""

from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Response, abort, url_for
from sqlalchemy import select
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField
from wtforms.validators import AnyOf, Length

from tracker.domain.office.saved_view import SavedView, drop_view, pin_view
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.board.layout import Layout
from tracker.queries.project_list.filter import ProjectFilter
from tracker.web.access import allow
from tracker.web.act import Done, act, button
from tracker.web.fields import BaseForm, storable, text
from tracker.web.identity import actor
from tracker.web.rendering import page, today

blueprint = Blueprint("views", __name__, url_prefix="/views")

PAGES = {"ledger": ("ledger.show", "台账"), "board": ("board.show", "看板")}


class ViewForm(BaseForm):
    """A name, and the page and arguments that it stands for."""

    name = StringField("名称", text(40, "请给视图起个名称。"))
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


@act(
    blueprint,
    "",
    Can.SAVE_VIEWS,
    opened_as=None,
    form=ViewForm,
    template="views/save.html",
)
def save(form: ViewForm) -> Done:
    view = pin_view(
        db.session(),
        form.name.data,
        page=form.page.data,
        arguments=form.canonical_arguments(),
        by=actor(),
        on=today(),
    )
    return Done(f"已存为视图“{view.name}”。", address_of(view))


def view_or_404(view_id: int) -> SavedView:
    mine = select(SavedView).where(SavedView.id == view_id, SavedView.user_id == actor().id)
    return db.session.scalar(mine) or abort(404)


@button(
    blueprint,
    "/<int:view_id>/drop",
    Can.SAVE_VIEWS,
    find=view_or_404,
    home=lambda _: url_for("views.list_all"),
)
def drop(view: SavedView) -> Done:
    drop_view(db.session(), view, by=actor(), on=today())
    return Done(f"已删除视图“{view.name}”。")


def address_of(view: SavedView) -> str:
    start = url_for(PAGES[view.page][0])
    return f"{start}?{view.arguments}" if view.arguments else start
