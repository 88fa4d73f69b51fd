"""Settled: whether two names are one firm's, decided by a person and never asked again."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.event import EventKind, Witnessed, note_event
from tracker.domain.firm import Firm
from tracker.domain.firm.core import plain_of
from tracker.domain.refusal import refuse
from tracker.domain.user import Actor
from tracker.domain.words import Word


class Verdict(Word):
    """What was decided."""

    SAME = "same", "同一企业"
    DIFFERENT = "different", "不同企业"
    OPEN = "open", "待核"


class FirmSettlement(Witnessed):
    """A verdict on a firm and either another firm or a name that was typed.

    Of two firms `firm_id` is the lower number. `typed` is the name as plain_of writes
    it, empty between firms. A newer verdict voids the one before it.
    """

    __tablename__ = "firm_settlement"
    __table_args__ = (
        Index("ix_firm_settlement_firm_id_other_id", "firm_id", "other_id"),
        Index("ix_firm_settlement_other_id", "other_id"),
        Index("ix_firm_settlement_typed", "typed", "firm_id"),
    )

    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    other_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"))
    typed: Mapped[str] = mapped_column(String(120), default="")
    verdict: Mapped[Verdict] = mapped_column(word_column(Verdict))
    because: Mapped[str] = mapped_column(Text)

    firm: Mapped[Firm] = relationship(foreign_keys=firm_id)
    other: Mapped[Firm | None] = relationship(foreign_keys=other_id)


def settle(
    session: Session, firm: Firm, other: Firm | str, verdict: Verdict, *, because: str,
    by: Actor, on: date,
) -> FirmSettlement:  # fmt: skip
    """Decide whether a firm and another, or a name as it was typed, are one.

    A typed name that is the same firm's becomes its alias. The same verdict given
    twice is one. Raises Refused without a reason, without a name, or for a firm and
    itself.
    """
    because = because.strip()
    if not because:
        refuse("because", "请写明依据，如“营业执照一致”“已电话核实”。")
    place = _place(firm, other)
    standing = settlement_of(session, place)
    if standing and standing.verdict is verdict:
        return standing
    if standing:
        standing.void(by.id, f"改判为“{verdict.label}”：{because}")
    settled = FirmSettlement(
        firm_id=place[0], other_id=place[1], typed=place[2], verdict=verdict, because=because,
        on=on, by_id=by.id,
    )  # fmt: skip
    session.add(settled)
    if isinstance(other, str) and verdict is Verdict.SAME:
        firm.also_called(other, f"核对：{because}"[:200])
    note_event(
        session, EventKind.FIRM_SETTLED, by=by, on=on, because=because, subject=f"firm:{firm.id}",
        before={"verdict": standing.verdict} if standing else {},
        after={
            "firm": firm.name, "other": other if isinstance(other, str) else other.name,
            "verdict": verdict,
        },
    )  # fmt: skip
    return settled


Place = tuple[int, int | None, str]


def settlement_of(session: Session, place: Place) -> FirmSettlement | None:
    """The verdict that stands on a firm and another, or on a firm and a typed name."""
    firm_id, other_id, typed = place
    asked = (
        select(FirmSettlement)
        .where(FirmSettlement.firm_id == firm_id, FirmSettlement.voided_at.is_(None))
        .where(FirmSettlement.other_id == other_id, FirmSettlement.typed == typed)
    )
    return session.scalars(asked).one_or_none()


def _place(firm: Firm, other: Firm | str) -> Place:
    if isinstance(other, str):
        typed = plain_of(other)[:120]
        if not typed:
            refuse("name", "请写企业名称。")
        return firm.id, None, typed
    if other.id == firm.id:
        refuse("other", "这是同一条企业记录，不用核对。")
    return min(firm.id, other.id), max(firm.id, other.id), ""
