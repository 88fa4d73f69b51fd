"""What every capability of a project stands on, and what they may ask of one another."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from tracker.domain.event import Event, EventKind
from tracker.domain.event.versioned import Changing
from tracker.domain.people.user import Actor
from tracker.domain.project.stage_rules import Fact
from tracker.domain.words import AmountKind, Source, Stage

if TYPE_CHECKING:
    from tracker.domain.project.amount_trail import Amount
    from tracker.domain.project.stage_moves import StageMove


class ProjectPart(Changing):
    """A part of what a project is and can do; every act on it is one event of the project."""

    __abstract__ = True

    NOUN = "project"

    # Each has its home in one capability or in Project; the others may use what is named here.
    if TYPE_CHECKING:
        firm_id: Mapped[int | None]
        chain_link_id: Mapped[int | None]
        industry: Mapped[str]
        source: Mapped[Source]
        referrer: Mapped[str]
        blocker_due_on: Mapped[date | None]

        stage: Mapped[Stage]
        stage_since: Mapped[date]
        facts: Mapped[dict[str, Any]]
        signed_on: Mapped[date | None]
        planned_start_on: Mapped[date | None]
        last_followed_on: Mapped[date | None]

        @property
        def standing_moves(self) -> list[StageMove]: ...
        @property
        def is_known_from_print_only(self) -> bool: ...
        def knows(self, fact: Fact) -> bool: ...
        def last_progress_on(self) -> date: ...
        def amount_on(self, day: date) -> int | None: ...

        def relight(self) -> None: ...
        def retier(self) -> None: ...
        def add_amount(
            self, yuan: int | None, kind: AmountKind, *, on: date, by: Actor
        ) -> object: ...
        def contract_sum_of(self, signing: StageMove) -> Amount | None: ...
        def is_the_last_sum_of(self, amount: Amount, moves: list[StageMove]) -> bool: ...
        def _fold_amounts(self) -> None: ...

    def note(self, kind: EventKind, *, subject: str | None = None, **told: Any) -> Event:
        """Record one act on this project; `subject` says which part of it the act is about."""
        return super().note(kind, subject=subject or "", project_id=self.id, **told)

    def is_its_own(self) -> ColumnElement[bool]:
        """Whether an event is about it, or about any part of it."""
        return Event.project_id == self.id
