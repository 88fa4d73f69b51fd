"""One act from one form: validate, do it, save it once and lead on, or say why not."""

from collections.abc import Callable

from flask import Response

from tracker.refusal import Refused
from tracker.web.fields import BaseForm, refused
from tracker.web.submissions import save_and_lead_to


def attempt(form: BaseForm, act: Callable[[], str]) -> Response | None:
    """Do the act if the form is whole; it returns the address to go to next.

    None when the form or a rule says no: the form then holds the sentences,
    nothing was saved, and the caller shows it again with 422.
    """
    if not form.validate():
        return None
    try:
        return save_and_lead_to(act())
    except Refused as refusal:
        refused(form, refusal)
        return None
