"""Two entries of one firm: looked at side by side, made one, and two again."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from tracker.domain.firm import Firm
from tracker.domain.merging.merge import FirmMerge, merge, undo
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.chains.forms import firm_called
from tracker.pages.firms.acting import Act, answer, page_of
from tracker.pages.firms.blueprint import ADDRESS, blueprint
from tracker.pages.firms.forms import MergeForm, ReasonForm
from tracker.pages.firms.side_by_side import sides_of
from tracker.queries.firm_pair import alike, compared
from tracker.queries.visible_firms import visible_firms
from tracker.refusal import Refused, refuse
from tracker.web.access import allow, firm_or_404
from tracker.web.acting import attempt
from tracker.web.asked import number, words
from tracker.web.identity import actor, asker
from tracker.web.rendering import page, today
from tracker.web.submissions import lead_to


@blueprint.get(f"{ADDRESS}/merge")
@allow(Can.MERGE_FIRMS)
def compare(firm_id: int) -> ResponseReturnValue:
    """Which entry goes into this one is chosen first, then both are looked at."""
    kept = firm_or_404(firm_id)
    if typed := words(request.args.get("name", "")):
        return _named(kept, typed)
    gone = _other(request.args.get("other", ""))
    if gone is None or gone.id == kept.id:
        return page("firms/alike.html", firm=kept, found=_near(kept), wrong="", typed="")
    return _compare(kept, gone, MergeForm(other=str(gone.id)))


@blueprint.post(f"{ADDRESS}/merge")
@allow(Can.MERGE_FIRMS)
def join(firm_id: int) -> ResponseReturnValue:
    kept, form = firm_or_404(firm_id), MergeForm()
    gone = _other(form.other.data or "") or abort(404)
    return attempt(form, lambda: _joined(kept, gone, form)) or _compare(kept, gone, form, 422)


@blueprint.route(f"{ADDRESS}/merges/<int:merge_id>/undo", methods=["GET", "POST"])
@allow(Can.MERGE_FIRMS)
def part(firm_id: int, merge_id: int) -> ResponseReturnValue:
    firm, form = firm_or_404(firm_id), ReasonForm()
    merged = db.session.get(FirmMerge, merge_id)
    if merged is None or merged.kept_id != firm.id:
        abort(404)
    told = [
        f"“{merged.gone.name}”恢复为单独一家，合并时从它那里来的项目、联系人等都还给它；"
        "这之后改归别家的留在原处，新记的留在这里。"
    ]
    return answer(
        Act(firm, "撤销合并", "撤销", form, lambda: _parted(merged, form), told, "merges")
    )


def _joined(kept: Firm, gone: Firm, form: MergeForm) -> str:
    merge(kept, gone, because=form.because.data or "", by=actor(), on=today())
    flash(f"“{gone.name}”已并入，名称留作别名；并错了可以在下面撤销。", "success")
    return page_of(kept, "merges")


def _parted(merged: FirmMerge, form: ReasonForm) -> str:
    name = merged.gone.name
    missed = undo(merged, because=form.because.data or "", by=actor(), on=today())
    left = f"有些{'、'.join(missed)}后来改归别家或已去掉，没有放回。" if missed else ""
    return f"已撤销，“{name}”恢复为单独一家。{left}"


def _named(kept: Firm, typed: str) -> ResponseReturnValue:
    """The name that was typed: on to the comparison, or the page again with what is wrong."""
    try:
        found = firm_called(typed)
        if found is None or found.id == kept.id:
            refuse("", "这就是本企业，请写另一条记录的名称。")
    except Refused as refusal:
        wrong, near = refusal.message, _near(kept)
        return page("firms/alike.html", 422, firm=kept, found=near, wrong=wrong, typed=typed)
    return lead_to(url_for("firms.compare", firm_id=kept.id, other=found.id))


def _near(firm: Firm) -> list[object]:
    """The entries that may be the same firm, of those that this person knows."""
    found = alike(db.session(), firm)
    seen = select(Firm.id).where(
        Firm.id.in_([one.firm_id for one in found]), visible_firms(asker())
    )
    known = set(db.session.scalars(seen))
    return [one for one in found if one.firm_id in known]


def _other(text: str) -> Firm | None:
    try:
        return firm_or_404(number(text)) if text else None
    except ValueError:
        return abort(404)


def _compare(kept: Firm, gone: Firm, form: MergeForm, status: int = 200) -> Response:
    return page(
        "firms/merge.html",
        status,
        firm=kept,
        gone=gone,
        form=form,
        sides=sides_of(kept, gone),
        comparison=compared(db.session(), kept, gone),
        turned=url_for("firms.compare", firm_id=gone.id, other=kept.id),
    )
