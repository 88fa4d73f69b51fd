"""Moving a target: the form asks for what the step needs; a missing contact is written there."""

from typing import Any

from flask import Response, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.target_states import NEXT, PASSAGES
from tracker.domain.words import Contact
from tracker.extensions import db
from tracker.pages.targets.blueprint import blueprint
from tracker.pages.targets.forms import MoveForm, form_for
from tracker.pages.targets.target import ADDRESS
from tracker.pages.targets.timeline import steps
from tracker.refusal import refuse
from tracker.web.access import allow, require_court, target_or_404
from tracker.web.acting import attempt
from tracker.web.fields import version_seen
from tracker.web.identity import actor
from tracker.web.rendering import page


@blueprint.get(f"{ADDRESS}/state")
@allow(Can.COURT)
def state(target_id: int) -> ResponseReturnValue:
    target = target_or_404(target_id)
    require_court(target)
    to = wanted(target)
    if to is TargetState.PROJECT and target.state.is_courted:
        where = url_for("targets.project", target_id=target.id)
        # Not by htmx's own header: a dialog follows, and shows the register in this one's place.
        return Response(status=303, headers={"Location": where})
    return _page(target, to, form_for(target, to))


@blueprint.post(f"{ADDRESS}/state")
@allow(Can.COURT)
def move(target_id: int) -> ResponseReturnValue:
    target = target_or_404(target_id)
    require_court(target)
    to = wanted(target)
    form = form_for(target, to)
    if any("state" in event.after for event in target.events_since(version_seen())):
        return _moved_meanwhile(target, to, form)
    return attempt(form, lambda: _move(target, to, form)) or _page(target, to, form, 422)


def wanted(target: Target) -> TargetState:
    """Where the address or the form says to go; else where it usually goes from here."""
    asked = request.values.get("to")
    if asked is None:
        return NEXT.get(target.state, TargetState.GIVEN_UP)
    if asked not in set(TargetState):
        abort(404)
    return TargetState(asked)


def _move(target: Target, to: TargetState, form: MoveForm) -> str:
    next_step = {"next_step": form.told("next_step"), "next_on": form.told("next_on") or None}
    if form.is_contact:
        if target.is_before_courting(form.on.data):
            refuse("on", "早于立为目标的日子，不算立为目标以后的接触；更早的请用“写跟进”记下。")
        target.log_follow_up(
            Contact(form.told("kind")),
            on=form.on.data,
            by=actor(),
            said=form.told("said"),
            present=form.told("present"),
            **next_step,
        )
    else:
        owner = form.told("owner")
        target.move_to(
            to,
            on=form.on.data,
            by=actor(),
            because=form.told("because"),
            owner=db.session.get_one(User, int(owner)) if owner else None,
            **next_step,
        )
    if "view=board" not in request.headers.get("HX-Current-URL", ""):
        flash(f"“{target.firm.name}”已到“{target.state.label}”。", "success")
    return url_for("targets.show", target_id=target.id)


def _moved_meanwhile(target: Target, to: TargetState, form: MoveForm) -> Response:
    """Somebody else moved it first: say what they did, and keep what was typed."""
    missed = steps(target, version_seen())
    form.version.data = str(target.version)
    return _page(target, to, form, 409, missed=missed)


def _page(
    target: Target, to: TargetState, form: MoveForm, status: int = 200, **more: Any
) -> Response:
    is_way = (target.state, to) in PASSAGES
    return page(
        "targets/state.html",
        status,
        target=target,
        to=to,
        form=form,
        is_way=is_way,
        ways=target.ways(),
        **more,
    )
