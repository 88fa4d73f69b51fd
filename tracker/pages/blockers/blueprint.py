"""The blueprint that the blocker pages hang on, and the address of one blocker."""

from flask import Blueprint

blueprint = Blueprint("blockers", __name__)

ADDRESS = "/blockers/<int:blocker_id>"
