"""Taking back a follow-up that was written by mistake: it stays, struck out, with the reason."""

from flask import Response, abort, flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired

from tracker.domain.permissions import Can, visible_projects
from tracker.domain.project.followed import FollowUp
from tracker.extensions import db
from tracker.pages.follow_ups.blueprint import blueprint, way_back
from tracker.pages.follow_ups.forms import text
from tracker.web.access import allow, require
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm
from tracker.web.identity import actor
from tracker.web.rendering import page, today

ADDRESS = "/follow-ups/<int:follow_up_id>/void"


class VoidForm(BaseForm):
    """Why it is taken back."""

    because = TextAreaField("作废原因", [DataRequired("请写明为什么作废。"), *text(500)])
    next = HiddenField()


@blueprint.get(ADDRESS)
@allow(Can.VOID)
def void(follow_up_id: int) -> Response:
    wrong, form = _theirs_or_404(follow_up_id), VoidForm()
    form.next.data = request.args.get("next", "")
    return page("follow_ups/void.html", wrong=wrong, form=form)


@blueprint.post(ADDRESS)
@allow(Can.VOID)
def voided(follow_up_id: int) -> ResponseReturnValue:
    wrong, form = _theirs_or_404(follow_up_id), VoidForm()
    return attempt(form, lambda: _void(wrong, form)) or page(
        "follow_ups/void.html", 422, wrong=wrong, form=form
    )


def _void(wrong: FollowUp, form: VoidForm) -> str:
    wrong.project.void_follow_up(wrong, by=actor(), on=today(), because=form.because.data)
    flash("已作废，原文和原因都留着。", "success")
    return way_back(form.next.data, wrong.project)


def _theirs_or_404(follow_up_id: int) -> FollowUp:
    """The follow-up of that number on a project whose records this person may take back."""
    wrong = db.session.scalar(
        select(FollowUp)
        .join(FollowUp.project)
        .where(FollowUp.id == follow_up_id, visible_projects(actor()))
        .options(joinedload(FollowUp.project), joinedload(FollowUp.by))
    )
    if wrong is None:
        abort(404)
    require(Can.VOID, wrong.project)
    return wrong
