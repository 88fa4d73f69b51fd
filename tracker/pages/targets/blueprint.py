"""The blueprint that the target pages hang on."""

from flask import Blueprint

blueprint = Blueprint("targets", __name__)
