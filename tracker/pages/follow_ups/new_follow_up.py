"""写跟进: a contact written down in three taps and the text, with a blocker if there is one."""

from typing import Any

from flask import request, url_for
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Optional,
    StopValidation,
    ValidationError,
)

from tracker.domain.new_blocker import report_as_permitted
from tracker.domain.permissions import Can, may
from tracker.domain.project import Project
from tracker.domain.targeting import Target
from tracker.domain.words import BlockerKind, Contact
from tracker.pages.follow_ups.blueprint import blueprint, way_back
from tracker.pages.follow_ups.pick import MARK, options_for, picked_or_404
from tracker.pages.pick import Option, recent
from tracker.queries.project_list.row_columns import visible_clocks
from tracker.refusal import Refused, refuse
from tracker.web.access import require, require_court
from tracker.web.act import Done, act
from tracker.web.forms.fields import BaseForm, DayField, near, not_ahead, not_past, offered, text
from tracker.web.forms.people_fields import DepartmentField
from tracker.web.identity import actor
from tracker.web.rendering import today

RECENT = 3


def code_asked() -> str:
    """What the address wants followed up: a project's code, or a target behind its mark."""
    target_id = request.args.get("target", "")
    return f"{MARK}{target_id}" if target_id else request.args.get("project", "")


class FollowUpForm(BaseForm):
    """In the order of the phone's screen: project, kind and text fill it; the rest has defaults.

    No kind is preselected: it costs one tap, while a kind that nobody chose would
    be counted as a visit that nobody made.
    """

    project = StringField("项目", text(100))
    project_code = HiddenField()
    asked = HiddenField()
    choice = RadioField("是哪一个", [Optional()], choices=[], validate_choice=False)
    kind = RadioField("方式", [DataRequired("请选方式。")], choices=offered(Contact.choices()))
    said = TextAreaField("谈了什么", text(2000, "请写谈了什么，一句话也行。"))
    next_step = StringField("下一步", text(200))
    next_on = DayField("下次跟进", [Optional(), not_past])
    on = DayField("哪天", [InputRequired("请选是哪一天。"), not_ahead, near], default=today)
    present = StringField("在场", text(200))
    next = HiddenField()

    picked: Project | Target | None = None

    @classmethod
    def of(cls) -> "FollowUpForm":
        """With the blocker's fields for those who may report one, but not on a target."""
        is_sent = request.method == "POST"
        code = request.form.get("project_code", "") if is_sent else code_asked()
        may_report = may(actor(), Can.RAISE_BLOCKER) and not code.startswith(MARK)
        form = FollowUpAndBlockerForm() if may_report else FollowUpForm()
        if not is_sent:
            form.picked = picked_or_404(code) if code else None
            form.next.data = request.args.get("next", "")
        return form

    def validate_project(self, field: Any) -> None:
        """The code that was picked, or what the typed text means; else ask which one.

        A choice holds only for the very text that it was offered for.
        """
        is_answered = self.asked.data and self.asked.data == field.data
        code = self.project_code.data or (is_answered and self.choice.data)
        if code:
            self.picked = picked_or_404(code)
        elif not field.data:
            raise ValidationError("请选是哪个项目。")
        elif not (found := options_for(field.data, actor())):
            raise ValidationError("没有找到这个项目。换个词，或者填编号。")
        elif len(found) > 1:
            self.ask_which(found)
            raise ValidationError("对得上的项目不止一个，请在下面点一个。")
        else:
            self.picked = picked_or_404(found[0].value)

    def ask_which(self, found: list[Option]) -> None:
        self.asked.data = self.project.data
        self.choice.choices = offered((one.value, f"{one.label}（{one.note}）") for one in found)


def with_blocker(message: str) -> Any:
    """The field is needed once anything of a blocker is told."""

    def judge(form: Any, field: Any) -> None:
        if not field.data:
            field.errors = []
            raise StopValidation(message if form.tells_blocker else "")

    return judge


