"""One act on a firm from one form: its page, and what came of sending it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.firm import Firm
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm
from tracker.web.rendering import page


@dataclass(frozen=True, slots=True)
class Act:
    """What the form's page says; `verb` does it and returns what to say then.

    `told` are lines above the form, `part` is where on the firm's page it leads.
    """

    firm: Firm
    heading: str
    button: str
    form: BaseForm
    verb: Callable[[], str]
    told: Sequence[str] = ()
    part: str = ""


def answer(act: Act) -> ResponseReturnValue:
    """The form, or what came of sending it."""
    if request.method != "POST":
        return _page(act, 200)
    return attempt(act.form, lambda: _done(act)) or _page(act, 422)


def page_of(firm: Firm, part: str = "") -> str:
    """The firm's page, at one of its parts."""
    return url_for("firms.show", firm_id=firm.id, _anchor=part or None)


def _done(act: Act) -> str:
    there = page_of(act.firm, act.part)
    flash(act.verb(), "success")
    return there


def _page(act: Act, status: int) -> Response:
    back = page_of(act.firm, act.part)
    return page(
        "firms/act.html",
        status,
        act=act,
        firm=act.firm,
        form=act.form,
        back=back,
        path=request.path,
    )
