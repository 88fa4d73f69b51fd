"""The blueprint that the firm pages hang on, and what every act on a firm shares."""

from functools import partial

from flask import Blueprint, url_for

from tracker.domain.firm import Firm
from tracker.web.access import firm_or_404
from tracker.web.act import act

ADDRESS = "/firms/<int:firm_id>"

blueprint = Blueprint("firms", __name__)


def page_of(firm: Firm, *_: object, part: str = "") -> str:
    """The firm's page, at one of its parts."""
    return url_for("firms.show", firm_id=firm.id, _anchor=part or None)


firm_act = partial(
    act,
    blueprint,
    find=firm_or_404,
    names=("firm",),
    template="firms/act.html",
    home=page_of,
)
