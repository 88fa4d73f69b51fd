"""What a list's address asks for, and the keyset of lists whose rows are not projects."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from flask import abort, request
from sqlalchemy import ColumnElement, tuple_

from tracker.queries.project_list.arguments import day
from tracker.queries.project_list.paging import Mark, Sort
from tracker.word import Word

LARGEST_ID = 2**31 - 1

FILES = (".csv", ".xlsx", ".docx")

Reader = tuple[Callable[..., Any], str]

__all__ = ["Asked", "RowOrder", "Unreadable", "day", "number", "truth", "within_reach", "words"]


class Unreadable(Exception):
    """A file was asked for under a condition that cannot be read; carries the sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


def number(text: str) -> int:
    """A row's number, as either database can compare it."""
    found = int(text)
    if not 0 < found <= LARGEST_ID:
        raise ValueError(text)
    return found


def within_reach(_: str | None, values: dict[str, Any] | None) -> None:
    """Before a view: a number in the address that no row can have leads nowhere."""
    if any(isinstance(value, int) and value > LARGEST_ID for value in (values or {}).values()):
        abort(404)


def truth(text: str) -> bool:
    """A condition that is asked for by 1 and by nothing else."""
    if text != "1":
        raise ValueError(text)
    return True


def words(text: str) -> str:
    """What is searched for; NUL, which no database stores, is nowhere found."""
    return text.replace("\x00", " ").strip()[:100]


@dataclass(frozen=True, slots=True)
class Asked:
    """A list's filter: reads the address line, and gives the address again.

    READERS maps an argument, which is also the attribute, to how it is read
    and to its name in the user's words.
    """

    READERS: ClassVar[Mapping[str, Reader]] = {}
    page: str = ""
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Self:
        """Read the address line; what cannot be read is said in `problems` and left out.

        Of a file nobody would see that it was: there, Unreadable is raised.
        """
        read: dict[str, Any] = {"page": args.get("page", "")}
        problems = []
        for name, (parse, label) in cls.READERS.items():
            text = args.get(name, "").strip()
            try:
                read |= {name: parse(text)} if text else {}
            except ValueError:
                problems.append(f"筛选条件“{label}”看不懂：{text[:30]}，已忽略。")
        if problems and request.path.endswith(FILES):
            raise Unreadable(problems)
        return cls(**read, problems=tuple(problems))

    def to_args(self, **changes: Any) -> list[tuple[str, str]]:
        """The arguments again, changed as asked; any change but of `page` means page one."""
        changed = replace(self, **({"page": ""} | changes))
        values = [(name, getattr(changed, name)) for name in (*self.READERS, "page")]
        return [(name, _plain(value)) for name, value in values if value not in (None, "", False)]

    def value(self, name: str) -> str:
        """One argument as its form field holds it."""
        value = getattr(self, name)
        return "" if value in (None, False) else _plain(value)

    def said(self, fields: Iterable[Mapping[str, Any]] = ()) -> list[str]:
        """What is asked for in words; `fields`, as the filter bar has them, name what is chosen."""
        names = {field["name"]: dict(field["options"]) for field in fields}
        told = []
        for name, (_, label) in self.READERS.items():
            value = getattr(self, name)
            if value is True:
                told.append(label)
            elif value not in (None, "", False):
                told.append(f"{label}：{names.get(name, {}).get(_plain(value)) or _told(value)}")
        return told


def _plain(value: Any) -> str:
    if value is True:
        return "1"
    return value.value if isinstance(value, Word) else str(value)


def _told(value: Any) -> str:
    return value.label if isinstance(value, Word) else str(value)


@dataclass(frozen=True, slots=True)
class RowOrder(Sort):
    """An order of rows other than projects, by an expression and then by that table's id."""

    row_id: Any = None

    def ordering(self, *, backwards: bool = False) -> list[Any]:
        keys = (self.expression, self.row_id)
        return [key.desc() if self.is_down is not backwards else key.asc() for key in keys]

    def beyond(self, mark: Mark) -> ColumnElement[bool]:
        if not 0 < mark.id <= LARGEST_ID:
            raise ValueError(mark.id)
        here, there = tuple_(self.expression, self.row_id), (self.read(mark.value), mark.id)
        return here < there if self.is_down is not mark.backwards else here > there
