"""找目标: which firms the rules want for a link, and why, before anything is written."""

from typing import Any

from flask import abort, request, url_for
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
from tracker.web.act import Done, act
from tracker.web.fields import BaseForm
from tracker.web.identity import actor
from tracker.web.rendering import address, today


class ProposeForm(BaseForm):
    """For which link what was found is written down."""

    link = HiddenField()

    def fit(self, link: ChainLink | None) -> None:
        self.link.data = str(link.id) if link else ""


def asked_for() -> tuple[ChainLink | None]:
    """The link that is named; None where none is yet, 404 for one that is not there."""
    text = request.values.get("link", "")
    if not text and request.method != "POST":
        return (None,)
    try:
        link = db.session.get(ChainLink, number(text))
    except ValueError:
        link = None
    return (link or abort(404),)


def found(link: ChainLink | None, _: ProposeForm) -> dict[str, Any]:
    return {
        "links": choices.links(),
        "rules": RULES,
        "labels": LABELS,
        "least": number_in_force(db.session(), Setting.PROPOSE_FROM, today()),
        "rest": number_in_force(db.session(), Setting.PROPOSE_AGAIN, today()),
        "search": seek(db.session(), link, actor(), today()) if link and link.in_use else None,
        "cancel": url_for("targets.list_all"),
    }


@act(
    blueprint,
    "/targets/find",
    Can.COURT,
    opened_as="find",
    find=asked_for,
    names=("link",),
    form=ProposeForm,
    template="targets/find.html",
    context=found,
)
def write_down(link: ChainLink, _: ProposeForm) -> Done:
    written = propose(db.session(), link, on=today(), by=actor())
    there = address("targets.list_all", [("link", str(link.id)), ("state", "proposed")])
    if written:
        return Done(f"已为“{link.name}”列出 {len(written)} 家建议。", there)
    return Done(f"“{link.name}”没有新的建议。", there)
