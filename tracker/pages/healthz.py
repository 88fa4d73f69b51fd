"""Whether the server and its database answer: for whatever watches over them."""

from flask import Blueprint, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from tracker.extensions import db
from tracker.web.access import open_to_all

blueprint = Blueprint("healthz", __name__)


@blueprint.get("/healthz")
@open_to_all
def show() -> Response:
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Response("database not available", 503, mimetype="text/plain")
    return Response("ok", mimetype="text/plain")
