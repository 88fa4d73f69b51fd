"""The settings' blueprint."""

from flask import Blueprint

blueprint = Blueprint("settings", __name__)
