"""Taking back a follow-up that was written by mistake: it stays, struck out, with the reason."""

from flask import Response, abort, flash, request
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired

from tracker.domain.permissions import Can, visible_projects
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import visible_targets
from tracker.extensions import db
from tracker.pages.follow_ups.blueprint import blueprint, way_back
from tracker.pages.follow_ups.forms import text
from tracker.web.access import allow, require, require_court
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm
from tracker.web.identity import actor, asker
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
    return _page(wrong, form)


@blueprint.post(ADDRESS)
@allow(Can.VOID)
def voided(follow_up_id: int) -> ResponseReturnValue:
    wrong, form = _theirs_or_404(follow_up_id), VoidForm()
    return attempt(form, lambda: _void(wrong, form)) or _page(wrong, form, 422)


def _void(wrong: FollowUp, form: VoidForm) -> str:
    about = what_about(wrong)
    about.void_follow_up(wrong, by=actor(), on=today(), because=form.because.data)
    flash("已作废，原文和原因都留着。", "success")
    return way_back(form.next.data, about)


def what_about(wrong: FollowUp) -> Project | Target:
    """The project that it is on, or the target that is none yet."""
    return wrong.project or db.session.get_one(Target, wrong.target_id)


def _theirs_or_404(follow_up_id: int) -> FollowUp:
    """The follow-up of that number on something whose records this person may take back."""
    seen = select(Target.id).where(visible_targets(asker()))
    wrong = db.session.scalar(
        select(FollowUp)
        .outerjoin(FollowUp.project)
        .where(
            FollowUp.id == follow_up_id,
            or_(
                visible_projects(asker()),
                and_(FollowUp.project_id.is_(None), FollowUp.target_id.in_(seen)),
            ),
        )
        .options(joinedload(FollowUp.project), joinedload(FollowUp.by))
    )
    if wrong is None:
        abort(404)
    about = what_about(wrong)
    if isinstance(about, Target):
        require_court(about, Can.VOID)
    else:
        require(Can.VOID, about)
    return wrong


def _page(wrong: FollowUp, form: VoidForm, status: int = 200) -> Response:
    about = what_about(wrong)
    name = about.firm.name if isinstance(about, Target) else about.name
    return page(
        "follow_ups/void.html",
        status,
        wrong=wrong,
        form=form,
        name=name,
        where=way_back(None, about),
    )
