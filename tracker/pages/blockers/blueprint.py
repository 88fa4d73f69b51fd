"""The blueprint that the blocker pages hang on, and the address of one blocker."""

from flask import Blueprint

from tracker.web.asked import within_reach

blueprint = Blueprint("blockers", __name__)
blueprint.url_value_preprocessor(within_reach)

ADDRESS = "/blockers/<int:blocker_id>"
