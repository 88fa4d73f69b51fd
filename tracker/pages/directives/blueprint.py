"""The blueprint that the directives hang on, and finding the one that an address names."""

from flask import Blueprint, abort
from sqlalchemy import select

from tracker.domain.directive import Directive
from tracker.domain.directive.visible_directives import visible_directives
from tracker.extensions import db
from tracker.web.identity import asker

blueprint = Blueprint("directives", __name__)

ADDRESS = "/directives/<int:directive_id>"


def directive_or_404(directive_id: int) -> Directive:
    """The directive of that number, if this person sees it."""
    found = db.session.scalar(
        select(Directive).where(Directive.id == directive_id, visible_directives(asker()))
    )
    if found is None:
        abort(404)
    return found
