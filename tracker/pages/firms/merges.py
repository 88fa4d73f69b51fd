"""Two entries of one firm: looked at side by side, made one, and two again."""

from functools import partial
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import HiddenField, TextAreaField

from tracker.domain.firm import Firm
from tracker.domain.merging.merge import FirmMerge, merge, undo
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.firms.blueprint import ADDRESS, firm_act, page_of
from tracker.pages.firms.side_by_side import sides_of
from tracker.queries.firm_pair import alike, compared
from tracker.queries.listing.readers import number, words
from tracker.queries.visible_firms import visible_firms
from tracker.refusal import Refused, refuse
from tracker.web.access import firm_or_404
from tracker.web.act import Done
from tracker.web.fields import BaseForm, text
from tracker.web.firm_names import firm_called
from tracker.web.identity import actor, asker
from tracker.web.reason_forms import ReasonForm
from tracker.web.rendering import page, today
from tracker.web.submissions import lead_to

merge_act = partial(firm_act, home=partial(page_of, part="merges"))


class MergeForm(BaseForm):
    """Which entry goes into this one, and why the two are one."""

    other = HiddenField()
    because = TextAreaField("凭什么认定是同一家", text(500, "请写明凭什么认定是同一家。"))

    @classmethod
    def known(cls, _: Firm, gone: Firm) -> dict[str, Any]:
        return {"other": str(gone.id)}


def pair_or_404(firm_id: int) -> tuple[Firm, Firm | None]:
    """The entry that is kept, and the one that goes into it once it is chosen."""
    kept = firm_or_404(firm_id)
    try:
        other = request.values.get("other", "")
        gone = firm_or_404(number(other)) if other else None
    except ValueError:
        abort(404)
    if request.method == "POST" and gone is None:
        abort(404)
    return kept, gone


def choosing(kept: Firm, gone: Firm | None) -> ResponseReturnValue | None:
    """Which entry goes into this one is chosen first, then both are looked at."""
    if typed := words(request.args.get("name", "")):
        return _named(kept, typed)
    if gone is None or gone.id == kept.id:
        return page("firms/alike.html", firm=kept, found=_near(kept), wrong="", typed="")
    return None


def both(kept: Firm, gone: Firm, _: MergeForm) -> dict[str, Any]:
    return {
        "sides": sides_of(kept, gone),
        "comparison": compared(db.session(), kept, gone),
        "turned": url_for("firms.compare", firm_id=gone.id, other=kept.id),
    }


@merge_act(
    f"{ADDRESS}/merge",
    Can.MERGE_FIRMS,
    opened_as="compare",
    find=pair_or_404,
    instead=choosing,
    form=MergeForm,
    template="firms/merge.html",
    names=("firm", "gone"),
    context=both,
)
def join(kept: Firm, gone: Firm, form: MergeForm) -> Done:
    merge(kept, gone, because=form.because.data or "", by=actor(), on=today())
    return Done(f"“{gone.name}”已并入，名称留作别名；并错了可以在下面撤销。")


def merge_or_404(firm_id: int, merge_id: int) -> tuple[Firm, FirmMerge]:
    firm, merged = firm_or_404(firm_id), db.session.get(FirmMerge, merge_id)
    if merged is None or merged.kept_id != firm.id:
        abort(404)
    return firm, merged


@merge_act(
    f"{ADDRESS}/merges/<int:merge_id>/undo",
    Can.MERGE_FIRMS,
    find=merge_or_404,
    form=ReasonForm,
    heading="撤销合并",
    button="撤销",
    notice=lambda _, merged: (
        f"“{merged.gone.name}”恢复为单独一家，合并时从它那里来的项目、联系人等都还给它；"
        "这之后改归别家的留在原处，新记的留在这里。"
    ),
)
def part(_: Firm, merged: FirmMerge, form: ReasonForm) -> Done:
    name = merged.gone.name
    missed = undo(merged, because=form.because.data or "", by=actor(), on=today())
    left = f"有些{'、'.join(missed)}后来改归别家或已去掉，没有放回。" if missed else ""
    return Done(f"已撤销，“{name}”恢复为单独一家。{left}")


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
