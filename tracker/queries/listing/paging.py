"""The order that a list stands in, and the keyset that finds its next page."""

import base64
import binascii
import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, tuple_

from tracker.domain.statement_cache import Shaped
from tracker.queries.listing.readers import LARGEST_ID


@dataclass(frozen=True, slots=True)
class Order:
    """One order: by an expression, then by the row's id so that no two rows tie.

    `read` makes a mark's value what the database compares the expression with.
    """

    label: str
    expression: Any
    row_id: Any
    read: Callable[[Any], Any]
    is_down: bool = False

    @property
    def place(self) -> tuple[Any, Any]:
        """The columns by which a row is found again; a window wants them last."""
        return self.expression.label("place"), self.row_id

    def ordering(self, *, backwards: bool = False) -> list[Any]:
        keys = (self.expression, self.row_id)
        return [key.desc() if self.is_down is not backwards else key.asc() for key in keys]

    def beyond(self, mark: "Mark") -> ColumnElement[bool]:
        """Rows after the mark, or before it when it points backwards."""
        here = tuple_(self.expression, self.row_id)
        there = tuple_(*(_bound(name, value) for name, value in self.edge(mark).items()))
        return here < there if self.is_down is not mark.backwards else here > there

    def edge(self, mark: "Mark") -> dict[str, Any]:
        """What the rows are compared with, by the names under which it is bound."""
        return {"edge": self.read(mark.value), "edge_id": row_number(mark.id)}


def whole(number: Any) -> int:
    """A number that both databases can compare a column with."""
    if type(number) is not int or abs(number) >= 2**62:
        raise ValueError(number)
    return number


def row_number(number: Any) -> int:
    if not 0 <= whole(number) <= LARGEST_ID:
        raise ValueError(number)
    return int(number)


def text(value: Any) -> str:
    """Text that both databases can compare a column with."""
    if not isinstance(value, str) or "\x00" in value:
        raise ValueError(value)
    value.encode()
    return value


def moment(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None or not 1949 <= found.year <= 2100:
        raise ValueError(value)
    return found


def _bound(name: str, value: Any) -> Any:
    """A number may be followed by a larger one in the same statement."""
    return bindparam(name, value, type_=BigInteger() if type(value) is int else None)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a list: the sort value and id of the row at its edge."""

    value: Any
    id: int
    backwards: bool = False

    def __str__(self) -> str:
        plain = self.value.isoformat() if isinstance(self.value, date) else self.value
        packed = json.dumps([plain, self.id, int(self.backwards)], ensure_ascii=False)
        return base64.urlsafe_b64encode(packed.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> "Mark | None":
        """The mark in the address line; None where it was broken, which means page one."""
        try:
            padded = text + "=" * (-len(text) % 4)
            value, row_id, backwards = json.loads(base64.urlsafe_b64decode(padded))
            return cls(value, int(row_id), bool(backwards))
        except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error):
            return None


@dataclass(frozen=True, slots=True)
class Stretch(Shaped):
    """The rows asked for at once: so many of them, from a mark on, forwards or backwards."""

    order: Order
    mark: Mark | None
    limit: int

    @property
    def shape(self) -> Hashable:
        return self.order.label, self.mark is None, self.is_backwards, self.limit

    def values(self) -> dict[str, Any]:
        return self.order.edge(self.mark) if self.mark else {}

    @property
    def is_backwards(self) -> bool:
        return self.mark is not None and self.mark.backwards

    def of(self, statement: Select[Any]) -> Select[Any]:
        if self.mark:
            statement = statement.where(self.order.beyond(self.mark))
        ordering = self.order.ordering(backwards=self.is_backwards)
        return statement.order_by(None).order_by(*ordering).limit(self.limit)

    @classmethod
    def at(cls, page: str, order: Order, limit: int) -> "Stretch":
        """From the mark in the address line on; from the top where it does not fit the order."""
        mark = Mark.read(page) if page else None
        if mark:
            try:
                order.edge(mark)
            except (ValueError, TypeError, OverflowError):
                mark = None
        return cls(order, mark, limit)


@dataclass(frozen=True, slots=True)
class Window:
    """One page of rows, and the marks of the pages beside it ("" where there is none)."""

    rows: list[Any]
    previous: str = ""
    next: str = ""


def window_of(fetch: Callable[[Stretch], list[Any]], order: Order, page: str, size: int) -> Window:
    """`size` rows at the mark `page`; the last two columns of what is fetched are its place."""
    stretch = Stretch.at(page, order, size + 1)
    rows = fetch(stretch)
    has_more = len(rows) > size
    rows = rows[:size]
    if stretch.is_backwards:
        rows.reverse()
    has_next = bool(rows) and (has_more or stretch.is_backwards)
    has_previous = bool(rows) and (has_more if stretch.is_backwards else stretch.mark is not None)
    return Window(
        rows,
        str(Mark(rows[0][-2], rows[0][-1], backwards=True)) if has_previous else "",
        str(Mark(rows[-1][-2], rows[-1][-1])) if has_next else "",
    )
