"""The blueprint that the target pages hang on, and what every act on a target shares."""

from functools import partial

from flask import Blueprint, url_for

from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import can_court
from tracker.web.access import target_or_404
from tracker.web.act import act
from tracker.web.identity import actor

blueprint = Blueprint("targets", __name__)

ADDRESS = "/targets/<int:target_id>"


def page_of(target: Target, *_: object) -> str:
    return url_for("targets.show", target_id=target.id)


target_act = partial(
    act,
    blueprint,
    find=target_or_404,
    may=lambda one, target, *_: can_court(actor(), target, one),
    names=("target",),
    home=page_of,
)
