"""One way to write an act: who may, what it is done to, its form, its verb, and who was first.

    project_act = partial(act, blueprint, find=visible_or_404, may=…, names=("project",), home=…)

    @project_act("/<code>/quiet", Can.FOLLOW_UP, form=QuietForm, template="projects/quiet.html")
    def explain(project: Project, form: QuietForm) -> Done:
        project.explain_quiet(form.because.data, on=today(), by=actor())
        return Done("原因已记下，一个月内不再问。")

The function is the verb, and its name the endpoint. What all acts of a section share is fixed
with `partial`. An act that needs no form is a `button`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from flask import Blueprint, Response, abort, flash, request
from flask.typing import ResponseReturnValue

from tracker.domain.attachment import Papered
from tracker.domain.can import Can
from tracker.extensions import db, writes
from tracker.refusal import Refused
from tracker.web.access import allow
from tracker.web.fields import BaseForm, refused
from tracker.web.paper_fields import save_with_papers
from tracker.web.rendering import page
from tracker.web.submissions import lead_to, save_and_lead_to
from tracker.web.uploads import takes_up_to

Things = tuple[Any, ...]
Words = str | Callable[..., str]
Verb = TypeVar("Verb", bound="Callable[..., Done]")


class Done(NamedTuple):
    """What came of an act: what to say, where to go (else home), what its papers stand behind."""

    sentence: str = ""
    to: str = ""
    behind: Papered | None = None


class Overtaken(Exception):
    """Somebody else was first: nothing is saved, the page shows what they did and asks again.

    `sentence` stands above the form, `context` is what the template is given besides.
    """

    def __init__(self, sentence: str = "", **context: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.context = context


def _nothing() -> Things:
    return ()


def _always(*_: Any) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act as it is declared; whatever `find` found is handed on, in that order, as *things."""

    address: str
    who: tuple[Can, ...]
    verb: Callable[..., Done]
    form: type[BaseForm]
    template: str

    find: Callable[..., Any] = _nothing
    """What the address names, one thing or a tuple; 404 for what this person does not see."""
    hold: Callable[..., Any] | None = None
    """The same as it stands now, and kept from other writers until this is saved."""
    may: Callable[..., bool] = _always
    """(can, *things) → whether this person may do it to these; asked of reading and of writing."""
    names: tuple[str, ...] = ()
    """What the template calls the things."""
    context: Callable[..., Mapping[str, Any]] = lambda *_: {}
    """(*things, form) → whatever else the template shows."""
    home: Callable[..., str] = lambda *_: ""
    """Where it leads when it is done, and where one turns back to."""
    meanwhile: Callable[..., None] = lambda *_: None
    """(*things, form): raises Overtaken if somebody else was first."""
    instead: Callable[..., ResponseReturnValue | None] = lambda *_: None
    """What opening the form is answered with where there is nothing to be filled in."""
    papers: str = ""
    """The field of the form that papers come along in."""
    heading: Words = ""
    button: str = ""
    notice: Words = ""
    """A line above the form."""

    def answer(self, **values: Any) -> ResponseReturnValue:
        """The form, or what came of sending it."""
        things = _found(self.find, values, self.who, self.may)
        if request.method != "POST":
            instead = self.instead(*things)
            return self._page(things, self.form.of(*things)) if instead is None else instead
        form = self.form.of(*things)
        try:
            self.meanwhile(*things, form)
            return self._sent(values, things, form) or self._page(things, form, 422)
        except Overtaken as first:
            return self._once_more(values, form, first)

    def _sent(self, values: dict[str, Any], things: Things, form: BaseForm) -> Response | None:
        """None when the form, or a rule, says no; the form then holds the sentences."""
        if not form.validate():
            return None
        try:
            if self.papers:
                return save_with_papers(form[self.papers], lambda: self._do(values, things, form))
            return save_and_lead_to(self._do(values, things, form).to)
        except Refused as refusal:
            refused(form, refusal)
            return None

    def _do(self, values: dict[str, Any], things: Things, form: BaseForm) -> Done:
        if self.hold or self.papers:
            things = _found(self.hold or self.find, values, self.who, self.may)
            self.meanwhile(*things, form)
        done = self.verb(*things, form)
        if done.sentence:
            flash(done.sentence, "success")
        return done._replace(to=done.to or self.home(*things))

    def _once_more(self, values: dict[str, Any], form: Any, first: Overtaken) -> Response:
        """The form on the present version, with what was typed and what others did."""
        db.session.rollback()
        writes.set(False)
        things = _found(self.find, values, self.who, self.may)
        form.version.data = str(things[0].version)
        if first.sentence:
            form.form_errors.append(first.sentence)
        return self._page(things, form, 409, first.context)

    def _page(
        self, things: Things, form: BaseForm, status: int = 200, more: Mapping[str, Any] = {}
    ) -> Response:
        words = {
            "name": self.address.rpartition("/")[2],
            "heading": _in_words(self.heading, things),
            "button": self.button,
            "notice": _in_words(self.notice, things),
        }
        context = {"form": form, "act": words, "back": self.home(*things)}
        context |= dict(zip(self.names, things, strict=False))
        return page(self.template, status, **context | {**self.context(*things, form), **more})


def act(
    blueprint: Blueprint,
    address: str,
    *who: Can,
    endpoint: str = "",
    opened_as: str | None = "",
    **declared: Any,
) -> Callable[[Verb], Verb]:
    """Give the verb its address, for whoever may do one of these; what is declared, see Act.

    `opened_as` is the endpoint of the form itself where that is another, None where the
    form stands on another page.
    """

    def declare(verb: Verb) -> Verb:
        one = Act(address=address, who=who, verb=verb, **declared)
        view = _view(one.answer, *who)
        if one.papers:
            view = takes_up_to(getattr(one.form, one.papers).field_class.megabytes)(view)
        name = endpoint or verb.__name__
        if opened_as is not None:
            blueprint.add_url_rule(address, opened_as or name, view, methods=["GET"])
        blueprint.add_url_rule(address, name, view, methods=["POST"])
        return verb

    return declare


def button(
    blueprint: Blueprint,
    address: str,
    *who: Can,
    home: Callable[..., str],
    find: Callable[..., Any] = _nothing,
    may: Callable[..., bool] = _always,
) -> Callable[[Verb], Verb]:
    """An act of one press: what it is refused for is said where the button stands, at `home`."""

    def declare(verb: Verb) -> Verb:
        def press(**values: Any) -> Response:
            things = _found(find, values, who, may)
            try:
                done = verb(*things)
            except Refused as refusal:
                db.session.rollback()
                flash("；".join(refusal.fields.values()), "error")
                return lead_to(home(*things))
            if done.sentence:
                flash(done.sentence, "success")
            return save_and_lead_to(done.to or home(*things))

        blueprint.add_url_rule(address, verb.__name__, _view(press, *who), methods=["POST"])
        return verb

    return declare


def _view(answer: Callable[..., Any], *who: Can) -> Callable[..., Any]:
    """A view of its own for each act: who may is marked on it."""
    return allow(*who)(lambda **values: answer(**values))


def _found(
    find: Callable[..., Any],
    values: dict[str, Any],
    who: tuple[Can, ...],
    may: Callable[..., bool],
) -> Things:
    found = find(**values)
    things = found if isinstance(found, tuple) else (found,)
    if not any(may(one, *things) for one in who):
        abort(403)
    return things


def _in_words(words: Words, things: Things) -> str:
    return words if isinstance(words, str) else words(*things)
