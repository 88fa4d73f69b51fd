"""Indexed: a firm is found by its names and its code, kept so in the writer's transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import event, func, inspect, select
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.project import Project
from tracker.domain.search import FIRMS, index_project, index_row, is_indexed, searched_text

AT_ONCE = 500


def reindex(session: Session, firm_ids: Collection[int]) -> None:
    """Make these firms, and the projects that are theirs, found by their names of now."""
    for part in _parts(sorted(firm_ids)):
        names = _names(session, part)
        for firm_id, told in names.items():
            index_row(session, FIRMS, firm_id, searched_text(told))
    reindex_projects(session, firm_ids)


def reindex_projects(session: Session, firm_ids: Collection[int]) -> None:
    """Make the projects of these firms found by the firms' names of now."""
    for part in _parts(sorted(firm_ids)):
        asked = select(Project.id, Project.name, Project.code, Project.firm_id)
        projects = session.execute(asked.where(Project.firm_id.in_(part))).all()
        # A project is not found by its firm's code, so that one's is left out.
        names = _names(session, part, with_code=False) if projects else {}
        for project_id, name, code, firm_id in projects:
            told = [name, code, *names.get(firm_id or 0, ())]
            index_project(session, project_id, searched_text(told))


def search_differences(session: Session) -> Iterator[str]:
    """Every firm that is not found by its names."""
    last = 0
    while True:
        asked = select(Firm.id).where(Firm.id > last).order_by(Firm.id).limit(AT_ONCE)
        ids = list(session.scalars(asked))
        for firm_id, told in _names(session, ids).items():
            if not is_indexed(session, firm_id, searched_text(told), FIRMS):
                yield f"firm {firm_id}: the search index does not hold its names"
        if len(ids) < AT_ONCE:
            return
        last = ids[-1]


@event.listens_for(Session, "after_flush")
def keep_index(session: Session, *_: object) -> None:
    """Index every firm that comes or whose names change, when it has its number."""
    new = {row.id for row in session.new if isinstance(row, Firm)}
    touched = {
        firm_id
        for row in (*session.new, *session.dirty, *session.deleted)
        for firm_id in _firms_touched(row)
    }
    with session.no_autoflush:
        if new:
            for firm_id, told in _names(session, sorted(new)).items():
                index_row(session, FIRMS, firm_id, searched_text(told))
        if others := touched - new:
            reindex(session, others)


def _firms_touched(row: Any) -> set[int]:
    """The firms whose names this row's change makes others."""
    state = inspect(row)
    # An alias that is taken off its firm's list is deleted without its state saying so yet.
    watched = {Firm: ("name", "credit_code"), FirmAlias: ("firm", "firm_id", "name")}
    names = watched.get(type(row), ())
    if not names or not (
        state.deleted or any(state.attrs[name].history.has_changes() for name in names)
    ):
        return set()
    if isinstance(row, Firm):
        return {row.id}
    return {one for one in state.attrs.firm_id.history.sum() if one}


def _names(
    session: Session, firm_ids: Collection[int], *, with_code: bool = True
) -> dict[int, list[str]]:
    """What each firm is called: its name, its aliases, its code."""
    found: dict[int, list[str]] = defaultdict(list)
    own = select(Firm.id, Firm.name).where(Firm.id.in_(firm_ids))
    also = select(FirmAlias.firm_id, FirmAlias.name).where(FirmAlias.firm_id.in_(firm_ids))
    code = select(Firm.id, func.coalesce(Firm.credit_code, "")).where(Firm.id.in_(firm_ids))
    for asked in (own, also.order_by(FirmAlias.id), *((code,) if with_code else ())):
        for firm_id, text in session.execute(asked):
            found[firm_id].append(text)
    return found


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
