"""The blueprint that the project pages hang on."""

from flask import Blueprint

blueprint = Blueprint("projects", __name__, url_prefix="/projects")
