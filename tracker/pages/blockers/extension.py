"""Asking for more time for a blocker, and granting it or not."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired

from tracker.domain.blocker import Blocker, BlockerAct
from tracker.pages.blockers.acts import ActForm, blocker_act
from tracker.web.act import Done
from tracker.web.fields import DayField, near, not_past, text
from tracker.web.identity import actor
from tracker.web.rendering import day_words, today


class AskTimeForm(ActForm):
    """Until when, and why."""

    due_on = DayField("延到哪天", [InputRequired("请选延到哪天。"), not_past, near])
    because = TextAreaField(
        "为什么要延期",
        text(500, "请写明为什么要延期。"),
        render_kw={"rows": 3, "maxlength": 500, "placeholder": "卡在哪个环节，还要做什么"},
    )


class GrantTimeForm(ActForm):
    """The day that was asked for, or another one."""

    due_on = DayField("新期限", [InputRequired("请定新的期限。"), not_past, near])
    because = TextAreaField("附言", text(500), render_kw={"rows": 2, "maxlength": 500})

    def fit(self, blocker: Blocker) -> None:
        if not self.is_submitted():
            self.due_on.data = blocker.asked_due_on


class RefuseTimeForm(ActForm):
    """Why the deadline stands."""

    because = TextAreaField(
        "为什么不同意",
        text(500, "请写明为什么不同意延期。"),
        render_kw={"rows": 3, "maxlength": 500},
    )


@blocker_act(BlockerAct.ASK_TIME, heading="申请延期", form=AskTimeForm)
def ask_time(blocker: Blocker, form: AskTimeForm) -> Done:
    blocker.ask_for_time(form.due_on.data, because=form.because.data, on=today(), by=actor())
    return Done("已申请延期，等提出人答复；答复以前原期限照算。")


@blocker_act(BlockerAct.GRANT_TIME, heading="同意延期", form=GrantTimeForm)
def grant_time(blocker: Blocker, form: GrantTimeForm) -> Done:
    because = form.because.data or ""
    blocker.grant_time(due_on=form.due_on.data, because=because, on=today(), by=actor())
    return Done(f"已同意延到{day_words(form.due_on.data)}。")


@blocker_act(BlockerAct.REFUSE_TIME, heading="不同意延期", form=RefuseTimeForm)
def refuse_time(blocker: Blocker, form: RefuseTimeForm) -> Done:
    blocker.refuse_time(because=form.because.data, on=today(), by=actor())
    return Done("已答复不同意延期，原期限不变。")
