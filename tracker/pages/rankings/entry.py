"""Who is who on a list: settling what is doubtful, entering who is not there, asking anew."""

from dataclasses import dataclass

from flask import abort, url_for
from sqlalchemy import Select, select
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from tracker.domain.firm import Firm
from tracker.domain.permissions import Can
from tracker.domain.ranking import Match, Ranking, RankingEntry
from tracker.domain.ranking_matching.new_firms import enter_firm
from tracker.domain.ranking_matching.rematching import match_anew, settle_entry
from tracker.domain.same_firm.candidates import FirmQuery, candidates
from tracker.domain.same_firm.settlements import FirmSettlement, Verdict
from tracker.extensions import db
from tracker.matching.name_parts import plain_of
from tracker.pages.rankings.blueprint import ADDRESS, blueprint, page_of, ranking_or_404
from tracker.queries.visible_firms import visible_firms
from tracker.web.act import Done, act, button
from tracker.web.forms.fields import BaseForm, offered, text
from tracker.web.identity import actor, asker
from tracker.web.rendering import today

ENTRY = f"{ADDRESS}/entries/<int:entry_id>"


@dataclass(frozen=True, slots=True)
class Possible:
    """A firm that the entry is or may be, why, and what was last said about the two."""

    firm: Firm
    reasons: list[str]
    settled: FirmSettlement | None


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


def possible(entry: RankingEntry) -> list[Possible]:
    """The firms that it is or may be, of those that this person knows."""
    asked = FirmQuery(name=entry.name, province=entry.province)
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


class SettleForm(BaseForm):
    """Which firm is meant, whether it is the one on the list, and how one knows."""

    firm = RadioField("库中企业", [InputRequired("请选是库里的哪一家。")])
    verdict = RadioField(
        "认定", [InputRequired("请选认定结果。")], choices=offered(Verdict.choices())
    )
    because = TextAreaField("依据", text(200, "请写明依据。"))

    def fit(self, _: RankingEntry, found: list[Possible]) -> None:
        self.firm.choices = offered((str(one.firm.id), one.firm.name) for one in found)
        if len(found) == 1 and not self.is_submitted():
            self.firm.data = str(found[0].firm.id)


def entry_and_firms(ranking_id: int, entry_id: int) -> tuple[RankingEntry, list[Possible]]:
    entry = entry_or_404(ranking_id, entry_id)
    return entry, possible(entry)


@act(
    blueprint,
    ENTRY,
    Can.KEEP_RANKINGS,
    find=entry_and_firms,
    names=("entry", "found"),
    form=SettleForm,
    template="rankings/entry.html",
    context=lambda entry, *_: {"ranking": entry.ranking},
)
def settle(entry: RankingEntry, _: list[Possible], form: SettleForm) -> Done:
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
    doubtful = url_for("rankings.show", ranking_id=entry.ranking_id, match=Match.DOUBTFUL)
    return Done(f"“{entry.name}”与“{firm.name}”：{verdict.label}。", doubtful)


@button(
    blueprint,
    f"{ENTRY}/firm",
    Can.KEEP_FIRMS,
    find=entry_or_404,
    home=lambda entry: page_of(entry.ranking),
)
def enter(entry: RankingEntry) -> Done:
    """The entry's firm is entered as it is printed."""
    seen = visible_firms(asker())
    firm = enter_firm(db.session(), entry, by=actor(), on=today(), seen=seen)
    there = url_for("rankings.show", ranking_id=entry.ranking_id, q=entry.name)
    return Done(f"已建企业档案“{firm.name}”。", there)


@button(blueprint, f"{ADDRESS}/match", Can.KEEP_RANKINGS, find=standing_or_404, home=page_of)
def ask(ranking: Ranking) -> Done:
    """Ask again about every entry that has no firm."""
    changed = match_anew(db.session(), ranking, by=actor(), on=today())
    said = f"{changed} 家有变" if changed else "没有变化"
    return Done(f"重新核对完了，{said}。")


def _settled(entry: RankingEntry) -> Select[tuple[FirmSettlement]]:
    return select(FirmSettlement).where(
        FirmSettlement.typed == plain_of(entry.name), FirmSettlement.voided_at.is_(None)
    )
