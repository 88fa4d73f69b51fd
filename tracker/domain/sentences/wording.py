"""What the sentences share: what they are told, and how a day is said in them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tracker.domain.event.kinds import EventKind

EventData = dict[str, Any]
Sentences = dict[EventKind, Callable[[EventData, EventData], str]]


def short_day(text: str | None) -> str:
    """A day in ISO form as month and day; nothing for nothing."""
    return f"{date.fromisoformat(text):%m-%d}" if text else ""
