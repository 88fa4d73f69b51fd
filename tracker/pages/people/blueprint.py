"""The blueprint that the pages of accounts hang on, and what their acts share."""

from functools import partial

from flask import Blueprint, abort, url_for

from tracker.domain.people.user import User
from tracker.extensions import db
from tracker.web.act import button

blueprint = Blueprint("people", __name__, url_prefix="/people")


def somebody(user_id: int) -> User:
    return db.session.get(User, user_id) or abort(404)


def the_list(*_: object) -> str:
    return url_for("people.list_all")


person_button = partial(button, blueprint, find=somebody, home=the_list)
