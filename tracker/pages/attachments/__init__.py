"""Papers: taken away by whoever sees what they stand behind, struck out by whoever may."""

from flask import Blueprint, Response

from tracker.domain.attachment import Attachment, Papered, void_attachment
from tracker.domain.permissions import Can
from tracker.pages.attachments.subjects import Subject, paper_or_404
from tracker.web.access import allow
from tracker.web.act import Done, act
from tracker.web.attachments import sent
from tracker.web.identity import actor
from tracker.web.reason_forms import VoidForm
from tracker.web.rendering import today

ADDRESS = "/attachments/<int:attachment_id>"

blueprint = Blueprint("attachments", __name__)


@blueprint.get(ADDRESS)
@allow(Can.SEE_PROJECTS)
def show(attachment_id: int) -> Response:
    return sent(paper_or_404(attachment_id)[0])


@act(
    blueprint,
    f"{ADDRESS}/void",
    Can.VOID,
    Can.KEEP_FIRMS,
    Can.REPORT_BLOCKER,
    opened_as="void",
    find=paper_or_404,
    may=lambda _, paper, subject, behind: subject.may_void(behind),
    names=("paper",),
    form=VoidForm,
    template="attachments/void.html",
    home=lambda paper, subject, behind: subject.page(behind),
)
def strike_out(paper: Attachment, _: Subject, behind: Papered, form: VoidForm) -> Done:
    void_attachment(behind, paper, by=actor(), on=today(), because=form.because.data or "")
    return Done(f"《{paper.file_name}》已作废。")
