"""One way to make a list: read from its address, shown page by page, and the same as a file.

A page declares what is its own, and hangs it at its address and those of its files:

    class Firms(ListPage[FirmFilter]):
        name, template = "企业", "firms/list.html"
        filter, columns = FirmFilter, COLUMNS

        def statement(self) -> Select[Any]:
            return self.asked.statement(asker())

    Firms.hang(blueprint, "/firms", allow(Can.SEE_PROJECTS))
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import Any, Generic, TypeVar

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func

from tracker.extensions import db
from tracker.queries.listing.filter import Filter, Pairs
from tracker.queries.listing.paging import Stretch, Window, window_of
from tracker.sheets.columns import Column, texts_of, values_of
from tracker.web.downloads import csv_file, is_too_long, thousands_of, too_long, xlsx_file
from tracker.web.rendering import page, with_args

Asks = TypeVar("Asks", bound=Filter)
View = Callable[..., ResponseReturnValue]
Line = tuple[Any, ...]

A_PAGE = 50


class Unreadable(Exception):
    """A file was asked for under a condition that cannot be read; carries the sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Link:
    """An address and the words for it."""

    label: str
    href: str
    is_on: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One select of a filter bar; its first option is the label and means no condition."""

    name: str
    label: str
    options: Pairs
    value: str = ""


class ListPage(Generic[Asks]):
    """A list as one request asks for it; made with what the address itself names."""

    name: str
    template: str
    filter: type[Asks]
    columns: Sequence[Column]
    chips: Mapping[str, str] = {}
    """What no select shows, and how the chip says it that takes it away."""

    def __init__(self) -> None:
        self.asked = self.filter.from_args(request.args)

    def statement(self) -> Select[Any]:
        """Core rows of all that is asked for, in order; their place in it comes last."""
        raise NotImplementedError

    def choices(self) -> Mapping[str, Pairs]:
        """What the selects of the filter bar offer, by argument."""
        return {}

    def context(self, found: Window) -> dict[str, Any]:
        """What the template shows besides the rows and the filter bar."""
        return {}

    def fetch(self, stretch: Stretch) -> list[Any]:
        return list(db.session.execute(stretch.of(self.statement())))

    def window(self) -> Window:
        return window_of(self.fetch, self.asked.order, self.asked.page, A_PAGE)

    def count(self) -> int:
        """How many are asked for in all."""
        counting = self.statement().order_by(None).with_only_columns(func.count())
        return db.session.scalar(counting) or 0

    def pieces(self) -> Iterable[Any]:
        """All the rows, some at a time, as the columns take them."""
        return thousands_of(self.statement())

    def is_too_long(self) -> bool:
        return is_too_long(self.statement())

    def described(self) -> list[str]:
        """What is asked for in words."""
        return [words for _, words in self.asked.described(self.choices())]

    def show(self) -> ResponseReturnValue:
        found = self.window()
        return page(
            self.template,
            asked=self.asked,
            found=found,
            fields=self.fields(),
            active=self.active(),
            **self.context(found),
        )

    def as_csv(self) -> ResponseReturnValue:
        understood(self.asked)
        lines = self._lines(texts_of)
        return csv_file(self.name, [column.label for column in self.columns], lines)

    def as_xlsx(self) -> ResponseReturnValue:
        """The same, its numbers and days typed; what no sheet can hold is a page that says so."""
        understood(self.asked)
        if self.is_too_long():
            return too_long()
        lines = self._lines(values_of)
        return xlsx_file(self.name, self.columns, lines, self.described())

    def fields(self) -> list[Choice]:
        known = self.filter.arguments()
        return [
            Choice(name, known[name].label, options, self.asked.value(name))
            for name, options in self.choices().items()
        ]

    def active(self) -> list[Link]:
        return [
            Link(said.format(value), with_args(self.path, self.asked.without(name)))
            for name, said in self.chips.items()
            if (value := self.asked.value(name))
        ]

    def chip(self, label: str, is_on: bool, **changes: Any) -> Link:
        """The same list, asked for with these changes."""
        return Link(label, with_args(self.path, self.asked.to_args(**changes)), is_on)

    @property
    def path(self) -> str:
        return request.path

    @classmethod
    def hang(
        cls,
        blueprint: Blueprint,
        path: str,
        allowed: Callable[[View], View],
        endpoints: Sequence[str] = ("list_all", "as_csv", "as_xlsx"),
        **where: Any,
    ) -> None:
        """Put the list at the path, and its files beside it."""
        answers = (("", cls.show), (".csv", cls.as_csv), (".xlsx", cls.as_xlsx))
        for endpoint, (ending, answer) in zip(endpoints, answers, strict=True):
            view = allowed(cls.view(answer))
            blueprint.add_url_rule(path + ending, endpoint, view, defaults=where)

    @classmethod
    @cache
    def view(cls, answer: Callable[[Any], ResponseReturnValue]) -> View:
        """One view for each answer of a list, at however many addresses it hangs."""
        return lambda **where: answer(cls(**where))

    def _lines(self, write: Callable[[Sequence[Column], Any], Iterable[Line]]) -> Iterator[Line]:
        # By map no rows are held back that have been written, while the next ones come.
        return chain.from_iterable(map(partial(write, self.columns), self.pieces()))


def understood(asked: Asks) -> Asks:
    """The filter, every part of which was read: no file is made of less than was asked for."""
    if asked.problems:
        raise Unreadable(asked.problems)
    return asked


def pairs_of(statement: Select[Any]) -> list[tuple[str, str]]:
    """What can be chosen, from rows of a number and a name."""
    return [(str(number), name) for number, name in db.session.execute(statement)]
