"""The blueprint that the pages of accounts hang on, and what they share."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.people.user import User
from tracker.extensions import db
from tracker.refusal import Refused
from tracker.web.submissions import lead_to, save_and_lead_to

blueprint = Blueprint("people", __name__, url_prefix="/people")


def somebody(user_id: int) -> User:
    user = db.session.get(User, user_id)
    if user is None:
        abort(404)
    return user


def the_list() -> str:
    return url_for("people.list_all")


def done(act: Callable[[], str], leads_to: Callable[[], str] = the_list) -> ResponseReturnValue:
    """One act of one button, and what to say of it.

    A refusal is told on the list, where the button stands.
    """
    try:
        said = act()
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.message, "error")
        return lead_to(the_list())
    flash(said, "success")
    return save_and_lead_to(leads_to())
