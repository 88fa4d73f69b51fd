"""What was agreed when the 专班 behind a blocker met."""

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from tracker.domain.blocker import Blocker
from tracker.domain.permissions import Can
from tracker.pages.blockers.acts import backing_act
from tracker.pages.blockers.blueprint import ADDRESS
from tracker.web.act import Done
from tracker.web.fields import BaseForm, DayField, near, not_ahead, text
from tracker.web.identity import actor
from tracker.web.paper_fields import PapersField
from tracker.web.rendering import today


class MeetingForm(BaseForm):
    """When one met, who was there, and what was agreed."""

    on = DayField("哪天", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)
    present = StringField("哪些人到会", text(200))
    minutes = TextAreaField(
        "议定了什么",
        text(2000, "请写会议议定了什么。"),
        render_kw={"rows": 5, "maxlength": 2000, "placeholder": "谁负责什么，哪天前做完"},
    )
    photos = PapersField("纪要、照片")


@backing_act(
    f"{ADDRESS}/meetings",
    Can.BACK_BLOCKER,
    opened_as="meeting",
    form=MeetingForm,
    papers="photos",
    template="blockers/meeting.html",
)
def hold_meeting(blocker: Blocker, form: MeetingForm) -> Done:
    held = blocker.hold_meeting(
        form.minutes.data,
        by=actor(),
        on=form.on.data,
        present=form.present.data or "",
    )
    return Done("会议已记下。", behind=held)
