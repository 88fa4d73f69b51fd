"""Whether two names are one firm's, decided by a person and never asked again."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from tracker.domain.base import word_column
from tracker.domain.event import DatedFact, EventKind
from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor
from tracker.matching.name_parts import plain_of
from tracker.matching.normal_name import normal_name
from tracker.refusal import need, refuse
from tracker.word import Word

LONGEST_TYPED, SETTLED_AS = 120, "核对："
Place = tuple[int, int | None, str]
"""A firm, and either another of a higher number or a typed name."""


class Verdict(Word):
    """What was decided."""

    SAME = "same", "同一企业"
    DIFFERENT = "different", "不同企业"
    OPEN = "open", "待核"


class FirmSettlement(DatedFact):
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
    typed: Mapped[str] = mapped_column(String(LONGEST_TYPED), default="")
    verdict: Mapped[Verdict] = mapped_column(word_column(Verdict))
    because: Mapped[str] = mapped_column(Text)

    firm: Mapped[Firm] = relationship(foreign_keys=firm_id)
    other: Mapped[Firm | None] = relationship(foreign_keys=other_id)


def settle(
    session: Session,
    firm: Firm,
    other: Firm | str,
    verdict: Verdict,
    *,
    because: str,
    by: Actor,
    on: date,
) -> FirmSettlement:
    """Decide whether a firm and another, or a name as it was typed, are one.

    A typed name that is the same firm's becomes its alias, and is one no more when the
    verdict changes. The same verdict given twice is one. Raises Refused without a
    reason, without a name, for a firm and itself, and for a name that is another's own.
    """
    because = because.strip()
    need(because, "请写明依据，如“营业执照一致”“已电话核实”。")
    firm.judge_standing()
    place = _place(firm, other)
    # Locked, so that two people who decide at once leave one verdict that stands.
    session.execute(select(Firm.id).where(Firm.id == place[0]).with_for_update())
    standing = settlement_of(session, place)
    if standing and standing.verdict is verdict:
        return standing
    if standing:
        standing.void(by.id, f"改判为“{verdict.label}”：{because}")
    settled = FirmSettlement(
        firm_id=place[0],
        other_id=place[1],
        typed=place[2],
        verdict=verdict,
        because=because,
        on=on,
        by_id=by.id,
    )
    session.add(settled)
    if isinstance(other, str):
        _name(session, firm, other, verdict, because)
    firm.note(
        EventKind.FIRM_SETTLED,
        by=by,
        on=on,
        because=because,
        before={"verdict": standing.verdict} if standing else {},
        after={
            "firm": firm.name,
            "other": other if isinstance(other, str) else other.name,
            "verdict": verdict,
        },
    )
    return settled


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
        typed = plain_of(other)
        need(typed, "请写企业名称。", "name")
        if max(len(other.strip()), len(normal_name(other))) > LONGEST_TYPED:
            refuse("name", f"企业名称最多 {LONGEST_TYPED} 个字，请写到公司全称为止。")
        return firm.id, None, typed
    if other.id == firm.id:
        refuse("other", "这是同一条企业记录，不用核对。")
    return min(firm.id, other.id), max(firm.id, other.id), ""


def _name(session: Session, firm: Firm, typed: str, verdict: Verdict, because: str) -> None:
    """Make a typed name the firm's alias, or take back what an earlier verdict made of it."""
    plain = plain_of(typed)
    if verdict is not Verdict.SAME:
        for alias in list(firm.aliases):
            if alias.source.startswith(SETTLED_AS) and plain_of(alias.name) == plain:
                firm.aliases.remove(alias)
        return
    others = select(Firm).where(Firm.normal_name == normal_name(typed), Firm.id != firm.id)
    if another := session.scalars(others.where(Firm.merged_into_id.is_(None))).first():
        refuse("name", f"“{another.name}”另有一条企业记录，请核对这两家企业，或把它们合并。")
    if plain != plain_of(firm.name):
        firm.also_called(typed, f"{SETTLED_AS}{because}"[:200])
