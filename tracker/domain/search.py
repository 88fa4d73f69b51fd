"""Finding by any two characters: bigrams in FTS5 on SQLite, in a tsvector on PostgreSQL.

The one module where the SQL of the two databases differs. Every character is
written as its code point, so that each tokenizer takes any script or sign as it is.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, bindparam, column, select, table, text
from sqlalchemy.orm import Session

from tracker.domain.names import normal_name
from tracker.domain.pinyin import pinyin_of

GAP = "gap"
LONGEST_TERM = 40

CREATE = {
    "sqlite": ["CREATE VIRTUAL TABLE project_search USING fts5(tokens, detail=full)"],
    "postgresql": [
        "CREATE TABLE project_search (rowid integer PRIMARY KEY, tokens tsvector NOT NULL)",
        "CREATE INDEX ix_project_search_tokens ON project_search USING gin (tokens)",
    ],
}
_INSERT = {
    "sqlite": "INSERT INTO project_search (rowid, tokens) VALUES (:id, :tokens)",
    "postgresql": "INSERT INTO project_search (rowid, tokens)"
    " VALUES (:id, to_tsvector('simple', :tokens))",
}
_SAME = {
    "sqlite": "SELECT tokens = :tokens FROM project_search WHERE rowid = :id",
    "postgresql": "SELECT tokens = to_tsvector('simple', :tokens) FROM project_search"
    " WHERE rowid = :id",
}
_MATCH = {
    "sqlite": "project_search MATCH :{name}",
    "postgresql": "tokens @@ to_tsquery('simple', :{name})",
}
_search = table("project_search", column("rowid"), column("tokens"))

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


def create_search(connection: Connection) -> None:
    """Make the search table; called by its migration."""
    for statement in CREATE[connection.dialect.name]:
        connection.execute(text(statement))


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
    session.execute(text("DELETE FROM project_search WHERE rowid = :id"), {"id": project_id})
    session.execute(
        text(_INSERT[session.get_bind().dialect.name]),
        {"id": project_id, "tokens": tokens_of(searched)},
    )


def is_indexed(session: Session, project_id: int, searched: str) -> bool:
    """Whether the index holds exactly this text for the project."""
    asked = text(_SAME[session.get_bind().dialect.name])
    return bool(session.scalar(asked, {"id": project_id, "tokens": tokens_of(searched)}))


def insert_many(connection: Connection, rows: list[dict[str, object]]) -> None:
    """Index many new projects at once: rows of {"id", "tokens"}."""
    connection.execute(text(_INSERT[connection.dialect.name]), rows)


def matches(dialect: str, asked: str, project_id: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """Conditions that hold for projects in which every word of `asked` occurs."""
    conditions: list[ColumnElement[bool]] = []
    for number, word in enumerate(asked.split()):
        plain = normal_name(word)[:LONGEST_TERM]
        if plain:
            name = f"search_{number}"
            found = text(_MATCH[dialect].format(name=name)).bindparams(
                bindparam(name, _query(dialect, plain))
            )
            conditions.append(project_id.in_(select(_search.c.rowid).where(found)))
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
