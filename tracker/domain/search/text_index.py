"""Finding by any two characters: bigrams in FTS5 on SQLite, in a tsvector on PostgreSQL.

The one module where the SQL of the two databases differs. Every character is
written as its code point, so that each tokenizer takes any script or sign as it is.
Pinyin is found from the beginning of a syllable on: gg finds 钢管 by its initials, and
not whatever happens to have a g behind a g.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Connection,
    Dialect,
    String,
    TypeDecorator,
    bindparam,
    column,
    select,
    text,
)
from sqlalchemy import table as lightweight
from sqlalchemy.orm import Session

from tracker.matching.normal_name import normal_name
from tracker.matching.pinyin import Spelling, spelled

GAP = "gap"
SOUND = "p"
"""What a sound begins with, that it may be no bigram."""

LONGEST_TERM = 40
_NO_SOUND = re.compile(r"[^a-z0-9]+")

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


@dataclass(frozen=True, slots=True)
class Searched:
    """What a row is found by: any part of a line, and a sound from its beginning on.

    The lines are its names, folded, and their initials; the sounds are their pinyin
    from each syllable on.
    """

    lines: tuple[str, ...]
    sounds: tuple[str, ...]

    def holds(self, plain: str) -> bool:
        """Whether the folded word is found in it; the twin of `matches`."""
        in_line = any(plain in line for line in self.lines)
        return in_line or (_may_be_sound(plain) and any(map(_begins(plain), self.sounds)))

    @property
    def tokens(self) -> str:
        """The bigrams of each line in order, a gap between lines so that no phrase spans two.

        Behind them the sounds, each whole.
        """
        words: list[str] = []
        for line in self.lines:
            words += [_token(line[at : at + 2]) for at in range(len(line))]
            words.append(GAP)
        return " ".join([*words, *(SOUND + sound for sound in self.sounds)])


def searched_in(names: Iterable[str]) -> Searched:
    """What a row of these names is found by."""
    return searched_of(map(spelled, names))


def searched_of(names: Iterable[Spelling]) -> Searched:
    """The same of names that are spelled already."""
    lines: dict[str, None] = {}
    sounds: dict[str, None] = {}
    for name in names:
        if name.plain:
            lines.update(dict.fromkeys((name.plain, name.initials)))
            sounds.update(dict.fromkeys(_sounds_of(name)))
    return Searched(tuple(lines), tuple(sounds))


def index_row(session: Session, table: str, row_id: int, searched: Searched) -> None:
    """Put what a row is found by into that index, in place of what stood there."""
    session.execute(text(_DELETE.format(table=table)), {"id": row_id})
    session.execute(
        text(_INSERT[session.get_bind().dialect.name].format(table=table)),
        {"id": row_id, "tokens": searched.tokens},
    )


def is_indexed(session: Session, row_id: int, searched: Searched, table: str = PROJECTS) -> bool:
    """Whether the index holds exactly this for the row."""
    asked = text(_SAME[session.get_bind().dialect.name].format(table=table))
    return bool(session.scalar(asked, {"id": row_id, "tokens": searched.tokens}))


def insert_many(
    connection: Connection, rows: list[dict[str, object]], table: str = PROJECTS
) -> None:
    """Index many new rows at once: rows of {"id", "tokens"}."""
    connection.execute(text(_INSERT[connection.dialect.name].format(table=table)), rows)


class Term(TypeDecorator[str]):
    """A folded word, bound as each database asks for it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return _query(dialect.name, value) if value else None


def terms(asked: str, table: str = PROJECTS) -> dict[str, str]:
    """The folded words of what is asked for, by the names under which `matches` binds them."""
    plain = (normal_name(word)[:LONGEST_TERM] for word in asked.split())
    return {f"{table}_{number}": word for number, word in enumerate(filter(None, plain))}


def matches(
    dialect: str, asked: str, row_id: ColumnElement[int], table: str = PROJECTS
) -> list[ColumnElement[bool]]:
    """Conditions that hold for the rows in which every word of `asked` occurs."""
    indexed = lightweight(table, column("rowid"), column("tokens"))
    return [
        row_id.in_(
            select(indexed.c.rowid).where(
                text(_MATCH[dialect].format(table=table, name=name)).bindparams(
                    bindparam(name, word, type_=Term())
                )
            )
        )
        for name, word in terms(asked, table).items()
    ]


def _sounds_of(name: Spelling) -> list[str]:
    """The name's pinyin from each of its syllables on; none where it is its own pinyin."""
    if "".join(name.sounds) == name.plain:
        return []
    told = [_NO_SOUND.sub("", sound) for sound in name.sounds]
    return [rest for at in range(len(told)) if (rest := "".join(told[at:])[:LONGEST_TERM])]


def _may_be_sound(plain: str) -> bool:
    """A single letter is none: the initials tell it."""
    return len(plain) > 1 and not _NO_SOUND.search(plain)


def _begins(plain: str) -> Callable[[str], bool]:
    return lambda sound: sound.startswith(plain)


def _query(dialect: str, plain: str) -> str:
    """The substring as a phrase of its bigrams, or a sound's beginning.

    A lone character is the beginning of a bigram.
    """
    begins = "*" if dialect == "sqlite" else ":*"
    if len(plain) == 1:
        return f"{_token(plain)}{begins}"
    bigrams = [_token(plain[at : at + 2]) for at in range(len(plain) - 1)]
    if dialect == "sqlite":
        phrase, either = '"' + " ".join(bigrams) + '"', "OR"
    else:
        phrase, either = "(" + " <-> ".join(bigrams) + ")", "|"
    return f"{phrase} {either} {SOUND}{plain}{begins}" if _may_be_sound(plain) else phrase


def _token(signs: str) -> str:
    return "".join(f"x{ord(sign):x}z" for sign in signs)
