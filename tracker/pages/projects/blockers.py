"""Raising a blocker on a project."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, Optional

from tracker.domain.new_blocker import report_as_permitted
from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.domain.words import BlockerKind
from tracker.pages.projects.blueprint import project_act
from tracker.web.act import Done
from tracker.web.forms.fields import BaseForm, DayField, near, not_past, offered, text
from tracker.web.forms.paper_fields import PapersField
from tracker.web.forms.people_fields import DepartmentField
from tracker.web.identity import actor
from tracker.web.rendering import today


class BlockerForm(BaseForm):
    """What is in the way, what is needed, and — if it is known — who clears it by when."""

    kind = RadioField(
        "哪一类", [DataRequired("请选类别。")], choices=offered(BlockerKind.choices())
    )
    what = TextAreaField("堵在哪里", text(1000, "请写清楚堵在哪里。"))
    wanted = TextAreaField("需要什么", text(1000))
    wished_on = DayField("希望哪天前解决", [Optional(), not_past, near])
    photos = PapersField("照片、文件")
    department = DepartmentField("交给谁办", [Optional()])
    due_on = DayField("期限", [Optional(), not_past, near])


@project_act(
    "/<code>/blockers",
    Can.RAISE_BLOCKER,
    opened_as="blocker",
    form=BlockerForm,
    papers="photos",
    template="projects/blocker.html",
)
def raise_blocker(project: Project, form: BlockerForm) -> Done:
    raised = report_as_permitted(
        project,
        BlockerKind(form.kind.data),
        form.what.data,
        on=today(),
        by=actor(),
        wanted=form.wanted.data or "",
        wished_on=form.wished_on.data,
        due_on=form.due_on.data,
        department=form.department.department,
    )
    return Done("堵点已报。", behind=raised)
