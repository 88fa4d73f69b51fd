"""Raising a blocker on a project, and taking a stage move back."""

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Optional

from tracker.domain.blocker import Blocker, report_blocker
from tracker.domain.people.department import Department
from tracker.domain.permissions import Can, can
from tracker.domain.project import Project
from tracker.domain.words import BlockerKind
from tracker.extensions import db
from tracker.pages.projects.blueprint import blueprint
from tracker.pages.projects.new_project import text
from tracker.pages.projects.owner import departments
from tracker.pages.projects.stage import MOVES
from tracker.refusal import refuse
from tracker.web.access import allow, require, visible_or_404
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, DayField, near, not_past, offered, version_seen
from tracker.web.identity import actor
from tracker.web.paper_fields import MOST, PapersField, attempt_with_papers
from tracker.web.rendering import page, today
from tracker.web.uploads import takes_up_to


class BlockerForm(BaseForm):
    """What is in the way, what is needed, and — if it is known — who clears it by when."""

    kind = RadioField(
        "哪一类", [DataRequired("请选类别。")], choices=offered(BlockerKind.choices())
    )
    what = TextAreaField("堵在哪里", [DataRequired("请写清楚堵在哪里。"), *text(1000)])
    wanted = TextAreaField("需要什么", text(1000))
    wished_on = DayField("希望哪天前解决", [Optional(), not_past, near])
    photos = PapersField("照片、文件")
    department = SelectField("交给谁办", [Optional()], coerce=str)
    due_on = DayField("期限", [Optional(), not_past, near])


class VoidForm(BaseForm):
    """Why it is taken back."""

    version = HiddenField()
    because = TextAreaField("作废原因", [DataRequired("请写明为什么作废。"), *text(500)])


def _form() -> BlockerForm:
    form = BlockerForm()
    form.department.choices = offered(departments())
    return form


@blueprint.get("/<code>/blockers")
@allow(Can.RAISE_BLOCKER)
def blocker(code: str) -> Response:
    project = visible_or_404(code)
    require(Can.RAISE_BLOCKER, project)
    return page("projects/blocker.html", project=project, form=_form())


@blueprint.post("/<code>/blockers")
@allow(Can.RAISE_BLOCKER)
@takes_up_to(MOST)
def raise_blocker(code: str) -> ResponseReturnValue:
    project = visible_or_404(code)
    require(Can.RAISE_BLOCKER, project)
    form = _form()
    return attempt_with_papers(form, lambda: _raise(code, form)) or page(
        "projects/blocker.html", 422, project=project, form=form
    )


def _raise(code: str, form: BlockerForm) -> tuple[Blocker, str]:
    project, chosen = visible_or_404(code), form.department.data
    require(Can.RAISE_BLOCKER, project)
    if chosen and not can(actor(), Can.ASSIGN_BLOCKER, project):
        refuse("department", "这个项目不归您的部门，先把堵点报上去，由跟踪单位下发。")
    raised = report_blocker(
        project,
        BlockerKind(form.kind.data),
        form.what.data,
        on=today(),
        by=actor(),
        wanted=form.wanted.data or "",
        wished_on=form.wished_on.data,
        due_on=form.due_on.data,
        department=db.session.get_one(Department, int(chosen)) if chosen else None,
    )
    flash("堵点已报。", "success")
    return raised, url_for("projects.show", code=project.code)


@blueprint.get("/<code>/stage/void")
@allow(Can.VOID)
def void_move(code: str) -> Response:
    project = visible_or_404(code)
    require(Can.VOID, project)
    return _void_page(project, VoidForm(data={"version": project.version}))


@blueprint.post("/<code>/stage/void")
@allow(Can.VOID)
def take_back(code: str) -> ResponseReturnValue:
    project = visible_or_404(code)
    require(Can.VOID, project)
    form = VoidForm()
    if project.events_since(version_seen(), *MOVES):
        form.version.data = str(project.version)
        form.form_errors.append(
            "您打开这一页之后，阶段又变了。下面是现在的最后一步，请看清再作废。"
        )
        return _void_page(project, form, 409)
    return attempt(form, lambda: _take_back(project, form.because.data or "")) or _void_page(
        project, form, 422
    )


def _void_page(project: Project, form: VoidForm, status: int = 200) -> Response:
    return page("projects/void_move.html", status, project=project, form=form)


def _take_back(project: Project, because: str) -> str:
    project.void_last_move(by=actor(), on=today(), because=because)
    flash(f"已作废，项目回到“{project.stage.label}”。", "success")
    return url_for("projects.show", code=project.code)
