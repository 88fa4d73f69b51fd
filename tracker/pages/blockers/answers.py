"""Telling what was done about a blocker, day by day, and that it is done."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, InputRequired

from tracker.domain.blocker import Blocker, BlockerAct, BlockerStep
from tracker.pages.blockers.acts import Act, offer
from tracker.pages.blockers.forms import ProofField, VersionedForm, text
from tracker.web.fields import DayField, near, not_ahead
from tracker.web.identity import actor
from tracker.web.paper_fields import PapersField
from tracker.web.rendering import today


class ReportForm(VersionedForm):
    """What was done, when, and what shows it."""

    ORDER = ("said", "on", "proof", "photos")

    said = TextAreaField(
        "做了什么",
        [DataRequired("请写明做了什么、结果怎样。"), *text(1000)],
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
        [DataRequired("请写明做了什么、结果怎样。"), *text(1000)],
        render_kw={
            "rows": 4,
            "maxlength": 1000,
            "placeholder": "谁做了什么，结果怎样，凭什么算解决了",
        },
    )


def _report(blocker: Blocker, form: ReportForm) -> tuple[BlockerStep, str]:
    step = blocker.report(form.said.data, on=form.on.data, by=actor(), proof=form.proof.data or "")
    return step, "办理情况已记下。"


def _answer(blocker: Blocker, form: AnswerForm) -> tuple[BlockerStep, str]:
    step = blocker.answer(form.said.data, on=form.on.data, by=actor(), proof=form.proof.data or "")
    return step, "已反馈，等提出人复核。"


offer(Act(BlockerAct.REPORT, "写办理情况", ReportForm, _report))
offer(Act(BlockerAct.ANSWER, "反馈已办", AnswerForm, _answer))
