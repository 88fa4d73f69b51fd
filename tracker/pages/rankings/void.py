"""Taking an import back: it stays to be read, with the reason, and counts no more."""

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.badges.list_withdrawal import take_back
from tracker.domain.permissions import Can
from tracker.domain.ranking import Ranking
from tracker.extensions import db
from tracker.pages.rankings.blueprint import ADDRESS, blueprint, ranking_or_404
from tracker.pages.rankings.forms import TakeBackForm
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.identity import actor
from tracker.web.rendering import page, today


@blueprint.route(f"{ADDRESS}/void", methods=["GET", "POST"])
@allow(Can.KEEP_RANKINGS)
def void(ranking_id: int) -> ResponseReturnValue:
    ranking, form = ranking_or_404(ranking_id), TakeBackForm()
    if request.method != "POST":
        return _page(ranking, form)
    return attempt(form, lambda: _void(ranking, form)) or _page(ranking, form, 422)


def _void(ranking: Ranking, form: TakeBackForm) -> str:
    restored = take_back(
        db.session(), ranking, by=actor(), on=today(), because=form.because.data or ""
    )
    back = "，更正前的那一份恢复了" if restored else ""
    flash(f"已撤销《{ranking.full_name}》{back}。", "success")
    stands = restored or ranking
    return url_for("rankings.show", ranking_id=stands.id)


def _page(ranking: Ranking, form: TakeBackForm, status: int = 200) -> Response:
    return page("rankings/void.html", status, ranking=ranking, form=form)
