"""Entries are asked again when a firm comes or takes a name, or a person settles."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, bindparam, inspect, select
from sqlalchemy.orm import Session

from tracker.domain.base import utc_now
from tracker.domain.calendar import local_day
from tracker.domain.event import EventKind, note_event
from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.people.user import Actor
from tracker.domain.ranking import Match, Ranking, RankingEntry
from tracker.domain.ranking_matching.entry_matches import NOTHING, find
from tracker.domain.ranking_matching.project_badges import retier
from tracker.domain.same_firm.settlements import Verdict, settle
from tracker.matching.name_parts import names_in, parts_of

LONGEST_BODY = 120
MATCH = tuple(NOTHING.columns)
_entries = RankingEntry.__table__
REMATCHED = (
    _entries.update()  # type: ignore[attr-defined]
    .where(_entries.c.id == bindparam("rematched"))
    .values({name: bindparam(f"new_{name}") for name in MATCH})
)


def body_of(name: str) -> str:
    """What a firm that comes later finds an entry of this name by."""
    return parts_of(name).body[:LONGEST_BODY]


def settle_entry(
    session: Session,
    entry: RankingEntry,
    firm: Firm,
    verdict: Verdict,
    *,
    because: str,
    by: Actor,
    on: date,
) -> None:
    """Decide whether an entry is that firm: its name is never asked about again, on any list."""
    settle(session, firm, entry.name, verdict, because=because, by=by, on=on)
    session.flush()
    ask_again(session, RankingEntry.body == entry.body, on)


def match_anew(session: Session, ranking: Ranking, *, by: Actor | None, on: date) -> int:
    """Ask again about every entry of a list that has no firm; says how many changed.

    No event where nothing did.
    """
    changed = ask_again(session, without_firm(ranking.id), on)
    if changed:
        note_event(
            session,
            EventKind.RANKING_MATCHED,
            by=by,
            on=on,
            subject=f"ranking:{ranking.id}",
            after={"list": ranking.full_name, "changed": changed},
        )
    return changed


def ask_again(session: Session, wanted: ColumnElement[bool], today: date) -> int:
    """Match these entries of the lists that stand; badges follow. Says how many changed."""
    changed = changed_matches(session, wanted)
    if changed:
        session.connection().execute(REMATCHED, [_values(*pair) for pair in changed])
        for loaded in [one for one in session.identity_map.values() if _is_entry(one)]:
            session.expire(loaded, MATCH)
        joined = {row.firm_id for row, _ in changed} | {new["firm_id"] for _, new in changed}
        retier(session, joined - {None}, today)
    return len(changed)


def changed_matches(
    session: Session, wanted: ColumnElement[bool]
) -> list[tuple[Any, dict[str, Any]]]:
    """The wanted entries that would be matched otherwise now, and how; nothing is written."""
    asked = select(RankingEntry.id, RankingEntry.name, RankingEntry.province)
    asked = asked.add_columns(*(getattr(RankingEntry, name) for name in MATCH))
    rows = session.execute(
        asked.join(Ranking).where(Ranking.voided_at.is_(None), wanted).order_by(RankingEntry.id)
    ).all()
    return [
        (row, found.columns)
        for row, found in zip(rows, find(session, rows), strict=True)
        if any(getattr(row, name) != value for name, value in found.columns.items())
    ]


def without_firm(ranking_id: int) -> ColumnElement[bool]:
    """The entries of a list that have not found their firm."""
    return (RankingEntry.ranking_id == ranking_id) & (RankingEntry.match != Match.CERTAIN)


def standing_ids(session: Session) -> list[int]:
    """The numbers of the lists that stand."""
    return list(session.scalars(select(Ranking.id).where(Ranking.voided_at.is_(None))))


def body_differences(session: Session) -> Iterator[str]:
    """Every entry that a firm of its name would not find."""
    rows = session.execute(select(RankingEntry.id, RankingEntry.name, RankingEntry.body))
    for number, name, body in rows:
        if body != body_of(name):
            yield f"ranking entry {number}: its body is not that of its name"


def _values(row: Any, columns: dict[str, Any]) -> dict[str, Any]:
    return {"rematched": row.id} | {f"new_{name}": value for name, value in columns.items()}


def _is_entry(one: Any) -> bool:
    return isinstance(one, RankingEntry)


def meet_new_names(session: Session, *_: object) -> None:
    """A firm that comes, or takes another name, meets the entries that bear it.

    Its keys are in place by then: tracker/domain/upkeep.py calls their keeper first.
    """
    with session.no_autoflush:
        rows = [*session.new, *session.dirty]
        bodies = {body_of(one) for row in rows for name in _names(row) for one in names_in(name)}
        if bodies:
            is_theirs = RankingEntry.body.in_(bodies) & (RankingEntry.match != Match.CERTAIN)
            ask_again(session, is_theirs, local_day(utc_now()))


def _names(row: Any) -> Iterator[str]:
    if isinstance(row, Firm | FirmAlias) and _is_renamed(inspect(row)):
        yield row.name


def _is_renamed(state: Any) -> bool:
    return bool(state.attrs.name.history.has_changes())
