"""One act of a keeper on a chain or a link: a form, its verb, and what is said when it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, flash, request
from flask.typing import ResponseReturnValue

from tracker.domain.chain import Chain
from tracker.domain.event import Event, EventKind
from tracker.domain.sentences import quotation, sentence
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, version_seen
from tracker.web.rendering import day_words, page


@dataclass(frozen=True, slots=True)
class Act:
    """What the form's page says, and where it leads.

    `verb` does it and returns (what to say, where to go). `back` is the page that it
    stands on, called `back_to` (empty for the list). `told` are lines above the form.
    """

    heading: str
    button: str
    form: BaseForm
    verb: Callable[[], tuple[str, str]]
    back: str
    back_to: str = ""
    chain: Chain | None = None
    told: Sequence[str] = ()
    missed: Sequence[Event] = ()


def answer(act: Act) -> ResponseReturnValue:
    """The form, or what came of sending it."""
    if request.method != "POST":
        return _page(act, 200)
    if act.missed:
        return _changed_meanwhile(act)
    return attempt(act.form, lambda: _done(act)) or _page(act, 422)


def missed_by_form(chain: Chain, kinds: Sequence[EventKind], link_id: int = 0) -> list[Event]:
    """What others did to the chain, or to one link of it, since the form was opened."""
    if request.method != "POST":
        return []
    told = chain.events_since(version_seen(), *kinds)
    return [one for one in told if not link_id or one.after.get("link_id") == link_id]


def _done(act: Act) -> str:
    said, location = act.verb()
    flash(said, "success")
    return location


def _changed_meanwhile(act: Act) -> Response:
    """Somebody else was first: say what they did, keep what was typed, let it be sent again."""
    assert act.chain is not None, "only what has a version can be missed"
    act.form["version"].data = str(act.chain.version)
    return _page(act, 409, missed=[_entry(one) for one in act.missed])


def _entry(event: Event) -> dict[str, Any]:
    return {
        "iso": event.on.isoformat(),
        "when": day_words(event.on),
        "kind": event.kind.label,
        "sentence": sentence(event.kind, event.before, event.after),
        "quote": quotation(event.kind, event.after, event.because),
        "by": event.by.name if event.by else "系统",
    }


def _page(act: Act, status: int, **more: Any) -> Response:
    return page("chains/act.html", status, act=act, form=act.form, path=request.path, **more)
