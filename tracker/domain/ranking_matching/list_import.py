"""A checked list is taken in whole or not at all, in place of the one before."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.event import EventKind, EventTail, note_event
from tracker.domain.people.user import Actor
from tracker.domain.ranking import Ranking, RankingEntry, RankingList, counts_from
from tracker.domain.ranking.list_table import Table
from tracker.domain.ranking_matching.import_check import (
    Announced,
    Report,
    announced_of,
    check,
    said_by,
)
from tracker.domain.ranking_matching.project_badges import retier
from tracker.domain.ranking_matching.rematching import body_of
from tracker.refusal import Refused

FIRST_BEFORE = "您预览之后，有人导入或撤销过这份榜单。请再看一遍下面的预览。"


def take_in(
    session: Session,
    announced: Announced,
    table: Table,
    *,
    by: Actor | None,
    on: date,
    seen: int | None = None,
) -> Ranking:
    """Take the list in, in place of the one of that kind and year; its matches are carried over.

    `seen` is the number of the ranking that stood when the preview was made. The same
    list once more changes nothing. Raises Refused when a row is wrong, or when
    somebody else was first.
    """
    alone(session)
    report = check(session, announced, table, on=on)
    if table.faults:
        raise Refused(f"有 {len(table.faults)} 处要改，整份没有导入。")
    standing = report.standing
    if (standing.id if standing else None) != seen:
        raise Refused(FIRST_BEFORE)
    if report.is_same and standing is not None:
        return standing
    ranking = _entered(report, by, on)
    if standing is not None:
        assert by is not None, "a correction is somebody's"
        standing.void(by.id, f"由 {on:%Y-%m-%d} 导入的更正件代替")
        session.flush()
    session.add(ranking)
    session.flush()
    _note(session, ranking, report, by, on)
    retier_list(session, ranking.kind, on)
    return ranking


def alone(session: Session) -> None:
    """Nobody else takes in or takes back until the commit: who writes an event holds its tail."""
    session.scalar(select(EventTail).with_for_update())


def retier_list(session: Session, kind: RankingList, on: date) -> int:
    """Work out the badges of all firms that are, or were, on a list of this kind."""
    session.flush()
    asked = select(RankingEntry.firm_id.distinct()).join(Ranking).where(Ranking.kind == kind)
    firms = session.scalars(asked.where(RankingEntry.firm_id.is_not(None)))
    return retier(session, (firm_id for firm_id in firms if firm_id), on)


def _entered(report: Report, by: Actor | None, on: date) -> Ranking:
    announced, table, before = report.announced, report.table, report.standing
    known_on = before.on if before and not before.is_dated else on
    ranking = Ranking(
        kind=announced.kind,
        year=announced.year,
        publisher=announced.publisher.strip(),
        source=announced.source.strip(),
        is_dated=announced.published_on is not None,
        is_complete=table.is_complete,
        by_id=by.id if by else None,
        on=counts_from(announced.year, announced.published_on, known_on),
        replaces_id=before.id if before else None,
    )
    ranking.entries = [
        RankingEntry(
            rank=row.rank,
            name=row.name,
            body=body_of(row.name),
            other_name=row.other_name,
            province=row.province,
            revenue_yuan=row.revenue_yuan,
            **report.founds[row.rank].columns,
        )
        for row in table.rows
    ]
    return ranking


def _note(session: Session, ranking: Ranking, report: Report, by: Actor | None, on: date) -> None:
    """One event, with the old values of whatever a correction changed."""
    change, standing = report.difference, report.standing
    before: dict[str, Any] = {}
    if standing is not None:
        altered = [*(entry for entry, _ in change.changed), *change.gone]
        before = {"ranking": standing.id, "entries": [said_by(entry) for entry in altered]}
        before |= _said(announced_of(standing)) if change.is_said_anew else {}
    note_event(
        session,
        EventKind.RANKING_IMPORTED,
        by=by,
        on=on,
        subject=f"ranking:{ranking.id}",
        before=before,
        after={
            "list": ranking.full_name,
            **_said(report.announced),
            "rows": len(ranking.entries),
            "is_complete": ranking.is_complete,
            "added": len(change.added),
            "changed": len(change.changed),
            "gone": len(change.gone),
            **{match.value: many for match, many in report.tally.items()},
        },
    )


def _said(announced: Announced) -> dict[str, Any]:
    day = announced.published_on
    return {
        "publisher": announced.publisher,
        "source": announced.source,
        "published_on": day.isoformat() if day else None,
    }
