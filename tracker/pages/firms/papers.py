"""Papers put behind a firm."""

from flask import Response
from flask.typing import ResponseReturnValue

from tracker.domain.attachment.file_kinds import LARGEST
from tracker.domain.firm import Firm
from tracker.domain.permissions import Can
from tracker.pages.firms.acting import page_of
from tracker.pages.firms.blueprint import ADDRESS, blueprint
from tracker.web.access import allow, firm_or_404
from tracker.web.attachments import PaperForm, put_behind
from tracker.web.rendering import page
from tracker.web.uploads import takes_up_to


@blueprint.get(f"{ADDRESS}/attachments")
@allow(Can.KEEP_FIRMS)
def papers(firm_id: int) -> Response:
    return _page(firm_or_404(firm_id), PaperForm())


@blueprint.post(f"{ADDRESS}/attachments")
@allow(Can.KEEP_FIRMS)
@takes_up_to(LARGEST)
def keep_paper(firm_id: int) -> ResponseReturnValue:
    firm, form = firm_or_404(firm_id), PaperForm()
    there = page_of(firm, "papers")
    return put_behind(form, lambda: firm_or_404(firm_id), there) or _page(firm, form, 422)


def _page(firm: Firm, form: PaperForm, status: int = 200) -> Response:
    back = page_of(firm, "papers")
    return page("attachments/new.html", status, form=form, behind=firm.name, back=back)
