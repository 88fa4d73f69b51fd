"""The blueprint that the workbench hangs on."""

from flask import Blueprint

blueprint = Blueprint("workbench", __name__)
