"""The blueprint that the blocker pages hang on, and the address of one blocker."""

from flask import Blueprint, url_for

from tracker.domain.blocker import Blocker

blueprint = Blueprint("blockers", __name__)

ADDRESS = "/blockers/<int:blocker_id>"


def page_of(blocker: Blocker, *_: object) -> str:
    return url_for("blockers.show", blocker_id=blocker.id)
