"""Moving a target: the form asks for what the step needs; a missing contact is written there."""

from typing import Any

from flask import Response, abort, request, url_for
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional

from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target, TargetState
from tracker.domain.targeting.target_states import LEADS_TO, NEXT, PASSAGES, Need
from tracker.domain.words import Contact
from tracker.extensions import db
from tracker.pages.targets import choices
from tracker.pages.targets.blueprint import ADDRESS, target_act
from tracker.pages.targets.timeline import steps
from tracker.refusal import refuse
from tracker.web.access import target_or_404
from tracker.web.act import Done, Overtaken
from tracker.web.fields import (
    DayField,
    VersionedForm,
    near,
    not_ahead,
    not_past,
    offered,
    text,
    version_seen,
)
from tracker.web.identity import actor
from tracker.web.rendering import today


class MoveForm(VersionedForm):
    """What every move tells: where to, and on which day."""

    to = HiddenField()
    on = DayField("哪天", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)

    @classmethod
    def of(cls, target: Target, to: TargetState) -> "MoveForm":
        """A form that asks for just what this target still needs to come to that state."""
        form = _type_of(target, to)()
        if "owner" in form:
            form["owner"].choices = offered([("", "请选择"), *choices.colleagues()])
        if not form.is_submitted():
            form.to.data, form.version.data = to.value, str(target.version)
            if "owner" in form:
                form["owner"].data = str(actor().id)
        return form

    def told(self, name: str) -> Any:
        """What was typed into a field, if this move asks for it at all."""
        return self[name].data or "" if name in self else ""

    @property
    def is_contact(self) -> bool:
        """Whether the move is made by writing down the contact that it needs."""
        return "kind" in self


class ContactFields:
    """The contact that was missing."""

    said = TextAreaField("谈了什么", text(2000, "请写谈了什么，一句话也行。"))
    present = StringField("在场", text(200))
    next_step = StringField("下一步", text(200))
    next_on = DayField("下次跟进", [Optional(), not_past])


class ReasonFields:
    """Why."""

    because = TextAreaField("原因", text(500))


class CourtingFields(ReasonFields):
    """Who goes after it, and with what first."""

    owner = SelectField("谁跟进", [Optional()])
    next_step = StringField("下一步", text(200))
    next_on = DayField("哪天做", [Optional(), not_past])


def wanted(target: Target) -> TargetState:
    """Where the address or the form says to go; else where it usually goes from here."""
    asked = request.values.get("to")
    if asked is None:
        return NEXT.get(target.state, TargetState.GIVEN_UP)
    if asked not in set(TargetState):
        abort(404)
    return TargetState(asked)


def target_and_state(target_id: int) -> tuple[Target, TargetState]:
    target = target_or_404(target_id)
    return target, wanted(target)


def to_the_register(target: Target, to: TargetState) -> Response | None:
    """What is courted already becomes a project by the register."""
    if to is not TargetState.PROJECT or not target.state.is_courted:
        return None
    where = url_for("targets.project", target_id=target.id)
    # Not by htmx's own header: a dialog follows, and shows the register in this one's place.
    return Response(status=303, headers={"Location": where})


def judge_state(target: Target, *_: object) -> None:
    """Somebody else moved it first: what they did is shown, and what was typed stays."""
    if any("state" in event.after for event in target.events_since(version_seen())):
        raise Overtaken(missed=steps(target, version_seen()))


@target_act(
    f"{ADDRESS}/state",
    Can.COURT,
    opened_as="state",
    find=target_and_state,
    names=("target", "to"),
    instead=to_the_register,
    form=MoveForm,
    template="targets/state.html",
    context=lambda target, to, _: {
        "is_way": (target.state, to) in PASSAGES,
        "ways": target.ways(),
    },
    meanwhile=judge_state,
)
def move(target: Target, to: TargetState, form: MoveForm) -> Done:
    if form.is_contact:
        _log_contact(target, form)
    else:
        owner = form.told("owner")
        target.move_to(
            to,
            on=form.on.data,
            by=actor(),
            because=form.told("because"),
            owner=db.session.get_one(User, int(owner)) if owner else None,
            **_next(form),
        )
    if "view=board" in request.headers.get("HX-Current-URL", ""):
        return Done()
    return Done(f"“{target.firm.name}”已到“{target.state.label}”。")


def _log_contact(target: Target, form: Any) -> None:
    if target.is_before_courting(form.on.data):
        refuse("on", "早于立为目标的日子，不算立为目标以后的接触；更早的请用“写跟进”记下。")
    target.log_follow_up(
        Contact(form.told("kind")),
        on=form.on.data,
        by=actor(),
        said=form.told("said"),
        present=form.told("present"),
        **_next(form),
    )


def _next(form: MoveForm) -> dict[str, Any]:
    return {"next_step": form.told("next_step"), "next_on": form.told("next_on") or None}


def _type_of(target: Target, to: TargetState) -> type[MoveForm]:
    needs = target.needs(to)
    bases: tuple[type, ...] = (MoveForm,)
    if Need.OWNER in needs:
        bases = (CourtingFields, MoveForm)
    elif Need.REASON in needs:
        bases = (ReasonFields, MoveForm)
    contact = next((need for need in (Need.CONTACT, Need.VISIT) if need in needs), None)
    if contact is None or target.has(contact):
        return type("MoveFormFor", bases, {})
    kinds = [kind for kind in Contact if LEADS_TO[kind] is to]
    asked = RadioField(
        "方式",
        [DataRequired("请选方式。")],
        choices=offered((kind.value, kind.label) for kind in kinds),
    )
    return type("MoveFormFor", (ContactFields, MoveForm), {"kind": asked})
