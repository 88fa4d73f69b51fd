"""Column: one column of a list, declared once; CSV and XLSX both read it.

What a column reads is typed — a text, a number, a day, a moment, or None for
nothing — and its kind says how either file shows it:

    COLUMNS = (
        Column("编号", attrgetter("code")),
        Column("类别", attrgetter("kind.label")),
        Column("期限", attrgetter("due_on"), "day"),
        Column("金额（万元）", lambda row: wan(row.amount_yuan), "money"),
    )
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A header, what is read of a row, and its kind: text, prose, code, count, number, money,
    day, minute or moment (both in local time, without a zone).
    """

    label: str
    read: Callable[[Any], Any]
    kind: str = "text"

    def values(self, rows: Sequence[Any]) -> Sequence[Any]:
        """What a workbook holds of each row: texts, numbers and days as themselves."""
        return [self.read(row) for row in rows]

    def texts(self, rows: Sequence[Any]) -> Sequence[str]:
        """What a CSV says of each row; nothing is the empty text."""
        write = TEXTS.get(self.kind, str)
        return ["" if value is None else write(value) for value in self.values(rows)]

    def text(self, row: Any) -> str:
        return self.texts([row])[0]


def texts_of(columns: Sequence[Column], rows: Any) -> Iterator[tuple[str, ...]]:
    """Rows as a CSV has them: many at once, for a column at a time costs less."""
    return zip(*(column.texts(rows) for column in columns), strict=True) if rows else iter(())


def values_of(columns: Sequence[Column], rows: Any) -> Iterator[tuple[Any, ...]]:
    """The same rows as a workbook has them."""
    return zip(*(column.values(rows) for column in columns), strict=True) if rows else iter(())


def wan(yuan: int | None) -> Decimal | None:
    """万元 to the last 元: 12345000 → 1234.5."""
    return None if yuan is None else Decimal(yuan).scaleb(-4).normalize()


TEXTS: dict[str, Callable[[Any], str]] = {
    "day": date.isoformat,
    "minute": lambda moment: f"{moment:%Y-%m-%d %H:%M}",
    "moment": lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}",
    "money": lambda number: f"{number:f}" if isinstance(number, Decimal) else str(number),
}
"""How a CSV shows what is no text of itself."""
