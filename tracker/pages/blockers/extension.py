"""Asking for more time for a blocker, and granting it or not."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired

from tracker.domain.blocker import Blocker, BlockerAct, BlockerStep
from tracker.pages.blockers.acts import Act, offer
from tracker.pages.blockers.forms import VersionedForm, text
from tracker.web.fields import DayField, near, not_past
from tracker.web.identity import actor
from tracker.web.rendering import day_words, today

WEEKS = [("7", "7 天"), ("fortnight", "两周")]


class AskTimeForm(VersionedForm):
    """Until when, and why."""

    due_on = DayField("延到哪天", [InputRequired("请选延到哪天。"), not_past, near])
    because = TextAreaField(
        "为什么要延期",
        [DataRequired("请写明为什么要延期。"), *text(500)],
        render_kw={"rows": 3, "maxlength": 500, "placeholder": "卡在哪个环节，还要做什么"},
    )


class GrantTimeForm(VersionedForm):
    """The day that was asked for, or another one."""

    due_on = DayField("新期限", [InputRequired("请定新的期限。"), not_past, near])
    because = TextAreaField("附言", text(500), render_kw={"rows": 2, "maxlength": 500})

    def fit(self, blocker: Blocker) -> None:
        if not self.is_submitted():
            self.due_on.data = blocker.asked_due_on


class RefuseTimeForm(VersionedForm):
    """Why the deadline stands."""

    because = TextAreaField(
        "为什么不同意",
        [DataRequired("请写明为什么不同意延期。"), *text(500)],
        render_kw={"rows": 3, "maxlength": 500},
    )


def _ask(blocker: Blocker, form: AskTimeForm) -> tuple[BlockerStep, str]:
    step = blocker.ask_for_time(form.due_on.data, because=form.because.data, on=today(), by=actor())
    return step, "已申请延期，等提出人答复；答复以前原期限照算。"


def _grant(blocker: Blocker, form: GrantTimeForm) -> tuple[BlockerStep, str]:
    step = blocker.grant_time(
        due_on=form.due_on.data, because=form.because.data or "", on=today(), by=actor()
    )
    return step, f"已同意延到{day_words(form.due_on.data)}。"


def _refuse(blocker: Blocker, form: RefuseTimeForm) -> tuple[BlockerStep, str]:
    step = blocker.refuse_time(because=form.because.data, on=today(), by=actor())
    return step, "已答复不同意延期，原期限不变。"


offer(Act(BlockerAct.ASK_TIME, "申请延期", AskTimeForm, _ask))
offer(Act(BlockerAct.GRANT_TIME, "同意延期", GrantTimeForm, _grant))
offer(Act(BlockerAct.REFUSE_TIME, "不同意延期", RefuseTimeForm, _refuse))
