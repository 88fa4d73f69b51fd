"""The orders that a project list can stand in."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, literal_column

from tracker.domain.project import Project
from tracker.queries.listing.paging import Order, moment, row_number, text, whole


def _by(label: str, expression: Any, read: Callable[[Any], Any], *, is_down: bool = False) -> Order:
    return Order(label, expression, Project.id, read, is_down)


_amount: ColumnElement[int] = literal_column("coalesce(amount_yuan, -1)")
"""Spelled as the index has it."""

ORDERS: dict[str, Order] = {
    "urgency": _by("最急的在前", Project.red_on, date.fromisoformat),
    "newest": _by("最近登记", Project.id, row_number, is_down=True),
    "changed": _by("最近有变动", Project.changed_at, moment, is_down=True),
    "amount": _by("金额从大到小", _amount, whole, is_down=True),
    "amount-up": _by("金额从小到大", _amount, whole),
    "name": _by("名称拼音", Project.name_key, text),
    "since": _by("停留最久", Project.stage_since, date.fromisoformat),
    "next": _by("下次跟进", Project.next_on, date.fromisoformat),
}
