"""Handing out, closing and reopening a blocker; whoever comes second is shown what changed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.blocker import Blocker
from tracker.domain.department import Department
from tracker.domain.permissions import Can
from tracker.extensions import db
from tracker.pages.blockers.blueprint import blueprint
from tracker.pages.blockers.forms import AssignForm, CloseForm, ReopenForm, VersionedForm
from tracker.pages.blockers.show import ADDRESS, steps
from tracker.web.access import allow, blocker_or_404, require
from tracker.web.acting import attempt
from tracker.web.identity import actor
from tracker.web.rendering import day_words, page, today


@dataclass(frozen=True, slots=True)
class Act:
    """One thing done to a blocker: who may, its words on the page, its form and its verb.

    The verb returns what to say when it is done.
    """

    can: Can
    name: str
    heading: str
    button: str
    form: type[VersionedForm]
    verb: Callable[[Blocker, Any], str]


def _assign(blocker: Blocker, form: AssignForm) -> str:
    department = db.session.get_one(Department, int(form.department.data))
    due_on = form.deadline()
    blocker.assign_to(department, due_on=due_on, on=today(), by=actor())
    return f"已下发给{department.short_name}，{day_words(due_on)}到期。"


def _close(blocker: Blocker, form: CloseForm) -> str:
    blocker.close(
        form.outcome.data, on=form.on.data, by=actor(), proof=form.proof.data or ""
    )
    return "已销号。"


def _reopen(blocker: Blocker, form: ReopenForm) -> str:
    blocker.reopen(because=form.because.data, on=today(), by=actor(), due_on=form.new_due_on)
    return "已退回重办。"


ASSIGN = Act(Can.ASSIGN_BLOCKER, "assign", "下发堵点", "下发", AssignForm, _assign)
CLOSE = Act(Can.CLOSE_BLOCKER, "close", "销号", "销号", CloseForm, _close)
REOPEN = Act(Can.REOPEN_BLOCKER, "reopen", "退回重办", "退回", ReopenForm, _reopen)


@blueprint.route(f"{ADDRESS}/assign", methods=["GET", "POST"])
@allow(Can.ASSIGN_BLOCKER)
def assign(blocker_id: int) -> ResponseReturnValue:
    return _answer(ASSIGN, blocker_id)


@blueprint.route(f"{ADDRESS}/close", methods=["GET", "POST"])
@allow(Can.CLOSE_BLOCKER)
def close(blocker_id: int) -> ResponseReturnValue:
    return _answer(CLOSE, blocker_id)


@blueprint.route(f"{ADDRESS}/reopen", methods=["GET", "POST"])
@allow(Can.REOPEN_BLOCKER)
def reopen(blocker_id: int) -> ResponseReturnValue:
    return _answer(REOPEN, blocker_id)


def _answer(act: Act, blocker_id: int) -> ResponseReturnValue:
    """The form, or what came of sending it."""
    blocker = blocker_or_404(blocker_id)
    require(act.can, blocker.project, blocker)
    form = act.form()
    form.fit(blocker)
    if request.method != "POST":
        form.version.data = str(blocker.version)
        return _page(act, blocker, form)
    if form.version.data != str(blocker.version):
        return _changed_meanwhile(act, blocker, form)
    return attempt(form, lambda: _do(act, blocker, form)) or _page(act, blocker, form, 422)


def _do(act: Act, blocker: Blocker, form: VersionedForm) -> str:
    flash(act.verb(blocker, form), "success")
    return url_for("blockers.show", blocker_id=blocker.id)


def _changed_meanwhile(act: Act, blocker: Blocker, form: VersionedForm) -> Response:
    """Somebody else was first: say what they did, keep what was typed, and let it be sent again."""
    seen = form.version.data or ""
    missed = blocker.version - int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    form.version.data = str(blocker.version)
    return _page(act, blocker, form, 409, missed=steps(blocker, max(missed, 1)))


def _page(
    act: Act, blocker: Blocker, form: VersionedForm, status: int = 200, **more: Any
) -> Response:
    return page(
        "blockers/act.html", status, act=act, blocker=blocker, project=blocker.project, form=form,
        **more,
    )  # fmt: skip
