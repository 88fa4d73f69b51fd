"""Whose firm a firm is; dated shares, each with its source."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, cast

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, relationship

from tracker.domain.event import DatedFact, EventKind
from tracker.domain.firm.aliases import Called
from tracker.domain.people.user import Actor
from tracker.refusal import need, refuse

if TYPE_CHECKING:
    from tracker.domain.firm import Firm

WHOLE = 10_000


class Shareholding(DatedFact):
    """A parent's share of a firm from a day on, in hundredths of a percent: 5100 is 51 %.

    The newest row of a parent holds; 0 says that from that day on it has no share any more.
    """

    __tablename__ = "shareholding"
    __table_args__ = (
        CheckConstraint("share_bp >= 0 AND share_bp <= 10000", name="share_is_within_the_whole"),
        Index("ix_shareholding_firm_id_on", "firm_id", "on"),
        Index("ix_shareholding_parent_id", "parent_id"),
    )

    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    parent_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    share_bp: Mapped[int]
    source: Mapped[str] = mapped_column(String(200))

    firm: Mapped["Firm"] = relationship(foreign_keys=firm_id, back_populates="shares")
    parent: Mapped["Firm"] = relationship(foreign_keys=parent_id, back_populates="holdings")


class Kin(Called):
    """Questions and verbs of a firm's shares: those that are held of it, and those it holds."""

    __abstract__ = True

    @declared_attr
    def shares(cls) -> Mapped[list[Shareholding]]:
        return relationship(
            back_populates="firm",
            foreign_keys=Shareholding.firm_id,
            order_by=lambda: (Shareholding.on, Shareholding.id),
        )

    @declared_attr
    def holdings(cls) -> Mapped[list[Shareholding]]:
        return relationship(
            back_populates="parent",
            foreign_keys=Shareholding.parent_id,
            order_by=lambda: (Shareholding.on, Shareholding.id),
        )

    def shares_on(self, day: date) -> dict[int, int]:
        """Each parent's share as last told by that day; who has none any more is left out."""
        return standing_shares(self.shares, day)

    def hold_share_of(
        self, firm: "Firm", share_bp: int, *, on: date, by: Actor | None, source: str
    ) -> Shareholding:
        """This firm holds so much of that one from that day on.

        Raises Refused for a firm that would be its own parent, at once or by a circle,
        and for shares that would come to more than the whole on any day.
        """
        self.judge_standing()
        firm.judge_standing()
        if firm.id == self.id:
            refuse("parent", "企业不能是自己的母公司。")
        if not 0 <= share_bp <= WHOLE:
            refuse("share", "持股比例在 0 到 100 之间；0 表示从这天起不再持股。")
        need(source, "请写依据，如年报、工商登记、报道。", "source")
        if any(
            (one.parent_id, one.on, one.share_bp, one.is_void) == (self.id, on, share_bp, False)
            for one in firm.shares
        ):
            refuse("share", "这一条已经记过了。")
        held = Shareholding(
            parent=cast("Firm", self),
            firm=firm,
            share_bp=share_bp,
            on=on,
            source=source.strip(),
            by_id=by.id if by else None,
        )
        self.session.add(held)
        self.session.flush()
        firm.judge_shares(on)
        firm.note(EventKind.FIRM_SHARE_HELD, by=by, on=on, after=_told(held))
        return held

    def void_share(self, held: Shareholding, *, by: Actor, on: date, because: str) -> None:
        """Strike out a wrong share of this firm; what was told before it holds again."""
        if held.is_void:
            refuse("", "这一条已经作废了。")
        need(because, "请写明为什么作废这条持股记录。")
        held.void(by.id, because)
        self.session.flush()
        self.judge_shares(held.on)
        self.note(EventKind.FIRM_SHARE_VOIDED, by=by, on=on, because=because, before=_told(held))

    def judge_shares(self, since: date) -> None:
        """Refuse shares of this firm that cannot be, on that day or on any after it."""
        rows = rows_above(self.session, {self.id})
        for day in sorted({since} | {row.on for row in rows if row.on > since}):
            held = standing_by_firm(rows, day)
            if (total := sum(held.get(self.id, {}).values())) > WHOLE:
                said = f"{day:%Y-%m-%d} 起各家持股合计 {percent(total)}，超过 100%"
                refuse("share", f"{said}；先把变动了的旧持股补记成新比例，或作废记错的。")
            if self.id in _above(held, self.id):
                refuse("parent", f"{day:%Y-%m-%d} 起“{self.name}”会成为自己的上级，持股绕成了圈。")


def percent(share_bp: int) -> str:
    """5100 → 51%, 3333 → 33.33%."""
    return f"{share_bp / 100:g}%"


def rows_above(session: Session, firm_ids: Iterable[int]) -> list[Shareholding]:
    """Every share that stands of these firms and of all above them, the oldest first."""
    found: list[Shareholding] = []
    known, fresh = set(firm_ids), set(firm_ids)
    while fresh:
        stands = Shareholding.voided_at.is_(None)
        rows = session.scalars(select(Shareholding).where(Shareholding.firm_id.in_(fresh), stands))
        found += (new := rows.all())
        fresh = {row.parent_id for row in new} - known
        known |= fresh
    return sorted(found, key=lambda row: (row.on, row.id))


def standing_by_firm(rows: Iterable[Shareholding], day: date) -> dict[int, dict[int, int]]:
    """firm → parent → share on that day, of rows in the order in which they were held."""
    by_firm = defaultdict[int, list[Shareholding]](list)
    for row in rows:
        by_firm[row.firm_id].append(row)
    return {firm_id: standing_shares(held, day) for firm_id, held in by_firm.items()}


def standing_shares(rows: Iterable[Shareholding], day: date) -> dict[int, int]:
    last = {row.parent_id: row.share_bp for row in rows if row.on <= day and not row.is_void}
    return {parent_id: share_bp for parent_id, share_bp in last.items() if share_bp}


def _above(held: dict[int, dict[int, int]], firm_id: int) -> set[int]:
    """Everybody above a firm; the firm itself where there is a circle."""
    found: set[int] = set()
    fresh = set(held.get(firm_id, ()))
    while fresh:
        found |= fresh
        fresh = {above for one in fresh for above in held.get(one, ())} - found
    return found


def _told(held: Shareholding) -> dict[str, object]:
    return {
        "parent": held.parent.name,
        "parent_id": held.parent_id,
        "share_bp": held.share_bp,
        "since": held.on.isoformat(),
        "source": held.source,
    }
