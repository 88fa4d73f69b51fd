"""The blueprint that the notices hang on."""

from flask import Blueprint

blueprint = Blueprint("notices", __name__)
