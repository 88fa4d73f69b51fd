"""Two people edit one thing at a time: who changed what meanwhile, and whose side is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from flask import request

from tracker.domain.event import Event, EventKind
from tracker.web.act import Overtaken
from tracker.web.forms.fields import BaseForm, version_seen


class Revisable(Protocol):
    """Whatever is edited in a form that carries its version."""

    version: Any

    def events_since(self, version: int, *kinds: EventKind) -> list[Event]: ...


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that both changed: what the other wrote and what this person typed."""

    name: str
    field: Any
    who: str
    theirs: str
    mine: str


@dataclass(slots=True)
class Edit:
    """What a form changes of a thing, beside what others changed since it was opened.

    `field_of` names the form's field for columns that have another name there.
    """

    thing: Revisable
    columns: Iterable[str]
    mine: dict[str, Any]
    theirs: dict[str, str]
    field_of: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        thing: Revisable,
        changes: Mapping[str, Any],
        columns: Iterable[str],
        revised: EventKind,
        field_of: Mapping[str, str] | None = None,
    ) -> "Edit":
        """Compare the typed values with those that stood at the form's version."""
        base = {name: getattr(thing, name) for name in columns}
        theirs: dict[str, str] = {}
        for event in reversed(thing.events_since(version_seen(), revised)):
            base |= event.before
            theirs |= dict.fromkeys(event.before, event.by.name if event.by else "系统")
        mine = {name: value for name, value in changes.items() if value != base[name]}
        return cls(thing, columns, mine, theirs, field_of or {})

    def settled(self, form: BaseForm, now: Mapping[str, Any]) -> dict[str, Any]:
        """My changes, but for those where the other's side was chosen.

        Raises Overtaken while somebody must still say which side of a clash is kept;
        `now` holds the thing as the form shows it.
        """
        clashing = [
            name
            for name, value in self.mine.items()
            if name in self.theirs and value != getattr(self.thing, name)
        ]
        if any(f"choose-{name}" not in request.form for name in clashing):
            raise Overtaken(clashes=self._both_sides(form, now, clashing))
        return {
            name: value
            for name, value in self.mine.items()
            if request.form.get(f"choose-{name}", "mine") == "mine"
        }

    def _both_sides(
        self, form: BaseForm, now: Mapping[str, Any], clashing: Iterable[str]
    ) -> list[Clash]:
        """My changes stay in the form; both sides of a clash show.

        What I had not touched takes the other's newer value, so that it is not undone.
        """
        clashes = []
        for name in clashing:
            typed = form[self._field(name)]
            other = _words(typed, now[typed.name])
            clashes.append(Clash(name, typed, self.theirs[name], other, _words(typed, typed.data)))
        for name in self.columns:
            if name not in self.mine:
                untouched = form[self._field(name)]
                untouched.data = now[untouched.name]
        return clashes

    def _field(self, name: str) -> str:
        return self.field_of.get(name, name)


def _words(shown: Any, value: Any) -> str:
    """A value as the form shows it; for a select the words of its choice."""
    choices = {one.value: one.label for one in getattr(shown, "choices", None) or []}
    return str(choices.get(value, value) or "（空）")
