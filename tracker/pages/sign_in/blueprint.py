"""The section's blueprint."""

from flask import Blueprint

blueprint = Blueprint("sign_in", __name__)
