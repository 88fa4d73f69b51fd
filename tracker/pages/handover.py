"""Somebody leaves a post: everything open in their name goes to others, on one screen."""

from flask import Blueprint, Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from tracker.domain.can import Can
from tracker.domain.handover.closed_accounts import hands_over_for, left_to
from tracker.domain.handover.holdings import Heirs, hand_everything_over, heirs_for, holdings_of
from tracker.domain.people.user import User
from tracker.domain.permissions import may
from tracker.extensions import db
from tracker.refusal import Refused
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import TOO_LONG, BaseForm, offered, storable
from tracker.web.identity import actor
from tracker.web.rendering import page, today

blueprint = Blueprint("handover", __name__)

ADDRESS = "/people/<int:user_id>/handover"


class HandoverForm(BaseForm):
    """To whom, unless a line says otherwise, and why."""

    heir = SelectField("都交给", [DataRequired("请选一位同事。")])
    because = TextAreaField(
        "移交原因", [DataRequired("请写明移交原因。"), Length(max=200, message=TOO_LONG), storable]
    )


@blueprint.get(ADDRESS)
@allow(Can.HAND_OVER, Can.KEEP_ACCOUNTS)
def show(user_id: int) -> Response:
    user = _theirs_or_404(user_id)
    return _page(user, _form(user))


@blueprint.post(ADDRESS)
@allow(Can.HAND_OVER, Can.KEEP_ACCOUNTS)
def hand_over(user_id: int) -> ResponseReturnValue:
    user = _theirs_or_404(user_id)
    form = _form(user)
    return attempt(form, lambda: _hand_over(user, form)) or _page(user, form, 422)


def _hand_over(user: User, form: HandoverForm) -> str:
    known = {str(one.id): one for one in heirs_for(db.session(), user)}
    named = {
        name.removeprefix("heir-"): value
        for name, value in request.form.items()
        if name.startswith("heir-") and value
    }
    if not known.keys() >= set(named.values()):
        raise Refused("有一行选的同事已经不能接手，请在那一行另选。")
    chosen = {key: known[value] for key, value in named.items()}
    held = hand_everything_over(
        db.session(),
        user,
        Heirs(known[form.heir.data], chosen),
        because=form.because.data or "",
        on=today(),
        by=actor(),
    )
    flash(f"{user.name}名下的 {held.words}都已移交。", "success")
    return _back()


def _theirs_or_404(user_id: int) -> User:
    """Somebody whose work this person may hand over."""
    user = db.session.get(User, user_id)
    if user is None:
        abort(404)
    if not hands_over_for(db.session(), user, actor()):
        abort(403)
    return user


def _keeps_accounts() -> bool:
    """Whoever only keeps accounts hands over all at once, and reads none of it."""
    return may(actor(), Can.KEEP_ACCOUNTS)


def _back() -> str:
    return url_for("people.list_all" if _keeps_accounts() else "workbench.show")


def _form(user: User) -> HandoverForm:
    form = HandoverForm()
    form.heir.choices = offered([("", "请选择"), *people(user)])
    return form


def people(user: User) -> list[tuple[str, str]]:
    return [
        (str(one.id), f"{one.department.short_name if one.department else ''} · {one.name}")
        for one in heirs_for(db.session(), user)
    ]


def _page(user: User, form: HandoverForm, status: int = 200) -> Response:
    return page(
        "handover/show.html",
        status,
        user=user,
        form=form,
        people=people(user),
        held=holdings_of(db.session(), user),
        sent=request.form,
        back=_back(),
        is_blind=_keeps_accounts(),
        others=[one for one in left_to(db.session(), actor()) if one.id != user.id],
    )
