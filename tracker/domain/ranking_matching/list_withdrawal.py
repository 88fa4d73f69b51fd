"""An import undone with a reason; what it had replaced stands again."""

from datetime import date

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from tracker.domain.event import EventKind, note_event
from tracker.domain.people.user import Actor
from tracker.domain.ranking import Ranking, RankingEntry
from tracker.domain.ranking_matching.list_import import alone, retier_list
from tracker.refusal import Refused, need

NOT_CARRIED = {"id", "recorded_at", "ranking_id"}


def take_back(
    session: Session, ranking: Ranking, *, by: Actor, on: date, because: str
) -> Ranking | None:
    """Void a ranking. One that it had replaced stands again as a copy, which is given back.

    The voided rows stay as they were: what was believed until today can still be read.
    """
    alone(session)
    session.refresh(ranking)
    need(because, "请写明为什么撤销。")
    if ranking.is_void:
        raise Refused("这份榜单已经撤销或被更正件代替，不用再撤销。")
    ranking.void(by.id, because)
    session.flush()
    earlier = ranking.replaces
    restored = _copied(earlier, by, on) if earlier else None
    if restored:
        session.add(restored)
        session.flush()
    note_event(
        session,
        EventKind.RANKING_TAKEN_BACK,
        by=by,
        on=on,
        because=because,
        subject=f"ranking:{ranking.id}",
        before={"rows": len(ranking.entries)},
        after={"list": ranking.full_name, "restored": restored.id if restored else None},
    )
    retier_list(session, ranking.kind, on)
    return restored


def _copied(earlier: Ranking, by: Actor, on: date) -> Ranking:
    """The earlier one once more; what it had replaced is behind the copy too."""
    copy = Ranking(
        kind=earlier.kind,
        year=earlier.year,
        publisher=earlier.publisher,
        on=earlier.on,
        is_dated=earlier.is_dated,
        is_complete=earlier.is_complete,
        source=earlier.source,
        replaces_id=earlier.replaces_id,
        by_id=by.id,
    )
    columns = [one.key for one in inspect(RankingEntry).columns if one.key not in NOT_CARRIED]
    copy.entries = [
        RankingEntry(**{name: getattr(entry, name) for name in columns})
        for entry in earlier.entries
    ]
    return copy
