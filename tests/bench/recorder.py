"""Records the statements of a request made in this process, ready to be run again and again."""

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import event

from tests.bench.client import Request
from tracker.extensions import db

FRESH = "\x00fresh"
"""Stands for a value that must differ each time, such as the token of a form."""

Statement = tuple[str, list[Any], bool]
UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA", "SAVEPOINT", "RELEASE")
_insert = re.compile(r'INSERT INTO "?(\w+)"? \(([^)]*)\) VALUES')
_guarded = re.compile(r" AND \w+\.version = \?$")


@dataclass
class Recording:
    """What one request asked of the database, and how much it answered."""

    status: int = 0
    bytes: int = 0
    writes: bool = False
    statements: list[Statement] = field(default_factory=list)

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)


class Recorder:
    """Makes requests of an app in this process and listens to its engine."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client(use_cookies=False)
        self._heard: list[Statement] = []
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._listen)

    def record(self, asked: Request) -> Recording:
        """Make the request, once to warm up if it only reads, and tell what it did."""
        if asked.method == "GET":
            self._ask(asked)
        found = Recording(writes=asked.method == "POST")
        self._heard.clear()
        found.status, found.bytes = self._ask(asked)
        found.statements = [repeatable(one) for one in self._heard]
        return found

    def tag_of(self, asked: Request) -> str:
        """The ETag of that answer."""
        with self.client.open(asked.path, headers=asked.headers) as answer:
            return str(answer.headers["ETag"])

    def close(self) -> None:
        with self.app.app_context():
            event.remove(db.engine, "before_cursor_execute", self._listen)
            db.engine.dispose()

    def _ask(self, asked: Request) -> tuple[int, int]:
        with self.client.open(
            asked.path, method=asked.method, headers=asked.headers, data=asked.body
        ) as answer:
            return answer.status_code, len(answer.get_data())

    def _listen(
        self, _conn: Any, _cursor: Any, statement: str, values: Any, _context: Any, is_many: bool
    ) -> None:
        if not statement.lstrip().upper().startswith(UNCOUNTED):
            self._heard.append((statement, list(values or ()), is_many))


def repeatable(told: Statement) -> Statement:
    """The statement so that it does the same work each time: free ids, fresh tokens, no guard."""
    sql, values, is_many = told
    if is_many:
        return told
    if _guarded.search(sql):
        return _guarded.sub("", sql), values[:-1], False
    if inserted := _insert.match(sql):
        columns = [column.strip().strip('"') for column in inserted[2].split(",")]
        for place, column in enumerate(columns[: len(values)]):
            if column == "id":
                values[place] = None
            elif column == "token":
                values[place] = FRESH
    return sql, values, False
