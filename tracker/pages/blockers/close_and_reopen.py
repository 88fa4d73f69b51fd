"""Checking a blocker: closing it as solved, with proof where its kind needs it, or returning it."""

from datetime import date

from wtforms import TextAreaField
from wtforms.validators import InputRequired

from tracker.domain.blocker import Blocker, BlockerAct
from tracker.pages.blockers.acts import ActForm, blocker_act
from tracker.pages.blockers.answers import ProofField
from tracker.web.act import Done
from tracker.web.forms.fields import DayField, near, not_ahead, not_past, text
from tracker.web.forms.paper_fields import PapersField
from tracker.web.identity import actor
from tracker.web.rendering import today


class CloseForm(ActForm):
    """How it was solved and when; what the department answered stands there already."""

    outcome = TextAreaField(
        "怎么解决的",
        text(1000, "请写明怎么解决的。"),
        render_kw={
            "rows": 4,
            "maxlength": 1000,
            "placeholder": "谁做了什么，结果怎样，凭什么算解决了",
        },
    )
    on = DayField("哪天解决", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)
    proof = ProofField()
    photos = PapersField("照片、文件")

    def fit(self, blocker: Blocker) -> None:
        self.on.render_kw = {"min": blocker.on, "max": today()}
        if blocker.needs_proof_on(today()):
            self.proof.description = f"{blocker.kind.label}堵点销号要有佐证：写文号，或者传文件"
        if not self.is_submitted() and blocker.answered_on:
            self.outcome.data, self.on.data = blocker.answers[-1].said, blocker.answered_on


class ReopenForm(ActForm):
    """Why it is not solved after all, and by when it is to be."""

    because = TextAreaField(
        "退回原因",
        text(500, "请写明为什么退回。"),
        render_kw={"rows": 3, "maxlength": 500, "placeholder": "哪里还没解决"},
    )
    due_on = DayField("新期限", [InputRequired("请定新的期限。"), not_past, near])

    def fit(self, blocker: Blocker) -> None:
        if blocker.department_id is None:
            del self.due_on

    @property
    def new_due_on(self) -> date | None:
        return self.due_on.data if "due_on" in self else None


@blocker_act(BlockerAct.CLOSE, heading="复核、销号", form=CloseForm)
def close(blocker: Blocker, form: CloseForm) -> Done:
    step = blocker.close(
        form.outcome.data,
        on=form.on.data,
        by=actor(),
        proof=form.proof.data or "",
        brings_papers=bool(form.photos.chosen),
    )
    return Done("已销号。", behind=step)


@blocker_act(BlockerAct.REOPEN, heading="退回重办", form=ReopenForm)
def reopen(blocker: Blocker, form: ReopenForm) -> Done:
    blocker.reopen(because=form.because.data, on=today(), by=actor(), due_on=form.new_due_on)
    return Done("已退回重办。")
