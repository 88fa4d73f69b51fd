"""The 销号单 of one blocker: its whole life on one sheet, for signature and for the archive."""

from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from tracker.domain.blocker import Blocker
from tracker.domain.permissions import Can
from tracker.pages.blockers.blueprint import blueprint
from tracker.pages.blockers.show import ADDRESS, steps
from tracker.sheets.papers import Paper
from tracker.web.access import allow, blocker_or_404
from tracker.web.downloads import docx_file

NOT_YET = "——"


@blueprint.get(f"{ADDRESS}/closing.docx")
@allow(Can.SEE_PROJECTS)
def as_docx(blocker_id: int) -> ResponseReturnValue:
    return closing_paper(blocker_or_404(blocker_id))


def closing_paper(blocker: Blocker) -> Response:
    name = f"{Paper.CLOSING.label}-{blocker.project.code}-{blocker.id}"
    return docx_file(Paper.CLOSING, name, told(blocker))


def told(blocker: Blocker) -> dict[str, Any]:
    """What the sheet says, each blank a dash: what is missing is seen to be missing."""
    project, proofs = blocker.project, [step.proof for step in blocker.steps if step.proof]
    found = {
        "code": project.code, "number": blocker.id, "project": project.name,
        "kind": blocker.kind.label, "owner": project.owner and project.owner.name,
        "owner_department": project.owner_department and project.owner_department.name,
        "raised_on": blocker.on, "raised_by": blocker.by and blocker.by.name,
        "what": blocker.what, "wanted": blocker.wanted, "due_on": blocker.due_on,
        "department": blocker.department and blocker.department.name,
        "helpers": "、".join(one.department.name for one in blocker.helpers),
        "course": "\n".join(_line(step) for step in reversed(steps(blocker))),
        "outcome": blocker.outcome, "proof": "；".join(proofs), "closed_on": blocker.closed_on,
        "state": blocker.state.label,
    }  # fmt: skip
    return {name: str(value or NOT_YET) for name, value in found.items()}


def _line(step: Any) -> str:
    said = "，".join(part for part in (step.sentence, step.quote) if part)
    return f"{step.iso} {step.by}：{said}"
