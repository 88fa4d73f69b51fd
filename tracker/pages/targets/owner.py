"""Handing a target over to somebody else, with the reason."""

from flask import url_for
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired

from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import can_court
from tracker.extensions import db
from tracker.pages.targets import choices
from tracker.pages.targets.blueprint import ADDRESS, target_act
from tracker.web.act import Done, Overtaken
from tracker.web.fields import VersionedForm, offered, text, version_seen
from tracker.web.identity import actor
from tracker.web.people_fields import people_choices
from tracker.web.rendering import today


class OwnerForm(VersionedForm):
    """To whom, and why."""

    owner = SelectField("交给谁", [DataRequired("请选一位同事。")])
    because = TextAreaField("移交原因", text(200, "请写明移交原因。"))

    def fit(self, target: Target) -> None:
        others = [one for one in choices.courting_people() if one.id != target.owner_id]
        self.owner.choices = offered([("", "请选择"), *people_choices(others)])


def judge_owner(target: Target, _: OwnerForm) -> None:
    if any("owner_id" in event.after for event in target.events_since(version_seen())):
        now = target.owner.name if target.owner else "没有人"
        raise Overtaken(f"您打开这一页之后，目标换了人，现在由{now}跟。请看过再决定。")


@target_act(
    f"{ADDRESS}/owner",
    Can.COURT,
    opened_as="owner",
    form=OwnerForm,
    template="targets/owner.html",
    meanwhile=judge_owner,
)
def hand_over(target: Target, form: OwnerForm) -> Done:
    heir = db.session.get_one(User, int(form.owner.data))
    target.hand_over_to(heir, by=actor(), on=today(), because=form.because.data)
    is_seen = can_court(actor(), target, Can.SEE_TARGETS)
    to = "" if is_seen else url_for("targets.list_all")
    return Done(f"“{target.firm.name}”已移交给{heir.name}。", to)
