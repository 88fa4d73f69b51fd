"""Which kinds of blockers need proof before they are closed: a setting with its day."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Index, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Record, word_column
from tracker.domain.event import EventKind, note_event
from tracker.domain.people.user import Actor
from tracker.domain.words import BlockerKind
from tracker.refusal import refuse

NEED_PROOF: frozenset[BlockerKind] = frozenset(
    {
        BlockerKind.LAND,
        BlockerKind.FUNDS,
        BlockerKind.APPROVAL,
        BlockerKind.ENVIRONMENT,
        BlockerKind.CLEARANCE,
    }
)
"""Our own default [D]: where there is a paper that says so, it is asked for."""


class ProofSetting(Record):
    """Whether a kind needs proof, from a day on; the newest row that holds wins."""

    __tablename__ = "proof_setting"
    __table_args__ = (Index("ix_proof_setting_kind_holds_from", "kind", "holds_from"),)

    kind: Mapped[BlockerKind] = mapped_column(word_column(BlockerKind))
    is_needed: Mapped[bool]
    holds_from: Mapped[date]
    source: Mapped[str] = mapped_column(String(100), default="")


def kinds_with_proof(session: Session, on: date) -> frozenset[BlockerKind]:
    """The kinds that need proof on that day."""
    rows = session.execute(
        select(ProofSetting.kind, ProofSetting.is_needed)
        .where(ProofSetting.holds_from <= on)
        .order_by(ProofSetting.holds_from, ProofSetting.id)
    )
    needed = {kind: kind in NEED_PROOF for kind in BlockerKind} | {
        row.kind: row.is_needed for row in rows
    }
    return frozenset(kind for kind, is_needed in needed.items() if is_needed)


def set_kinds_with_proof(
    session: Session, kinds: Iterable[BlockerKind], *, holds_from: date, by: Actor, on: date
) -> None:
    """From that day on these kinds need proof and no others; what is closed stays closed."""
    if holds_from < on:
        refuse("holds_from", "生效日不能早于今天：过去的销号按当时的规定算。")
    wanted, before = frozenset(kinds), kinds_with_proof(session, holds_from)
    if wanted == before:
        refuse("kinds", "和现在的规定一样，没有要改的。")
    for kind in BlockerKind:
        if (kind in wanted) is not (kind in before):
            session.add(
                ProofSetting(
                    kind=kind, is_needed=kind in wanted, holds_from=holds_from, source="本单位"
                )
            )
    note_event(
        session,
        EventKind.PROOFS_SET,
        by=by,
        on=on,
        subject="proofs",
        before={"kinds": _labels(before)},
        after={"kinds": _labels(wanted), "holds_from": holds_from.isoformat()},
    )


def _labels(kinds: frozenset[BlockerKind]) -> list[str]:
    return [kind.label for kind in BlockerKind if kind in kinds]
