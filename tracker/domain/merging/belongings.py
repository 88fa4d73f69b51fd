"""Every row that is a firm's own, and what becomes of it when the firm is merged.

A row of the gone firm that says what one of the kept firm says already is voided,
where it can be; else it stays behind.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, exists, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from tracker.domain.attachment import Attachment
from tracker.domain.base import utc_now
from tracker.domain.chain import Chain
from tracker.domain.chain.link_facts import Capacity, LinkFirm
from tracker.domain.event import DatedFact
from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.firm.contacts import FirmContact
from tracker.domain.firm.shareholdings import Shareholding
from tracker.domain.project import Project
from tracker.domain.ranking import RankingEntry
from tracker.domain.targeting import Target

AT_ONCE = 500
Moved = dict[str, list[int]]
"""Where it was told whose a row is ("project.firm_id") → the rows that changed hands."""


@dataclass(frozen=True, slots=True)
class Belonging:
    """One column that says whose a row is, and what the rows are called.

    `twins` are the columns by which a row of either firm says the same; none: rows never do.
    """

    word: str
    column: InstrumentedAttribute[Any]
    twins: tuple[InstrumentedAttribute[Any], ...] = ()

    @property
    def key(self) -> str:
        return f"{self.column.class_.__tablename__}.{self.column.key}"

    def mark(self, firm_id: int) -> Any:
        """How the column names a firm."""
        return f"firm:{firm_id}" if self.column is Attachment.subject else firm_id

    @property
    def is_voidable(self) -> bool:
        model: type[Any] = self.column.class_  # type: ignore[assignment]
        return issubclass(model, DatedFact)

    def rows(self, session: Session, firm_id: int) -> list[int]:
        """The rows that are this firm's."""
        asked = select(self.column.class_.id).where(self.column == self.mark(firm_id))
        return list(session.scalars(asked.order_by(self.column.class_.id)))

    def repeated(self, session: Session, gone_id: int, kept_id: int) -> list[int]:
        """Standing rows of the gone firm that say what a standing one of the kept firm says."""
        if not self.twins:
            return []
        model = self.column.class_
        twin = aliased(model)
        same = [getattr(twin, one.key).is_not_distinct_from(one) for one in self.twins]
        is_kept = getattr(twin, self.column.key) == self.mark(kept_id)
        asked = select(model.id).where(
            self.column == self.mark(gone_id),
            *_standing(model),
            exists().where(is_kept, *same, *_standing(twin)),
        )
        return list(session.scalars(asked.order_by(model.id)))


BELONGINGS = (
    Belonging("项目", Project.firm_id),
    Belonging("别名", FirmAlias.firm_id, (FirmAlias.normal_name,)),
    Belonging("联系人", FirmContact.firm_id, (FirmContact.name, FirmContact.phone)),
    Belonging("股东", Shareholding.firm_id),
    Belonging("对外持股", Shareholding.parent_id),
    Belonging("所在环节", LinkFirm.firm_id, (LinkFirm.chain_link_id,)),
    Belonging(
        "产能",
        Capacity.firm_id,
        (Capacity.chain_link_id, Capacity.kind, Capacity.product, Capacity.unit, Capacity.year),
    ),
    Belonging("上榜", RankingEntry.firm_id),
    Belonging("榜单待核", RankingEntry.likely_id),
    Belonging("目标", Target.firm_id, (Target.chain_link_id,)),
    Belonging("链主", Chain.leader_firm_id),
    Belonging("资料", Attachment.subject),
    Belonging("早先并入的企业", Firm.merged_into_id),
)


def move_all(session: Session, gone_id: int, kept_id: int, *, by_id: int, because: str) -> Moved:
    """Make every row of the gone firm the kept firm's; says which rows, and which it voided.

    Nobody acted on these rows, so their versions stay and no open form meets a conflict.
    """
    moved: Moved = {}
    for belonging in BELONGINGS:
        repeated = belonging.repeated(session, gone_id, kept_id)
        rows = belonging.rows(session, gone_id)
        if repeated and belonging.is_voidable:
            void = {
                "voided_at": utc_now(),
                "voided_by_id": by_id,
                "voided_because": because,
            }
            _write(session, belonging, repeated, void)
            moved[f"{belonging.key}:voided"] = repeated
        elif repeated:
            rows = [row for row in rows if row not in set(repeated)]
        _write(session, belonging, rows, {belonging.column.key: belonging.mark(kept_id)})
        if rows:
            moved[belonging.key] = rows
    return moved


def put_back(session: Session, moved: Moved, gone_id: int, kept_id: int) -> list[str]:
    """Give the gone firm back what the kept one still has of it; names what it has no more."""
    missed = []
    for belonging in BELONGINGS:
        rows = moved.get(belonging.key, [])
        still = [row for row in rows if row in set(belonging.rows(session, kept_id))]
        _write(session, belonging, still, {belonging.column.key: belonging.mark(gone_id)})
        standing: dict[str, datetime | int | str | None] = dict.fromkeys(
            ("voided_at", "voided_by_id", "voided_because")
        )
        voided = moved.get(f"{belonging.key}:voided", [])
        _write(session, belonging, [row for row in voided if row in still], standing)
        if len(still) < len(rows):
            missed.append(belonging.word)
    return missed


def _write(session: Session, belonging: Belonging, rows: list[int], values: dict[str, Any]) -> None:
    table: Table = belonging.column.class_.__table__
    for part in _parts(rows):
        session.execute(update(table).where(table.c.id.in_(part)).values(values))


def _standing(model: Any) -> list[ColumnElement[bool]]:
    return [model.voided_at.is_(None)] if hasattr(model, "voided_at") else []


def _parts(rows: list[int]) -> Iterable[list[int]]:
    return (rows[at : at + AT_ONCE] for at in range(0, len(rows), AT_ONCE))
