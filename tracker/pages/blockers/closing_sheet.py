"""The 销号单 of one blocker: its whole life on one sheet, for signature and for the archive."""

from operator import itemgetter
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from tracker.domain.blocker import Blocker
from tracker.domain.permissions import Can
from tracker.pages.blockers.blueprint import ADDRESS, blueprint
from tracker.pages.blockers.timeline import steps
from tracker.sheets.columns import Column
from tracker.sheets.papers import Paper
from tracker.web.access import allow, blocker_or_404
from tracker.web.downloads import docx_file, xlsx_file
from tracker.web.rendering import page

NOT_YET = "——"
ROWS = (
    ("项目名称", "project"),
    ("类别", "kind"),
    ("跟踪单位", "owner_department"),
    ("跟踪人", "owner"),
    ("提出日期", "raised_on"),
    ("提出人", "raised_by"),
    ("困难问题", "what"),
    ("需要什么", "wanted"),
    ("责任单位", "department"),
    ("期限", "due_on"),
    ("协办单位", "helpers"),
    ("办理经过", "course"),
    ("解决结果", "outcome"),
    ("佐证", "proof"),
    ("销号日期", "closed_on"),
    ("状态", "state"),
)
"""The sheet line by line, in the template's order: what each is called, and what fills it."""

SHEET = (Column("栏目", itemgetter(0)), Column("内容", itemgetter(1), "prose"))


@blueprint.get(f"{ADDRESS}/closing")
@allow(Can.SEE_PROJECTS)
def closing(blocker_id: int) -> Response:
    blocker = blocker_or_404(blocker_id)
    return page("blockers/closing.html", blocker=blocker, rows=_rows(blocker))


@blueprint.get(f"{ADDRESS}/closing.xlsx")
@allow(Can.SEE_PROJECTS)
def closing_as_xlsx(blocker_id: int) -> ResponseReturnValue:
    blocker = blocker_or_404(blocker_id)
    return xlsx_file(_name(blocker), SHEET, _rows(blocker))


@blueprint.get(f"{ADDRESS}/closing.docx")
@allow(Can.SEE_PROJECTS)
def as_docx(blocker_id: int) -> ResponseReturnValue:
    return closing_paper(blocker_or_404(blocker_id))


def closing_paper(blocker: Blocker) -> Response:
    return docx_file(Paper.CLOSING, _name(blocker), told(blocker))


def told(blocker: Blocker) -> dict[str, Any]:
    """What the sheet says, each blank a dash: what is missing is seen to be missing."""
    project, proofs = blocker.project, [step.proof for step in blocker.steps if step.proof]
    found = {
        "code": project.code,
        "number": blocker.id,
        "project": project.name,
        "kind": blocker.kind.label,
        "owner": project.owner and project.owner.name,
        "owner_department": project.owner_department and project.owner_department.name,
        "raised_on": blocker.on,
        "raised_by": blocker.by and blocker.by.name,
        "what": blocker.what,
        "wanted": blocker.wanted,
        "due_on": blocker.due_on,
        "department": blocker.department and blocker.department.name,
        "helpers": "、".join(one.department.name for one in blocker.helpers),
        "course": "\n".join(_line(step) for step in reversed(steps(blocker))),
        "outcome": blocker.outcome,
        "proof": "；".join(proofs),
        "closed_on": blocker.closed_on,
        "state": blocker.state.label,
    }
    return {name: str(value or NOT_YET) for name, value in found.items()}


def _name(blocker: Blocker) -> str:
    return f"{Paper.CLOSING.label}-{blocker.project.code}-{blocker.id}"


def _rows(blocker: Blocker) -> list[tuple[str, str]]:
    filled = told(blocker)
    return [(label, filled[name]) for label, name in ROWS]


def _line(step: Any) -> str:
    said = "，".join(part for part in (step.sentence, step.quote) if part)
    return f"{step.iso} {step.by}：{said}"
