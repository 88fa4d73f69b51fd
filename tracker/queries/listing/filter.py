"""Filter: reads a list's address line, gives the address again, and says itself in words.

class BlockerFilter(Filter):
    state: Standing = argument("状态", Standing, Standing.OPEN)
    department: int | None = argument("承办单位", number)
    mine: bool = argument("等我的", truth, False)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from typing import Any, Self

from tracker.queries.listing.paging import Order
from tracker.refusal import Refused
from tracker.word import Word

Args = list[tuple[str, str]]
Pairs = Sequence[tuple[str, str]]
"""What can be chosen: the value in the address, and the words on screen."""

LONGEST_MARK = 1000


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of an address, and what it is called on screen."""

    label: str
    read: Callable[[Any], Any]
    write: Callable[[Any], str]
    say: Callable[[Any], str]
    name: str
    is_many: bool


def argument(
    label: str,
    read: Callable[[Any], Any],
    default: Any = None,
    *,
    write: Callable[[Any], str] | None = None,
    say: Callable[[Any], str] | None = None,
    name: str = "",
    is_many: bool = False,
) -> Any:
    """A filter's field that is read from the address, there called `name` if not as the field.

    What is written as an empty text is left out of the address. One that `is_many` holds a
    tuple, read from all that the address has under its name.
    """
    told = Argument(label, read, write or _written, say or _said, name, is_many)
    return field(default=default, metadata={"argument": told})


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked of a list, and at which of its pages."""

    page: str = ""
    problems: tuple[str, ...] = field(default=(), compare=False)

    @property
    def order(self) -> Order:
        raise NotImplementedError

    @classmethod
    @cache
    def arguments(cls) -> Mapping[str, Argument]:
        """By the attribute that each is read into."""
        found = {one.name: one.metadata["argument"] for one in fields(cls) if one.metadata}
        return {name: replace(one, name=one.name or name) for name, one in found.items()}

    @classmethod
    def from_args(cls, args: Any) -> Self:
        """Read a MultiDict of the address line; what cannot be read is said in `problems`."""
        read: dict[str, Any] = {"page": args.get("page", "").strip()[:LONGEST_MARK]}
        problems = []
        for attribute, one in cls.arguments().items():
            given = args.getlist(one.name) if one.is_many else args.get(one.name, "").strip()
            if not given:
                continue
            try:
                read[attribute] = one.read(given)
            except (ValueError, ArithmeticError, Refused):
                shown = "、".join(given) if one.is_many else given
                problems.append(f"筛选条件“{one.label}”看不懂：{shown[:30]}，已忽略。")
        return cls(**read, problems=tuple(problems))

    def to_args(self, **changes: Any) -> Args:
        """The address line's arguments again, changed as asked.

        Any change but one of `page` goes back to the first page.
        """
        changed = replace(self, **({"page": ""} | changes))
        args = [
            (one.name, text)
            for attribute, one in self.arguments().items()
            for part in _parts(getattr(changed, attribute))
            if (text := one.write(part))
        ]
        return [*args, ("page", changed.page)] if changed.page else args

    def without(self, attribute: str) -> Args:
        """The arguments with one condition taken off."""
        default = {one.name: one.default for one in fields(self)}[attribute]
        return self.to_args(**{attribute: default})

    def value(self, attribute: str) -> str:
        """One argument as its form field holds it."""
        write = self.arguments()[attribute].write
        return next(map(write, _parts(getattr(self, attribute))), "")

    def described(self, names: Mapping[str, Pairs] | None = None) -> list[tuple[str, str]]:
        """(attribute, words) of each condition; `names` are those of what can be chosen."""
        told = []
        for attribute, one in self.arguments().items():
            if parts := _parts(getattr(self, attribute)):
                chosen = dict((names or {}).get(attribute, ()))
                said = "、".join(chosen.get(one.write(part)) or one.say(part) for part in parts)
                told.append((attribute, f"{one.label}：{said}" if said else one.label))
        return told


def _parts(value: Any) -> tuple[Any, ...]:
    """What is asked for by one argument: nothing, one thing or several."""
    if isinstance(value, tuple):
        return value
    return () if value is None or value is False or value == "" else (value,)


def _written(value: Any) -> str:
    if value is True:
        return "1"
    return str(value.value) if isinstance(value, Word) else str(value)


def _said(value: Any) -> str:
    """Of a condition that only holds or not, its label says all."""
    if value is True:
        return ""
    return str(value.label) if isinstance(value, Word) else str(value)
