"""The blueprint that the pages of rankings hang on, and how a ranking is looked up."""

from flask import Blueprint, abort, url_for

from tracker.domain.ranking import Ranking
from tracker.extensions import db

ADDRESS = "/rankings/<int:ranking_id>"

blueprint = Blueprint("rankings", __name__)


def ranking_or_404(ranking_id: int) -> Ranking:
    """The ranking of that number; lists are public, so everybody who gets here sees it."""
    ranking = db.session.get(Ranking, ranking_id)
    if ranking is None:
        abort(404)
    return ranking


def page_of(ranking: Ranking) -> str:
    return url_for("rankings.show", ranking_id=ranking.id)
