"""A leader sets a project's light for a time, with a reason; what is derived waits."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.event import EventKind, Witnessed
from tracker.domain.people.user import Actor
from tracker.domain.project.project_events import Recorded
from tracker.domain.words import Colour
from tracker.refusal import refuse

if TYPE_CHECKING:
    from tracker.domain.project import Project

LONGEST_PIN = timedelta(days=366)


class ColourPin(Witnessed):
    """定灯: which colour from `on` to `until`, and why. The newest that stands holds."""

    __tablename__ = "colour_pin"
    __table_args__ = (Index("ix_colour_pin_project_id_id", "project_id", "id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    colour: Mapped[Colour] = mapped_column(word_column(Colour))
    until: Mapped[date]
    because: Mapped[str] = mapped_column(Text)


class Pinned(Recorded):
    """Columns and verbs of pinning."""

    __abstract__ = True

    pinned_colour: Mapped[Colour | None] = mapped_column(word_column(Colour))
    pinned_on: Mapped[date | None]
    pinned_until: Mapped[date | None]

    @declared_attr
    def pins(cls) -> Mapped[list[ColourPin]]:
        return relationship(order_by=ColourPin.id)

    def is_pinned_on(self, day: date) -> bool:
        """Whether a leader's colour holds on that day."""
        return self.pinned_until is not None and self.pinned_until >= day

    def pin_colour(
        self, colour: Colour, *, until: date, because: str, on: date, by: Actor
    ) -> ColourPin:
        """Set the light until that day, whatever the clocks say."""
        if not because.strip():
            refuse("because", "请写明为什么定这个灯，大家都看得到。")
        if colour is Colour.GREEN and cast("Project", self).is_known_from_print_only:
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

    def _standing_pin(self) -> ColourPin | None:
        return next((pin for pin in reversed(self.pins) if not pin.is_void), None)

    def _fold_pins(self) -> None:
        """The newest pin that stands is kept beside the project."""
        pin = self._standing_pin()
        self.pinned_colour = pin.colour if pin else None
        self.pinned_on = pin.on if pin else None
        self.pinned_until = pin.until if pin else None

    def overlay_pin(self, days: dict[str, Any], today: date, reason: Any) -> dict[str, Any]:
        """The days on which the light turns, as a pin that holds today bends them.

        It ends by the night's own work, which works the days out anew.
        """
        if self.pinned_until is None or self.pinned_on is None or self.pinned_until < today:
            return days
        after = self.pinned_until + timedelta(days=1)
        bent = days | {name: max(days[name], after) for name in ("yellow_on", "red_on")}
        told = {"reason": reason, "since": self.pinned_on, "on": self.pinned_on}
        if self.pinned_colour in (Colour.YELLOW, Colour.RED):
            bent |= {f"yellow_{name}": value for name, value in told.items()}
        if self.pinned_colour is Colour.RED:
            bent |= {f"red_{name}": value for name, value in told.items()}
        return bent
