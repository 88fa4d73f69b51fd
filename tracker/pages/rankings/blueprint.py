"""The blueprint that the pages of rankings hang on, and how a ranking is looked up."""

from flask import Blueprint, abort
from sqlalchemy import ColumnElement, case

from tracker.domain.people.asker import Asker
from tracker.domain.people.user import Actor
from tracker.domain.permissions import Can, may, sees_everything
from tracker.domain.ranking import Match, Ranking, RankingEntry
from tracker.extensions import db

ADDRESS = "/rankings/<int:ranking_id>"

blueprint = Blueprint("rankings", __name__)


def ranking_or_404(ranking_id: int) -> Ranking:
    """The ranking of that number; lists are public, so everybody who gets here sees it."""
    ranking = db.session.get(Ranking, ranking_id)
    if ranking is None:
        abort(404)
    return ranking


def sees_doubts(actor: Actor | Asker) -> bool:
    """Whether somebody is told of firms that an entry may be: they may be others' secrets."""
    return may(actor, Can.KEEP_RANKINGS) or sees_everything(actor)


def match_seen_by(asker: Asker) -> ColumnElement[Match]:
    """How far an entry has found its firm, as this person may know it."""
    if sees_doubts(asker):
        return RankingEntry.match.expression
    return case((RankingEntry.match == Match.CERTAIN, RankingEntry.match), else_=Match.NONE)
