"""The orders a list can stand in, and the keyset that finds the next page of each."""

import base64
import binascii
import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, literal_column, tuple_

from tracker.domain.project import Project
from tracker.domain.statement_cache import Shaped


@dataclass(frozen=True, slots=True)
class Sort:
    """One order: by an indexed expression, then by id so that no two rows tie."""

    label: str
    expression: Any
    read: Callable[[Any], Any]
    is_down: bool = False

    def ordering(self, *, backwards: bool = False) -> list[Any]:
        keys = (self.expression, Project.id)
        return [key.desc() if self.is_down is not backwards else key.asc() for key in keys]

    def beyond(self, mark: "Mark") -> ColumnElement[bool]:
        """Rows after the mark, or before it when it points backwards."""
        here = tuple_(self.expression, Project.id)
        there = tuple_(*(_bound(name, value) for name, value in self.edge(mark).items()))
        return here < there if self.is_down is not mark.backwards else here > there

    def edge(self, mark: "Mark") -> dict[str, Any]:
        """What the rows are compared with, by the names under which it is bound."""
        return {"edge": self.read(mark.value), "edge_id": _row(mark.id)}


def _bound(name: str, value: Any) -> Any:
    """A number may be followed by a larger one in the same statement."""
    return bindparam(name, value, type_=BigInteger() if type(value) is int else None)


def _within(number: Any) -> int:
    """A number that both databases can compare a column with."""
    if type(number) is not int or abs(number) >= 2**62:
        raise ValueError(number)
    return number


def _row(number: Any) -> int:
    if not 0 <= _within(number) < 2**31:
        raise ValueError(number)
    return int(number)


def _text(text: Any) -> str:
    """Text that both databases can compare a column with."""
    if not isinstance(text, str) or "\x00" in text:
        raise ValueError(text)
    text.encode()
    return text


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 1949 <= moment.year <= 2100:
        raise ValueError(text)
    return moment


_amount: ColumnElement[int] = literal_column("coalesce(amount_yuan, -1)")

SORTS: dict[str, Sort] = {
    "urgency": Sort("最急的在前", Project.red_on, date.fromisoformat),
    "newest": Sort("最近登记", Project.id, _row, is_down=True),
    "changed": Sort("最近有变动", Project.changed_at, _moment, is_down=True),
    "amount": Sort("金额从大到小", _amount, _within, is_down=True),
    "amount-up": Sort("金额从小到大", _amount, _within),
    "name": Sort("名称拼音", Project.name_key, _text),
    "since": Sort("停留最久", Project.stage_since, date.fromisoformat),
    "next": Sort("下次跟进", Project.next_on, date.fromisoformat),
}


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

    sort: Sort
    mark: Mark | None
    limit: int

    @property
    def shape(self) -> Hashable:
        return self.sort.label, self.mark is None, self.is_backwards, self.limit

    def values(self) -> dict[str, Any]:
        return self.sort.edge(self.mark) if self.mark else {}

    @property
    def is_backwards(self) -> bool:
        return self.mark is not None and self.mark.backwards

    def of(self, statement: Select[Any]) -> Select[Any]:
        if self.mark:
            statement = statement.where(self.sort.beyond(self.mark))
        ordering = self.sort.ordering(backwards=self.is_backwards)
        return statement.order_by(None).order_by(*ordering).limit(self.limit)

    @classmethod
    def at(cls, page: str, sort: Sort, limit: int) -> "Stretch":
        """From the mark in the address line on; from the top where it does not fit the order."""
        mark = Mark.read(page) if page else None
        if mark:
            try:
                sort.beyond(mark)
            except (ValueError, TypeError, OverflowError):
                mark = None
        return cls(sort, mark, limit)


@dataclass(frozen=True, slots=True)
class Window:
    """One page of rows, and the marks of the pages beside it ("" where there is none)."""

    rows: list[Any]
    previous: str
    next: str


def window(
    fetch: Callable[[Select[Any]], list[Any]],
    statement: Select[Any],
    sort: Sort,
    page: str,
    size: int,
) -> Window:
    """`size` rows at the mark `page`. The statement's last two columns are sort value and id."""
    return window_of(lambda stretch: fetch(stretch.of(statement)), sort, page, size)


def window_of(fetch: Callable[[Stretch], list[Any]], sort: Sort, page: str, size: int) -> Window:
    """The same for rows that are asked for stretch by stretch."""
    stretch = Stretch.at(page, sort, size + 1)
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