class FollowUpAndBlockerForm(FollowUpForm):
    """The same for those who may report what is in the way."""

    blocker_kind = RadioField(
        "哪一类", [with_blocker("请选堵点的类别。")], choices=offered(BlockerKind.choices())
    )
    blocker_what = TextAreaField("堵在哪里", [with_blocker("请写清楚堵在哪里。"), *text(1000)])
    blocker_department = DepartmentField("交给谁办", [Optional()], none="还不知道")
    blocker_due_on = DayField("期限", [Optional(), not_past])

    @property
    def blocker_fields(self) -> list[Any]:
        return [self[name] for name in self._fields if name.startswith("blocker_")]

    @property
    def tells_blocker(self) -> bool:
        return any(field.data for field in self.blocker_fields)

    @property
    def is_blocker_open(self) -> bool:
        """Whether the part about the blocker is to be unfolded."""
        return self.tells_blocker or any(field.errors for field in self.blocker_fields)


def around(form: FollowUpForm) -> dict[str, Any]:
    """What stands about the form: of the project or target that is picked, and whom to pick."""
    about, now = form.picked, today()
    project = about if isinstance(about, Project) else None
    target = about if isinstance(about, Target) else None
    turns = visible_clocks(project, actor()) if project else ()
    return {
        "project": project,
        "target": target,
        "light": project.light_on(now) if project else None,
        "reasons": [turn.said(now) for turn in turns if now >= turn.yellow_on],
        "recent": [] if about else recent(actor(), RECENT),
        "draft": _draft(project, target),
        "cancel": way_back(form.next.data, about) if about else url_for("workbench.show"),
    }


@act(
    blueprint,
    "/follow-ups/new",
    Can.FOLLOW_UP,
    opened_as="new",
    form=FollowUpForm,
    template="follow_ups/new.html",
    context=around,
)
def log(form: FollowUpForm) -> Done:
    about = form.picked
    assert about is not None, "a form that is whole knows what it is about"
    told: dict[str, Any] = {
        "on": form.on.data,
        "by": actor(),
        "said": form.said.data,
        "present": form.present.data or "",
        "next_step": form.next_step.data or "",
        "next_on": form.next_on.data,
    }
    kind, there = Contact(form.kind.data), way_back(form.next.data, about)
    has_blocker = isinstance(form, FollowUpAndBlockerForm) and form.tells_blocker
    if isinstance(about, Target):
        return Done(_log_on_target(about, kind, has_blocker, told), there)
    require(Can.FOLLOW_UP, about)
    about.log_follow_up(kind, **told)
    if has_blocker:
        _raise_blocker(about, form)
    return Done("已记下。", there)


def _log_on_target(target: Target, kind: Contact, has_blocker: bool, told: dict[str, Any]) -> str:
    """What to say of it: where the target stands now."""
    require_court(target)
    if has_blocker:
        refuse("blocker_what", "堵点报在项目上。目标还不是项目，请先写在“谈了什么”里。")
    further = target.log_follow_up(kind, **told)
    moved = f"“{target.firm.name}”已到“{further.label}”。" if further else ""
    if target.is_before_courting(told["on"]):
        moved = "这次接触早于立为目标的日子，进展不变。"
    return f"已记下。{moved}"


def _raise_blocker(project: Project, form: Any) -> None:
    require(Can.RAISE_BLOCKER, project)
    try:
        report_as_permitted(
            project,
            BlockerKind(form.blocker_kind.data),
            form.blocker_what.data,
            on=today(),
            by=actor(),
            department=form.blocker_department.department,
            due_on=form.blocker_due_on.data,
        )
    except Refused as refusal:
        at_fields = {f"blocker_{name}": said for name, said in refusal.fields.items()}
        raise Refused(refusal.message, **at_fields) from refusal


def _draft(project: Project | None, target: Target | None) -> str:
    if target:
        return f"follow-up-target-{target.id}"
    return f"follow-up-{project.code}" if project else "follow-up"
