"""Sheaf: the rows that one project gathers while its life is played, and the moment of each act."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from seed.synthetic.setting import Person
from tracker.domain.event import EventKind

Row = dict[str, Any]
Owned = tuple[Row, Row | None]
"""A row with that of the blocker it belongs to, or None where it is the whole project's."""

OPENS_UTC = time(1)
OPEN_MINUTES = 8 * 60
"""Nine to five by Shanghai's clock."""


class Sheaf:
    """Rows by kind, without project ids; `version` counts the acts."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._now = datetime.min.replace(tzinfo=UTC)
        self.version = 0
        self.stage_moves: list[Row] = []
        self.amounts: list[Row] = []
        self.handovers: list[Row] = []
        self.follow_ups: list[Row] = []
        self.blockers: list[Row] = []
        self.steps: list[Owned] = []
        self.helpers: list[Owned] = []
        self.members: list[Owned] = []
        self.meetings: list[Owned] = []
        self.events: list[tuple[Row, Row | None]] = []
        """Each event, with the row that is its subject where it has one."""

    @property
    def now(self) -> datetime:
        return self._now

    def begin_act(self, on: date) -> None:
        """Set the clock to some office hour of that day, later than the act before."""
        opening = datetime.combine(on, OPENS_UTC, UTC)
        moment = opening + timedelta(minutes=self._rng.randrange(OPEN_MINUTES))
        self._now = max(moment, self._now + timedelta(seconds=40))

    def witnessed(self, on: date, by: Person | None, **columns: Any) -> Row:
        """A dated fact's row, recorded now."""
        return columns | {"on": on, "by_id": by.id if by else None, "recorded_at": self._now}

    def note(
        self,
        kind: EventKind,
        *,
        by: Person | None,
        on: date,
        after: Row,
        before: Row | None = None,
        because: str = "",
        subject: Row | None = None,
    ) -> None:
        """The act's event; it is numbered and sealed when it is written."""
        self.version += 1
        event = {
            "recorded_at": self._now,
            "kind": kind,
            "by_id": by.id if by else None,
            "on": on,
            "version": self.version,
            "before": before or {},
            "after": after,
            "subject": "",
            "because": because,
        }
        self.events.append((event, subject))
