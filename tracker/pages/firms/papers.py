"""Papers put behind a firm."""

from functools import partial

from tracker.domain.firm import Firm
from tracker.domain.permissions import Can
from tracker.pages.firms.blueprint import ADDRESS, firm_act, page_of
from tracker.web.act import Done
from tracker.web.paper_fields import PaperForm


@firm_act(
    f"{ADDRESS}/attachments",
    Can.KEEP_FIRMS,
    opened_as="papers",
    form=PaperForm,
    papers="file",
    template="attachments/new.html",
    context=lambda firm, _: {"behind": firm.name},
    home=partial(page_of, part="papers"),
)
def keep_paper(firm: Firm, _: PaperForm) -> Done:
    return Done(behind=firm)
