"""Papers: taken away by whoever sees what they stand behind, struck out by whoever may."""

from flask import Blueprint, Response, abort, flash
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from tracker.domain.attachment import Attachment, Papered, void_attachment
from tracker.domain.permissions import Can
from tracker.pages.attachments.subjects import paper_or_404
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.attachments import sent
from tracker.web.fields import TOO_LONG, BaseForm, storable
from tracker.web.identity import actor
from tracker.web.rendering import page, today

ADDRESS = "/attachments/<int:attachment_id>"

blueprint = Blueprint("attachments", __name__)


class VoidForm(BaseForm):
    """Why it is struck out."""

    because = TextAreaField(
        "作废原因",
        [DataRequired("请写明为什么作废。"), Length(max=500, message=TOO_LONG), storable],
    )


@blueprint.get(ADDRESS)
@allow(Can.SEE_PROJECTS)
def show(attachment_id: int) -> Response:
    return sent(paper_or_404(attachment_id)[0])


@blueprint.get(f"{ADDRESS}/void")
@allow(Can.VOID, Can.KEEP_FIRMS, Can.REPORT_BLOCKER)
def void(attachment_id: int) -> Response:
    paper, back, _ = _mine(attachment_id)
    return _page(paper, back, VoidForm())


@blueprint.post(f"{ADDRESS}/void")
@allow(Can.VOID, Can.KEEP_FIRMS, Can.REPORT_BLOCKER)
def strike_out(attachment_id: int) -> ResponseReturnValue:
    paper, back, behind = _mine(attachment_id)
    form = VoidForm()

    def act() -> str:
        because = form.because.data or ""
        void_attachment(behind, paper, by=actor(), on=today(), because=because)
        flash(f"《{paper.file_name}》已作废。", "success")
        return back

    return attempt(form, act) or _page(paper, back, form, 422)


def _mine(attachment_id: int) -> tuple[Attachment, str, Papered]:
    """A paper that this person may strike out, its subject's page, and the subject."""
    paper, subject, behind = paper_or_404(attachment_id)
    if not subject.may_void(behind):
        abort(403)
    return paper, subject.page(behind), behind


def _page(paper: Attachment, back: str, form: VoidForm, status: int = 200) -> Response:
    return page("attachments/void.html", status, paper=paper, form=form, back=back)
