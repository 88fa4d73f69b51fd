"""The blueprint that the blocker pages hang on."""

from flask import Blueprint

blueprint = Blueprint("blockers", __name__)
