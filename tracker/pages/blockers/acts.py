"""What is done to a blocker, by one form each; whoever comes second is shown what changed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.attachment import Papered
from tracker.domain.blocker import RULES, Blocker, BlockerAct
from tracker.domain.blocker.act_rules import refusal_of
from tracker.domain.can import Can
from tracker.extensions import db, writes
from tracker.pages.blockers.blueprint import ADDRESS, blueprint
from tracker.pages.blockers.forms import VersionedForm
from tracker.pages.blockers.story import told_since
from tracker.web.access import allow, blocker_or_404, held_blocker_or_404, require
from tracker.web.acting import attempt
from tracker.web.paper_fields import MOST, attempt_with_papers
from tracker.web.rendering import page
from tracker.web.uploads import takes_up_to


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the rule table as a page: its words, its form and its verb.

    The verb returns what papers would stand behind, and what to say when it is done.
    """

    of: BlockerAct
    heading: str
    form: type[VersionedForm]
    verb: Callable[[Blocker, Any], tuple[Papered, str]]

    @property
    def can(self) -> Can:
        """Who may, by the rule table."""
        can = RULES[self.of].can
        assert can is not None, "what the calendar does has no page"
        return can

    @property
    def takes_papers(self) -> bool:
        return hasattr(self.form, "photos")


class Changed(Exception):
    """Somebody else acted between the opening of a form and its sending."""


def offer(act: Act) -> None:
    """Give the act its address, for whom the rule table names."""
    view = allow(act.can)(partial(_answer, act))
    if act.takes_papers:
        view = takes_up_to(MOST)(view)
    address = f"{ADDRESS}/{act.of}"
    blueprint.add_url_rule(address, act.of.value, view, methods=["GET", "POST"])


def _answer(act: Act, blocker_id: int) -> ResponseReturnValue:
    """The form, or what came of sending it."""
    blocker = _allowed(act, blocker_or_404(blocker_id))
    form = act.form()
    form.fit(blocker)
    if request.method != "POST":
        form.version.data = str(blocker.version)
        return _page(act, blocker, form)
    try:
        return _sent(act, blocker_id, form) or _page(act, blocker, form, 422)
    except Changed:
        return _changed_meanwhile(act, blocker_id, form)


def _sent(act: Act, blocker_id: int, form: VersionedForm) -> Response | None:
    """What came of it; None where the form, or a rule, says no."""
    if act.takes_papers:
        return attempt_with_papers(form, lambda: _do(act, blocker_id, form))
    return attempt(form, lambda: _do(act, blocker_id, form)[1])


def _do(act: Act, blocker_id: int, form: VersionedForm) -> tuple[Papered, str]:
    blocker = _allowed(act, held_blocker_or_404(blocker_id))
    if form.version.data != str(blocker.version):
        raise Changed
    behind, said = act.verb(blocker, form)
    flash(said, "success")
    return behind, url_for("blockers.show", blocker_id=blocker_id)


def _allowed(act: Act, blocker: Blocker) -> Blocker:
    require(act.can, blocker.project, blocker)
    return blocker


def _changed_meanwhile(act: Act, blocker_id: int, form: VersionedForm) -> Response:
    """Somebody else was first: say what they did, keep what was typed, and let it be sent again."""
    db.session.rollback()
    writes.set(False)
    blocker = blocker_or_404(blocker_id)
    missed = told_since(blocker, form.version.data or "")
    form.version.data = str(blocker.version)
    return _page(act, blocker, form, 409, missed=missed)


def _page(
    act: Act, blocker: Blocker, form: VersionedForm, status: int = 200, **more: Any
) -> Response:
    refusal = refusal_of(act.of, blocker.state)
    return page(
        "blockers/act.html",
        status,
        act=act,
        blocker=blocker,
        project=blocker.project,
        form=form,
        refusal=refusal,
        **more,
    )
