"""Who is who on a list: settling what is doubtful, entering who is not there, asking anew."""

from dataclasses import dataclass

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, select

from tracker.domain.badges.new_firms import enter_firm
from tracker.domain.badges.recognition import match_anew, settle_entry
from tracker.domain.firm import Firm
from tracker.domain.permissions import Can
from tracker.domain.ranking import Match, Ranking, RankingEntry
from tracker.domain.same_firm.candidates import Asked, candidates
from tracker.domain.same_firm.settlements import FirmSettlement, Verdict
from tracker.extensions import db
from tracker.matching.name_parts import plain_of
from tracker.pages.rankings.blueprint import ADDRESS, blueprint, ranking_or_404
from tracker.pages.rankings.forms import SettleForm
from tracker.queries.visible_firms import visible_firms
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, offered
from tracker.web.identity import actor, asker
from tracker.web.rendering import page, today
from tracker.web.submissions import lead_to

ENTRY = f"{ADDRESS}/entries/<int:entry_id>"


@dataclass(frozen=True, slots=True)
class Possible:
    """A firm that the entry is or may be, why, and what was last said about the two."""

    firm: Firm
    reasons: list[str]
    settled: FirmSettlement | None


@blueprint.route(ENTRY, methods=["GET", "POST"])
@allow(Can.KEEP_RANKINGS)
def settle(ranking_id: int, entry_id: int) -> ResponseReturnValue:
    entry = entry_or_404(ranking_id, entry_id)
    found, form = possible(entry), SettleForm()
    form.firm.choices = offered((str(one.firm.id), one.firm.name) for one in found)
    if request.method == "POST":
        answer = attempt(form, lambda: _settle(entry, form))
        return answer or _page(entry, found, form, 422)
    if len(found) == 1:
        form.firm.data = str(found[0].firm.id)
    return _page(entry, found, form)


@blueprint.post(f"{ENTRY}/firm")
@allow(Can.KEEP_FIRMS)
def enter(ranking_id: int, entry_id: int) -> ResponseReturnValue:
    """One click: the entry's firm is entered as it is printed."""
    entry, form = entry_or_404(ranking_id, entry_id), BaseForm()
    return attempt(form, lambda: _enter(entry)) or _refused(entry.ranking_id, form)


@blueprint.post(f"{ADDRESS}/match")
@allow(Can.KEEP_RANKINGS)
def ask(ranking_id: int) -> ResponseReturnValue:
    """Ask again about every entry that has no firm."""
    ranking, form = standing_or_404(ranking_id), BaseForm()
    return attempt(form, lambda: _ask(ranking)) or _refused(ranking_id, form)


def possible(entry: RankingEntry) -> list[Possible]:
    """The firms that it is or may be, of those that this person knows."""
    asked = Asked(name=entry.name, province=entry.province)
    reasons = {
        one.firm_id: [said.says for said in one.evidence] for one in candidates(db.session(), asked)
    }
    if entry.firm_id:
        reasons = {entry.firm_id: [entry.why]} | reasons
    known = select(Firm).where(Firm.id.in_(reasons), visible_firms(asker()))
    firms = {firm.id: firm for firm in db.session.scalars(known)}
    settled = {one.firm_id: one for one in db.session.scalars(_settled(entry))}
    return [
        Possible(firms[firm_id], told, settled.get(firm_id))
        for firm_id, told in reasons.items()
        if firm_id in firms
    ]


def entry_or_404(ranking_id: int, entry_id: int) -> RankingEntry:
    entry = db.session.get(RankingEntry, entry_id)
    if entry is None or entry.ranking_id != standing_or_404(ranking_id).id:
        abort(404)
    return entry


def standing_or_404(ranking_id: int) -> Ranking:
    """Nothing is decided on a list that was taken back."""
    ranking = ranking_or_404(ranking_id)
    if ranking.is_void:
        abort(404)
    return ranking


def _settled(entry: RankingEntry) -> Select[tuple[FirmSettlement]]:
    return select(FirmSettlement).where(
        FirmSettlement.typed == plain_of(entry.name), FirmSettlement.voided_at.is_(None)
    )


def _settle(entry: RankingEntry, form: SettleForm) -> str:
    firm = db.session.get_one(Firm, int(form.firm.data))
    verdict = Verdict(form.verdict.data)
    settle_entry(
        db.session(),
        entry,
        firm,
        verdict,
        because=form.because.data or "",
        by=actor(),
        on=today(),
    )
    flash(f"“{entry.name}”与“{firm.name}”：{verdict.label}。", "success")
    return url_for("rankings.show", ranking_id=entry.ranking_id, match=Match.DOUBTFUL)


def _enter(entry: RankingEntry) -> str:
    seen = visible_firms(asker())
    firm = enter_firm(db.session(), entry, by=actor(), on=today(), seen=seen)
    flash(f"已建企业档案“{firm.name}”。", "success")
    return url_for("rankings.show", ranking_id=entry.ranking_id, q=entry.name)


def _ask(ranking: Ranking) -> str:
    changed = match_anew(db.session(), ranking, by=actor(), on=today())
    flash(f"重新核对完了，{changed} 家有变。" if changed else "重新核对完了，没有变化。", "success")
    return url_for("rankings.show", ranking_id=ranking.id)


def _page(
    entry: RankingEntry, found: list[Possible], form: SettleForm, status: int = 200
) -> Response:
    return page(
        "rankings/entry.html", status, entry=entry, ranking=entry.ranking, found=found, form=form
    )


def _refused(ranking_id: int, form: BaseForm) -> Response:
    """Back to the list with what a one-click act was refused for."""
    flash("；".join(form.form_errors) or "没有做成，请再试一次。", "error")
    return lead_to(url_for("rankings.show", ranking_id=ranking_id))
