"""找目标: which firms the rules want for a link, and why, before anything is written."""

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from tracker.domain.chain import ChainLink
from tracker.domain.office.settings import Setting, number_in_force
from tracker.domain.permissions import Can
from tracker.domain.targeting.proposal_rules import LABELS, RULES
from tracker.extensions import db
from tracker.pages.targets import choices
from tracker.pages.targets.blueprint import blueprint
from tracker.queries.listing.readers import number
from tracker.queries.proposals.proposals import propose, seek
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm
from tracker.web.identity import actor
from tracker.web.rendering import address, page, today


class ProposeForm(BaseForm):
    """For which link what was found is written down."""

    link = HiddenField()


@blueprint.get("/targets/find")
@allow(Can.COURT)
def find() -> Response:
    return _page(_asked_for(), ProposeForm())


@blueprint.post("/targets/find")
@allow(Can.COURT)
def write_down() -> ResponseReturnValue:
    link, form = _asked_for(), ProposeForm()
    if link is None:
        abort(404)
    return attempt(form, lambda: _propose(link)) or _page(link, form, 422)


def _asked_for() -> ChainLink | None:
    """The link that is named; None where none is yet, 404 for one that is not there."""
    if not (text := request.values.get("link", "")):
        return None
    try:
        link = db.session.get(ChainLink, number(text))
    except ValueError:
        link = None
    return link or abort(404)


def _propose(link: ChainLink) -> str:
    written = propose(db.session(), link, on=today(), by=actor())
    if written:
        flash(f"已为“{link.name}”列出 {len(written)} 家建议。", "success")
    else:
        flash(f"“{link.name}”没有新的建议。", "success")
    return address("targets.list_all", [("link", str(link.id)), ("state", "proposed")])


def _page(link: ChainLink | None, form: ProposeForm, status: int = 200) -> Response:
    least = number_in_force(db.session(), Setting.PROPOSE_FROM, today())
    rest = number_in_force(db.session(), Setting.PROPOSE_AGAIN, today())
    form.link.data = str(link.id) if link else ""
    return page(
        "targets/find.html",
        status,
        link=link,
        form=form,
        links=choices.links(),
        rules=RULES,
        labels=LABELS,
        least=least,
        rest=rest,
        search=seek(db.session(), link, actor(), today()) if link and link.in_use else None,
        cancel=url_for("targets.list_all"),
    )
