"""Telling what was done about a blocker, day by day, and that it is done."""

from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from tracker.domain.blocker import Blocker, BlockerAct
from tracker.pages.blockers.acts import ActForm, blocker_act
from tracker.web.act import Done
from tracker.web.fields import DayField, near, not_ahead, text
from tracker.web.identity import actor
from tracker.web.paper_fields import PapersField
from tracker.web.rendering import today


class ProofField(StringField):
    """The name or number of a paper that proves it; the paper itself may come along."""

    def __init__(self, label: str = "佐证", **options: Any) -> None:
        super().__init__(
            label, text(200), description="文件名称或文号，如“供地批复〔2026〕12号”", **options
        )


class ReportForm(ActForm):
    """What was done, when, and what shows it."""

    ORDER = ("said", "on", "proof", "photos")

    said = TextAreaField(
        "做了什么",
        text(1000, "请写明做了什么、结果怎样。"),
        render_kw={"rows": 4, "maxlength": 1000, "placeholder": "谁去做了什么，谈到哪一步"},
    )
    on = DayField("哪天", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)
    proof = ProofField()
    photos = PapersField("照片、文件")

    def fit(self, blocker: Blocker) -> None:
        self.on.render_kw = {"min": blocker.on, "max": today()}


class AnswerForm(ReportForm):
    """The same for the last word: that it is done."""

    said = TextAreaField(
        "办结情况",
        text(1000, "请写明做了什么、结果怎样。"),
        render_kw={
            "rows": 4,
            "maxlength": 1000,
            "placeholder": "谁做了什么，结果怎样，凭什么算解决了",
        },
    )


@blocker_act(BlockerAct.REPORT, heading="写办理情况", form=ReportForm)
def report(blocker: Blocker, form: ReportForm) -> Done:
    proof = form.proof.data or ""
    step = blocker.report(form.said.data, on=form.on.data, by=actor(), proof=proof)
    return Done("办理情况已记下。", behind=step)


@blocker_act(BlockerAct.ANSWER, heading="反馈已办", form=AnswerForm)
def answer(blocker: Blocker, form: AnswerForm) -> Done:
    proof = form.proof.data or ""
    step = blocker.answer(form.said.data, on=form.on.data, by=actor(), proof=proof)
    return Done("已反馈，等提出人复核。", behind=step)
