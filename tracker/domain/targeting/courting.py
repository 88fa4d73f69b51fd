"""The dated contacts with a firm that is wanted, and the next step that they leave."""

from datetime import date
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import FAR_OFF
from tracker.domain.event import EventKind
from tracker.domain.people.user import Actor
from tracker.domain.project.follow_ups import FollowUp, judge_next_step
from tracker.domain.targeting.target_moves import Moved
from tracker.domain.targeting.target_states import LEADS_TO, Need, TargetState, leads_on
from tracker.domain.words import Contact
from tracker.refusal import need, refuse


class Courted(Moved):
    """Columns, questions and verbs of courting."""

    __abstract__ = True

    next_step: Mapped[str] = mapped_column(String(200), default="")
    next_on: Mapped[date] = mapped_column(default=FAR_OFF)
    last_followed_on: Mapped[date | None]

    @declared_attr
    def follow_ups(cls) -> Mapped[list[FollowUp]]:
        return relationship(order_by=FollowUp.id)

    @property
    def contacts(self) -> list[FollowUp]:
        """The contacts that stand."""
        return [one for one in self.follow_ups if not one.is_void]

    def has(self, need: Need) -> bool:
        """Whether there was such a contact since the firm was accepted as a target."""
        started = self.acceptance
        if started is None:
            return False
        kinds = [
            one.kind
            for one in self.contacts
            if one.recorded_at >= started.recorded_at and not self.is_before_courting(one.on)
        ]
        if need is Need.VISIT:
            return any(LEADS_TO[kind] is TargetState.VISITED for kind in kinds)
        return bool(kinds)

    def is_before_courting(self, day: date) -> bool:
        """Whether the firm was no target yet that day; a contact of then brings it nowhere."""
        started = self.acceptance
        return started is not None and day < started.on

    def log_follow_up(
        self,
        kind: Contact,
        *,
        on: date,
        by: Actor,
        said: str,
        present: str = "",
        next_step: str = "",
        next_on: date | None = None,
    ) -> TargetState | None:
        """Write down a contact; says to which state it brought the target, if to a further one.

        One from before it was a target is kept, and brings it no further.
        """
        if refusal := UNFOLLOWED.get(self.state):
            refuse("", refusal)
        judge_next_step(next_step, next_on, on)
        told = FollowUp(
            target_id=self.id,
            kind=kind,
            on=on,
            by_id=by.id,
            said=said,
            present=present,
            next_step=next_step,
            next_on=next_on,
        )
        self.follow_ups.append(told)
        self.session.flush()
        before = {"state": self.state}
        further = None if self.is_before_courting(on) else leads_on(self.state, kind)
        if further:
            self._step_to(further, on=max(on, self.state_since), by=by, because=kind.label)
        self.fold()
        self.note(
            EventKind.FOLLOW_UP_LOGGED,
            by=by,
            on=on,
            before=before if further else {},
            after={
                "kind": kind,
                "present": present,
                "said": said,
                "next_step": next_step,
                "next_on": next_on.isoformat() if next_on else None,
                "follow_up_id": told.id,
                **self._named(),
                **({"state": further} if further else {}),
            },
        )
        return further

    def void_follow_up(self, wrong: FollowUp, *, by: Actor, on: date, because: str) -> None:
        """Strike out a contact; a step that no other contact warrants goes with it."""
        need(because, "请写明为什么作废这条跟进。")
        if wrong.is_void:
            refuse("", "这条跟进已经作废了。")
        before: dict[str, Any] = {"said": wrong.said, "state": self.state}
        wrong.void(by.id, because)
        self._take_back_unwarranted(by, because)
        self.fold()
        self.note(
            EventKind.FOLLOW_UP_VOIDED,
            by=by,
            on=on,
            because=because,
            before=before,
            after={**self._named(), "state": self.state, "follow_up_id": wrong.id},
        )

    def fold(self) -> None:
        """Beside the state: the newest word on what comes next, while the firm is courted."""
        super().fold()
        self.last_followed_on = max((one.on for one in self.contacts), default=None)
        self.next_step, self.next_on = "", FAR_OFF
        if not self.state.is_courted:
            return
        told = [
            (move.on, move.recorded_at, move.facts["next_step"], _day(move.facts["next_on"]))
            for move in self.standing_moves
            if "next_on" in move.facts
        ] + [(one.on, one.recorded_at, one.next_step, one.next_on) for one in self.contacts]
        *_, self.next_step, next_on = max(told, key=lambda one: one[:2])
        self.next_on = next_on or FAR_OFF

    def _take_back_unwarranted(self, by: Actor, because: str) -> None:
        """Void the steps of the present courting that say more than its contacts do."""
        started = self.acceptance
        for move in self.standing_moves:
            warrant = WARRANT.get(move.to_state)
            if started and move.id > started.id and warrant and not self.has(warrant):
                move.void(by.id, because)


UNFOLLOWED = {
    TargetState.PROPOSED: "还是建议，没有人跟。请先立为目标，再写跟进。",
    TargetState.GIVEN_UP: "这个目标已放弃。要接着谈，请先重新立为目标。",
    TargetState.PROJECT: "已经成了项目，请把跟进写到项目上。",
}

WARRANT = {TargetState.CONTACTED: Need.CONTACT, TargetState.VISITED: Need.VISIT}
"""What must have happened for a target to stand in a state."""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
