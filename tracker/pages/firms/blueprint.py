"""The blueprint that the firm pages hang on."""

from flask import Blueprint

ADDRESS = "/firms/<int:firm_id>"

blueprint = Blueprint("firms", __name__)
