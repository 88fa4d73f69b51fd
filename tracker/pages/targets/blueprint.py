"""The blueprint that the target pages hang on."""

from flask import Blueprint

from tracker.web.asked import within_reach

blueprint = Blueprint("targets", __name__)
blueprint.url_value_preprocessor(within_reach)
