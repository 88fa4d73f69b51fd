"""Said: a standing in words: which list, year and rank, and through whom."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm
from tracker.domain.firm.kin import percent
from tracker.domain.ranking.standing import Standing, standing_of


def standings_said(session: Session, firm_id: int, on: date) -> list[str]:
    """Every list that the firm stands on that day, the most telling first, a sentence each."""
    stood = standing_of(session, [firm_id], on).get(firm_id, [])
    names = _names(session, (one.firm_id for one in stood if one.through))
    return [said(one, names.get(one.firm_id, "")) for one in stood]


def said(stood: Standing, listed: str = "") -> str:
    """e.g. 中国企业500强 2025 第 20 名，经“示例集团”逐级持股 51%、60%."""
    place = f"{stood.kind.label} {stood.year} 第 {stood.rank} 名"
    if not stood.through:
        return place
    shares = "、".join(percent(step.share_bp) for step in stood.through)
    steps = "逐级" if len(stood.through) > 1 else ""
    return f"{place}，经“{listed}”{steps}持股 {shares}"


def _names(session: Session, firm_ids: Iterable[int]) -> dict[int, str]:
    rows = session.execute(select(Firm.id, Firm.name).where(Firm.id.in_(list(firm_ids))))
    return dict(rows.tuples().all())
