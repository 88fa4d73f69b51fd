"""A project's light: the days on which it turns, kept for the lists, and a leader's own colour."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import FAR_OFF, utc_now, word_column
from tracker.domain.calendar import local_day
from tracker.domain.event import DatedFact, EventKind
from tracker.domain.office.clocks import Clock, Reason, clocks_in_force
from tracker.domain.people.user import Actor
from tracker.domain.project.light_rules import CLOCK_RULES, RunningClock, light_of
from tracker.domain.project.project_part import ProjectPart
from tracker.domain.words import Colour
from tracker.refusal import need, refuse

LONGEST_PIN = timedelta(days=366)


class ColourPin(DatedFact):
    """定灯: which colour from `on` to `until`, and why. The newest that stands holds."""

    __tablename__ = "colour_pin"
    __table_args__ = (Index("ix_colour_pin_project_id_id", "project_id", "id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    colour: Mapped[Colour] = mapped_column(word_column(Colour))
    until: Mapped[date]
    because: Mapped[str] = mapped_column(Text)


class Lit(ProjectPart):
    """Columns, questions and verbs of the light; while a pin holds, what is derived waits."""

    __abstract__ = True

    yellow_on: Mapped[date] = mapped_column(default=FAR_OFF)
    red_on: Mapped[date] = mapped_column(default=FAR_OFF)
    yellow_reason: Mapped[Reason | None] = mapped_column(word_column(Reason))
    red_reason: Mapped[Reason | None] = mapped_column(word_column(Reason))
    yellow_since: Mapped[date | None]
    red_since: Mapped[date | None]
    pinned_colour: Mapped[Colour | None] = mapped_column(word_column(Colour))
    pinned_on: Mapped[date | None]
    pinned_until: Mapped[date | None]

    @declared_attr
    def pins(cls) -> Mapped[list[ColourPin]]:
        return relationship(order_by=ColourPin.id)

    def turns(self, clocks: Mapping[Reason, Clock] | None = None) -> list[RunningClock]:
        """Every clock that runs on this project, soonest to turn yellow first."""
        running = self._running()
        if not running:
            return []
        clocks = clocks or clocks_in_force(self.session, local_day(utc_now()))
        turns = [
            RunningClock(reason, since, clock.yellow_on(since), clock.red_on(since))
            for reason, since in running
            if (clock := clocks.get(reason)) is not None
        ]
        return sorted(turns, key=lambda turn: turn.yellow_on)

    def light_on(self, day: date) -> Colour | None:
        """The light that day from the kept days; None when finished or out of the line."""
        return light_of(
            self.stage,
            self.yellow_on,
            self.red_on,
            day,
            is_printed=self.is_known_from_print_only,
        )

    def relight(self) -> None:
        """Work out anew on which days the light turns; called by every verb that may change it."""
        for name, value in self.light_days().items():
            setattr(self, name, value)

    def light_days(self, clocks: Mapping[Reason, Clock] | None = None) -> dict[str, Any]:
        """The kept columns as the clocks give them: when it turns, why, and since when."""
        turns = self.turns(clocks)
        first = min(turns, key=lambda turn: turn.yellow_on, default=None)
        worst = min(turns, key=lambda turn: turn.red_on, default=None)
        days = {
            "yellow_on": first.yellow_on if first else FAR_OFF,
            "yellow_reason": first.reason if first else None,
            "yellow_since": first.since if first else None,
            "red_on": worst.red_on if worst else FAR_OFF,
            "red_reason": worst.reason if worst else None,
            "red_since": worst.since if worst else None,
        }
        return self._bent_by_pin(days, local_day(utc_now()))

    def is_pinned_on(self, day: date) -> bool:
        """Whether a leader's colour holds on that day."""
        return self.pinned_until is not None and self.pinned_until >= day

    def pin_colour(
        self, colour: Colour, *, until: date, because: str, on: date, by: Actor
    ) -> ColourPin:
        """Set the light until that day, whatever the clocks say."""
        need(because, "请写明为什么定这个灯，大家都看得到。")
        if colour is Colour.GREEN and self.is_known_from_print_only:
            refuse("colour", "这个项目只见于报道，还没有人核实，不能定绿灯；请先写一条跟进。")
        if until < on:
            refuse("until", "到期日不能早于今天。")
        if until - on > LONGEST_PIN:
            refuse("until", "最多定一年；到期后可以再定。")
        pin = ColourPin(colour=colour, until=until, because=because, on=on, by_id=by.id)
        self.pins.append(pin)
        self._fold_pins()
        self.relight()
        self.note(
            EventKind.COLOUR_PINNED,
            by=by,
            on=on,
            because=because,
            after={"colour": colour, "until": until.isoformat()},
        )
        return pin

    def unpin_colour(self, *, because: str, on: date, by: Actor) -> None:
        """Give the light back to the clocks before its time."""
        pin = self._standing_pin()
        if pin is None or pin.until < on:
            refuse("", "现在没有定灯，不用取消。")
        pin.void(by.id, because or "提前取消")
        self._fold_pins()
        self.relight()
        self.note(
            EventKind.COLOUR_UNPINNED,
            by=by,
            on=on,
            because=because,
            before={"colour": pin.colour, "until": pin.until.isoformat()},
        )

    def _running(self) -> list[tuple[Reason, date]]:
        """What is watched in this project's stage, and since when."""
        watched = [watch for watch in CLOCK_RULES if self.stage in watch.stages]
        if self.is_known_from_print_only:
            watched = [watch for watch in watched if watch.reason is Reason.BLOCKER]
        begun = [(watch.reason, watch.since(self)) for watch in watched]
        return [(reason, since) for reason, since in begun if since is not None]

    def _bent_by_pin(self, days: dict[str, Any], today: date) -> dict[str, Any]:
        """The days on which the light turns, as a pin that holds today bends them.

        It ends by the night's own work, which works the days out anew.
        """
        if self.pinned_until is None or self.pinned_on is None or self.pinned_until < today:
            return days
        after = self.pinned_until + timedelta(days=1)
        bent = days | {name: max(days[name], after) for name in ("yellow_on", "red_on")}
        told = {"reason": Reason.PINNED, "since": self.pinned_on, "on": self.pinned_on}
        if self.pinned_colour in (Colour.YELLOW, Colour.RED):
            bent |= {f"yellow_{name}": value for name, value in told.items()}
        if self.pinned_colour is Colour.RED:
            bent |= {f"red_{name}": value for name, value in told.items()}
        return bent

    def _standing_pin(self) -> ColourPin | None:
        return next((pin for pin in reversed(self.pins) if not pin.is_void), None)

    def _fold_pins(self) -> None:
        """The newest pin that stands is kept beside the project."""
        pin = self._standing_pin()
        self.pinned_colour = pin.colour if pin else None
        self.pinned_on = pin.on if pin else None
        self.pinned_until = pin.until if pin else None
