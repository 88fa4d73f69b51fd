"""A firm is found by its names and its code, kept so in the writer's transaction."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.project import Project
from tracker.domain.search import project_index as projects
from tracker.domain.search.searched_names import names_of
from tracker.domain.search.text_index import FIRMS, index_row, is_indexed, searched_in

AT_ONCE = 500


def reindex(session: Session, firm_ids: Collection[int]) -> None:
    """Make these firms, and the projects that are theirs, found by their names of now."""
    for part in _parts(sorted(firm_ids)):
        for firm_id, told in names_of(session, part).items():
            index_row(session, FIRMS, firm_id, searched_in(told))
        projects.reindex(session, Project.firm_id.in_(part))


def search_differences(session: Session) -> Iterator[str]:
    """Every firm that is not found by its names."""
    last = 0
    while True:
        asked = select(Firm.id).where(Firm.id > last).order_by(Firm.id).limit(AT_ONCE)
        ids = list(session.scalars(asked))
        for firm_id, told in names_of(session, ids).items():
            if not is_indexed(session, firm_id, searched_in(told), FIRMS):
                yield f"firm {firm_id}: the search index does not hold its names"
        if len(ids) < AT_ONCE:
            return
        last = ids[-1]


def keep_firm_index(session: Session, *_: object) -> None:
    """Index every firm that comes or whose names change, when it has its number."""
    new = {row.id for row in session.new if isinstance(row, Firm)}
    touched = {
        firm_id
        for row in (*session.new, *session.dirty, *session.deleted)
        for firm_id in _firms_touched(row)
    }
    with session.no_autoflush:
        if new:
            for firm_id, told in names_of(session, sorted(new)).items():
                index_row(session, FIRMS, firm_id, searched_in(told))
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


def _parts(ids: list[int]) -> Iterable[list[int]]:
    return (ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE))
