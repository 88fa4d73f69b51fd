"""The trail of amounts, and the one that counts now."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import FAR_OFF, Yuan, word_column
from tracker.domain.event import DatedFact, EventKind
from tracker.domain.people.user import Actor
from tracker.domain.project.project_part import ProjectPart
from tracker.domain.project.stage_rules import Fact
from tracker.domain.words import AmountKind
from tracker.refusal import need, refuse

if TYPE_CHECKING:
    from tracker.domain.project.stage_moves import StageMove


class Amount(DatedFact):
    """金额: a dated figure of one kind; what was told vaguely keeps its words."""

    __tablename__ = "amount"
    __table_args__ = (Index("ix_amount_project_id_id", "project_id", "id"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[AmountKind] = mapped_column(word_column(AmountKind))
    amount_yuan: Mapped[int | None] = mapped_column(Yuan)
    words: Mapped[str] = mapped_column(String(100), default="")
    source: Mapped[str] = mapped_column(String(100), default="")


class Funded(ProjectPart):
    """Columns and verbs of the amounts' trail."""

    __abstract__ = True

    amount_yuan: Mapped[int | None] = mapped_column(Yuan)
    amount_kind: Mapped[AmountKind | None] = mapped_column(word_column(AmountKind))
    amount_words: Mapped[str] = mapped_column(String(100), default="")

    @declared_attr
    def amounts(cls) -> Mapped[list[Amount]]:
        return relationship(order_by=Amount.id)

    def add_amount(
        self,
        yuan: int | None,
        kind: AmountKind,
        *,
        on: date,
        by: Actor,
        words: str = "",
        source: str = "",
    ) -> Amount:
        """Add a figure to the trail without an event of its own (part of another act)."""
        told = Amount(kind=kind, amount_yuan=yuan, words=words, source=source, on=on, by_id=by.id)
        self.amounts.append(told)
        self._fold_amounts()
        return told

    def note_amount(
        self,
        yuan: int | None,
        kind: AmountKind,
        *,
        on: date,
        by: Actor,
        words: str = "",
        source: str = "",
    ) -> Amount:
        """Write down a newer figure; the trail keeps the older ones."""
        if yuan is None and not words:
            refuse("amount", "请写金额；说不准的写到“原话”里。")
        before = {"amount_yuan": self.amount_yuan, "amount_kind": self.amount_kind}
        told = self.add_amount(yuan, kind, on=on, by=by, words=words, source=source)
        self.note(
            EventKind.AMOUNT_NOTED,
            by=by,
            on=on,
            before=before,
            after={"amount_yuan": yuan, "amount_kind": kind, "words": words, "source": source},
        )
        return told

    def void_amount(self, wrong: Amount, *, by: Actor, on: date, because: str) -> None:
        """Take a wrong figure back; of those that are left the furthest counts again.

        Raises Refused without a reason, and where a signing would be left without
        its contract sum: the right one is written down first.
        """
        need(because, "请写明为什么作废这个金额。")
        if wrong.is_void:
            refuse("", "这个金额已经作废了。")
        if self.is_the_last_sum_of(wrong, self.standing_moves):
            refuse("", "签约的项目要有签约金额：先补记对的，再作废这一个。")
        wrong.void(by.id, because)
        self._fold_amounts()
        self.note(
            EventKind.AMOUNT_VOIDED,
            by=by,
            on=on,
            because=because,
            subject=f"amount:{wrong.id}",
            before={
                "amount_yuan": wrong.amount_yuan,
                "amount_kind": wrong.kind,
                "words": wrong.words,
            },
            after={"amount_yuan": self.amount_yuan, "amount_kind": self.amount_kind},
        )

    def amount_on(self, day: date) -> int | None:
        """The sum that counted on that day, in 元, by what had been told until then."""
        counting = self._counting(day)
        return counting.amount_yuan if counting else None

    def contract_sum_of(self, signing: "StageMove") -> Amount | None:
        """The standing sum that came with a signing, and no other."""
        yuan = signing.facts.get(Fact.CONTRACT_YUAN)
        for amount in reversed(self.amounts):
            same = (amount.on, amount.by_id) == (signing.on, signing.by_id)
            is_its_own = same and (amount.kind, amount.amount_yuan) == (AmountKind.SIGNED, yuan)
            if is_its_own and not amount.is_void:
                return amount
        return None

    def is_the_last_sum_of(self, amount: Amount, moves: list["StageMove"]) -> bool:
        """Whether a signing among the moves would be left without a contract sum."""
        if amount.kind is not AmountKind.SIGNED:
            return False
        others = [one for one in self.amounts if not one.is_void and one is not amount]
        is_only_one = AmountKind.SIGNED not in {one.kind for one in others}
        return is_only_one and any(Fact.CONTRACT_YUAN in move.facts for move in moves)

    def _fold_amounts(self) -> None:
        current = self._counting()
        self.amount_yuan = current.amount_yuan if current else None
        self.amount_kind = current.kind if current else None
        self.amount_words = current.words if current else ""

    def _counting(self, day: date = FAR_OFF) -> Amount | None:
        """The figure that counts: of those until that day the newest of the furthest kind."""
        order = list(AmountKind)
        told = [one for one in reversed(self.amounts) if not one.is_void and one.on <= day]
        return max(told, default=None, key=lambda one: (order.index(one.kind), one.on))
