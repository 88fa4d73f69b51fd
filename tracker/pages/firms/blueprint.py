"""The blueprint that the firm pages hang on."""

from flask import Blueprint

from tracker.web.asked import within_reach

ADDRESS = "/firms/<int:firm_id>"

blueprint = Blueprint("firms", __name__)
blueprint.url_value_preprocessor(within_reach)
