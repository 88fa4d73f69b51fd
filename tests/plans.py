"""How a database would run what it is asked: EXPLAIN read alike from SQLite and PostgreSQL.

The tables of tests are small, and of a small table the cheapest is to read all. So SQLite
plans without statistics, and PostgreSQL with such of large tables; it is forbidden to walk
where it can do otherwise, so that what it still walks no index serves.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from tracker.domain.statement_cache import KeptStatement

RELUCTANT = "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off"
ALL_LARGE = """
    UPDATE pg_class SET reltuples = 100000, relpages = 1, relallvisible = 1
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
"""
"""For this transaction every table that fills a page has a hundred thousand rows."""
READ = re.compile(
    r"(SCAN|SEARCH) (\S+)(?: USING (COVERING )?(?:INDEX (\S+)|(INTEGER PRIMARY KEY)))?"
)
MADE = ("anon_", "(subquery", "CONSTANT")
"""What SQLite has just made itself: no table."""


@dataclass(frozen=True, slots=True)
class Read:
    """A table (on SQLite under the statement's name for it), and the index it is read by."""

    table: str
    index: str = ""
    is_covered: bool = False
    """Whether the index holds all that is asked, so that the table is not touched."""
    is_whole: bool = False
    """Whether it is read from end to end, every row of it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is read, step by step, and how often the rows have to be sorted."""

    reads: tuple[Read, ...]
    sorts: int
    told: str

    def of(self, table: str) -> list[Read]:
        return [one for one in self.reads if one.table == table]

    @property
    def walked(self) -> set[str]:
        """The tables that are read from end to end without an index that is made for it."""
        return {one.table for one in self.reads if one.is_whole and not one.index}


def dialect_of(session: Session) -> str:
    return session.get_bind().dialect.name


PlanOf = Callable[[Any], Plan]
"""The plan of a statement, kept or not."""
PlansOf = Callable[[Callable[[], Any]], list[Plan]]
"""The plans of all that is read while something is done."""


def plans_of(session: Session, ask: Callable[[], Any]) -> list[Plan]:
    """The plans of every statement that `ask` reads by in this session."""
    session.flush()
    connection = session.connection()
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.lstrip(" (").startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(connection, "before_cursor_execute", note)
    assert asked, "nothing was read"
    explain = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
    return list(explain(session, asked))


def plan_of(session: Session, statement: Any) -> Plan:
    """The plan of that statement alone."""

    def ask() -> Any:
        if isinstance(statement, KeptStatement):
            return statement.rows(session)
        return session.execute(statement).all()

    (plan,) = plans_of(session, ask)
    return plan


def _on_sqlite(session: Session, asked: list[tuple[str, Any]]) -> Iterator[Plan]:
    if session.scalar(text("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'")):
        session.execute(text("DELETE FROM sqlite_stat1"))
        session.execute(text("ANALYZE sqlite_schema"))
    for statement, values in asked:
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [row[3] for row in rows]
        found = [match for step in steps if (match := READ.match(step))]
        yield Plan(
            tuple(_sqlite_read(one) for one in found if not one[2].startswith(MADE)),
            sum("TEMP B-TREE" in step for step in steps),
            "\n".join(steps),
        )


def _sqlite_read(step: re.Match[str]) -> Read:
    how, table, covering, index, key = step.groups()
    return Read(table, index or key or "", bool(covering), is_whole=how == "SCAN")


def _on_postgresql(session: Session, asked: list[tuple[str, Any]]) -> Iterator[Plan]:
    session.execute(text(RELUCTANT))
    session.execute(text(ALL_LARGE))
    for statement, values in asked:
        explained = session.connection().exec_driver_sql(
            f"EXPLAIN (FORMAT JSON) {statement}", values
        )
        nodes = list(_nodes(explained.scalar_one()[0]["Plan"]))
        yield Plan(
            tuple(_postgresql_read(one) for one in nodes if "Relation Name" in one),
            sum(one["Node Type"] in ("Sort", "Incremental Sort") for one in nodes),
            "\n".join(" ".join(map(str, one.values())) for one in nodes),
        )


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield {name: value for name, value in plan.items() if name != "Plans"}
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def _postgresql_read(node: dict[str, Any]) -> Read:
    """By its primary key and without a condition a table is walked as any other way."""
    is_whole, index = "Index Cond" not in node, node.get("Index Name", "")
    is_made_for_it = not (is_whole and index.startswith("pk_"))
    return Read(
        node["Relation Name"],
        index if is_made_for_it else "",
        node["Node Type"] == "Index Only Scan",
        is_whole,
    )
