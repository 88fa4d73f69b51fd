"""Somebody leaves a post: everything open in their name goes to others, on one screen."""

from typing import Any

from flask import Blueprint, abort, request, url_for
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired

from tracker.domain.can import Can
from tracker.domain.handover.closed_accounts import hands_over_for, left_to
from tracker.domain.handover.open_work import (
    Successors,
    hand_everything_over,
    open_work_of,
    successors_for,
)
from tracker.domain.people.user import User
from tracker.domain.permissions import may
from tracker.extensions import db
from tracker.refusal import Refused
from tracker.web.act import Done, act
from tracker.web.forms.fields import BaseForm, offered, text
from tracker.web.forms.people_fields import people_choices
from tracker.web.identity import actor
from tracker.web.rendering import today

blueprint = Blueprint("handover", __name__)


class HandoverForm(BaseForm):
    """To whom, unless a line says otherwise, and why."""

    heir = SelectField("都交给", [DataRequired("请选一位同事。")])
    because = TextAreaField("移交原因", text(200, "请写明移交原因。"))

    def fit(self, user: User) -> None:
        self.heir.choices = offered([("", "请选择"), *people(user)])


def somebody(user_id: int) -> User:
    return db.session.get(User, user_id) or abort(404)


def people(user: User) -> list[tuple[str, str]]:
    return people_choices(successors_for(db.session(), user))


def keeps_accounts() -> bool:
    """Whoever only keeps accounts hands over all at once, and reads none of it."""
    return may(actor(), Can.KEEP_ACCOUNTS)


def what_is_held(user: User, _: HandoverForm) -> dict[str, Any]:
    return {
        "people": people(user),
        "held": open_work_of(db.session(), user),
        "sent": request.form,
        "is_blind": keeps_accounts(),
        "others": [one for one in left_to(db.session(), actor()) if one.id != user.id],
    }


@act(
    blueprint,
    "/people/<int:user_id>/handover",
    Can.HAND_OVER,
    Can.KEEP_ACCOUNTS,
    opened_as="show",
    find=somebody,
    may=lambda _, user: hands_over_for(db.session(), user, actor()),
    names=("user",),
    form=HandoverForm,
    template="handover/show.html",
    context=what_is_held,
    home=lambda _: url_for("people.list_all" if keeps_accounts() else "workbench.show"),
)
def hand_over(user: User, form: HandoverForm) -> Done:
    known = {str(one.id): one for one in successors_for(db.session(), user)}
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
        Successors(known[form.heir.data], chosen),
        because=form.because.data or "",
        on=today(),
        by=actor(),
    )
    return Done(f"{user.name}名下的 {held.words}都已移交。")
