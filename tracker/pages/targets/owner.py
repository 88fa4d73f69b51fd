"""Handing a target over to somebody else, with the reason."""

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import DataRequired

from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import can_court
from tracker.extensions import db
from tracker.pages.targets import choices
from tracker.pages.targets.blueprint import blueprint
from tracker.pages.targets.forms import text
from tracker.pages.targets.target import ADDRESS
from tracker.web.access import allow, require_court, target_or_404
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, offered, version_seen
from tracker.web.identity import actor
from tracker.web.rendering import page, today


class OwnerForm(BaseForm):
    """To whom, and why."""

    version = HiddenField()
    owner = SelectField("交给谁", [DataRequired("请选一位同事。")])
    because = TextAreaField("移交原因", [DataRequired("请写明移交原因。"), *text(200)])


def _form(target: Target) -> OwnerForm:
    form = OwnerForm(data={"version": target.version})
    people = (
        (str(one.id), f"{one.department.short_name if one.department else ''} · {one.name}")
        for one in choices.courting_people()
        if one.id != target.owner_id
    )
    form.owner.choices = offered([("", "请选择"), *people])
    return form


@blueprint.get(f"{ADDRESS}/owner")
@allow(Can.COURT)
def owner(target_id: int) -> Response:
    target = target_or_404(target_id)
    require_court(target)
    return page("targets/owner.html", target=target, form=_form(target))


@blueprint.post(f"{ADDRESS}/owner")
@allow(Can.COURT)
def hand_over(target_id: int) -> ResponseReturnValue:
    target = target_or_404(target_id)
    require_court(target)
    form = _form(target)
    if any("owner_id" in event.after for event in target.events_since(version_seen())):
        form.version.data = str(target.version)
        now = target.owner.name if target.owner else "没有人"
        form.form_errors.append(f"您打开这一页之后，目标换了人，现在由{now}跟。请看过再决定。")
        return page("targets/owner.html", 409, target=target, form=form)
    return attempt(form, lambda: _hand_over(target, form)) or page(
        "targets/owner.html", 422, target=target, form=form
    )


def _hand_over(target: Target, form: OwnerForm) -> str:
    heir = db.session.get_one(User, int(form.owner.data))
    target.hand_over_to(heir, by=actor(), on=today(), because=form.because.data)
    flash(f"“{target.firm.name}”已移交给{heir.name}。", "success")
    if can_court(actor(), target, Can.SEE_TARGETS):
        return url_for("targets.show", target_id=target.id)
    return url_for("targets.list_all")
