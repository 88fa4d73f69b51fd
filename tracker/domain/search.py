"""Finding by any two characters: bigrams in FTS5 on SQLite, in a tsvector on PostgreSQL.

The one module where the SQL of the two databases differs. Every character is
written as its code point, so that each tokenizer takes any script or sign as it is.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, bindparam, column, select, text
from sqlalchemy import table as lightweight
from sqlalchemy.orm import Session

from tracker.domain.names import normal_name
from tracker.domain.pinyin import pinyin_of

GAP = "gap"
LONGEST_TERM = 40

PROJECTS, FIRMS = "project_search", "firm_search"
"""The tables that are searched; a row is numbered as the project or firm that it finds."""

CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE {table} USING fts5(tokens, detail=full)"],
    "postgresql": [
        "CREATE TABLE {table} (rowid integer PRIMARY KEY, tokens tsvector NOT NULL)",
        "CREATE INDEX ix_{table}_tokens ON {table} USING gin (tokens)",
    ],
}
_INSERT = {
    "sqlite": "INSERT INTO {table} (rowid, tokens) VALUES (:id, :tokens)",
    "postgresql": "INSERT INTO {table} (rowid, tokens)"
    " VALUES (:id, to_tsvector('simple', :tokens))",
}
_DELETE = "DELETE FROM {table} WHERE rowid = :id"
_SAME = {
    "sqlite": "SELECT tokens = :tokens FROM {table} WHERE rowid = :id",
    "postgresql": "SELECT tokens = to_tsvector('simple', :tokens) FROM {table} WHERE rowid = :id",
}
_MATCH = {
    "sqlite": "{table} MATCH :{name}",
    "postgresql": "tokens @@ to_tsquery('simple', :{name})",
}

APPEND_ONLY = {
    "sqlite": [
        "CREATE TRIGGER event_keeps_{act} BEFORE {act} ON event"
        " BEGIN SELECT RAISE(ABORT, 'events are append-only'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION event_refuses_{act}() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN RAISE EXCEPTION ''events are append-only''; END'",
        "CREATE TRIGGER event_keeps_{act} BEFORE {act} ON event"
        " FOR EACH ROW EXECUTE FUNCTION event_refuses_{act}()",
    ],
}


def create_search(connection: Connection, table: str = PROJECTS) -> None:
    """Make a search table; called by its migration."""
    for statement in CREATE[connection.dialect.name]:
        connection.execute(text(statement.format(table=table)))


def keep_events_append_only(connection: Connection) -> None:
    """Make the database itself refuse to change or remove an event; called by its migration."""
    for act in ("UPDATE", "DELETE"):
        for statement in APPEND_ONLY[connection.dialect.name]:
            connection.execute(text(statement.format(act=act)))


def searched_text(names: Iterable[str]) -> str:
    """What is searched of these names: each folded, its pinyin and its initials, a line each."""
    lines: dict[str, None] = {}
    for name in names:
        if plain := normal_name(name):
            lines.update(dict.fromkeys((plain, *pinyin_of(plain))))
    return "\n".join(lines)


def tokens_of(searched: str) -> str:
    """The bigrams of each line in order, a gap between lines so that no phrase spans two."""
    words: list[str] = []
    for line in searched.split("\n"):
        words += [_token(line[at : at + 2]) for at in range(len(line))]
        words.append(GAP)
    return " ".join(words)


def index_project(session: Session, project_id: int, searched: str) -> None:
    """Put a project's searched text into the index, in place of what stood there."""
    index_row(session, PROJECTS, project_id, searched)


def index_row(session: Session, table: str, row_id: int, searched: str) -> None:
    """Put a row's searched text into that index, in place of what stood there."""
    session.execute(text(_DELETE.format(table=table)), {"id": row_id})
    session.execute(
        text(_INSERT[session.get_bind().dialect.name].format(table=table)),
        {"id": row_id, "tokens": tokens_of(searched)},
    )


def is_indexed(session: Session, row_id: int, searched: str, table: str = PROJECTS) -> bool:
    """Whether the index holds exactly this text for the row."""
    asked = text(_SAME[session.get_bind().dialect.name].format(table=table))
    return bool(session.scalar(asked, {"id": row_id, "tokens": tokens_of(searched)}))


def insert_many(
    connection: Connection, rows: list[dict[str, object]], table: str = PROJECTS
) -> None:
    """Index many new rows at once: rows of {"id", "tokens"}."""
    connection.execute(text(_INSERT[connection.dialect.name].format(table=table)), rows)


def matches(
    dialect: str, asked: str, row_id: ColumnElement[int], table: str = PROJECTS
) -> list[ColumnElement[bool]]:
    """Conditions that hold for the rows in which every word of `asked` occurs."""
    conditions: list[ColumnElement[bool]] = []
    for number, word in enumerate(asked.split()):
        plain = normal_name(word)[:LONGEST_TERM]
        if plain:
            name = f"{table}_{number}"
            found = text(_MATCH[dialect].format(table=table, name=name)).bindparams(
                bindparam(name, _query(dialect, plain))
            )
            indexed = lightweight(table, column("rowid"), column("tokens"))
            conditions.append(row_id.in_(select(indexed.c.rowid).where(found)))
    return conditions


def _query(dialect: str, plain: str) -> str:
    """The substring as a phrase of its bigrams; a lone character as the beginning of one."""
    if len(plain) == 1:
        return f"{_token(plain)}*" if dialect == "sqlite" else f"{_token(plain)}:*"
    phrase = [_token(plain[at : at + 2]) for at in range(len(plain) - 1)]
    if dialect == "sqlite":
        return '"' + " ".join(phrase) + '"'
    return " <-> ".join(phrase)


def _token(signs: str) -> str:
    return "".join(f"x{ord(sign):x}z" for sign in signs)
