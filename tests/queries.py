"""The queries that a request makes, counted and looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session


@contextmanager
def counted_queries() -> Iterator[list[str]]:
    """Every statement that any engine runs meanwhile, but for the bounds of transactions."""
    seen: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@contextmanager
def statements_of(session: Session) -> Iterator[list[tuple[Any, dict[str, Any]]]]:
    """Every statement that the session runs meanwhile, as it was written, with what is bound."""
    seen: list[tuple[Any, dict[str, Any]]] = []

    def note(_: Any, statement: Any, __: Any, values: dict[str, Any], ___: Any) -> None:
        seen.append((statement, values))

    connection = session.connection()
    event.listen(connection, "before_execute", note)
    try:
        yield seen
    finally:
        event.remove(connection, "before_execute", note)
