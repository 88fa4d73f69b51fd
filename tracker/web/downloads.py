"""A list as a file: streamed on a connection of its own, under a name that says its day."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from flask import Response, abort, request
from sqlalchemy import Engine, Select

from tracker.extensions import db, writes
from tracker.sheets.delimited import ENCODINGS, stream
from tracker.web.rendering import today

ROWS_AT_ONCE = 1000


def thousands_of(statement: Select[Any]) -> Iterator[Sequence[Any]]:
    """Core rows in thousands, on a connection of their own that ends with the stream."""
    return _thousands(db.engine, statement)


def _thousands(engine: Engine, statement: Select[Any]) -> Iterator[Sequence[Any]]:
    # The stream outlives its request, so it says anew that it only reads.
    writes.set(False)
    with engine.connect().execution_options(
        stream_results=True, max_row_buffer=ROWS_AT_ONCE
    ) as connection:
        found = connection.execute(statement)
        while rows := found.fetchmany(ROWS_AT_ONCE):
            yield rows


def csv_of(
    name: str, headers: list[str], statement: Select[Any], write: Callable[[Any], list[Any]]
) -> Response:
    """The whole list, whatever its length, in a few megabytes of memory."""
    return csv_file(name, headers, (write(row) for rows in thousands_of(statement) for row in rows))


def csv_file(name: str, headers: list[str], lines: Iterable[Sequence[Any]]) -> Response:
    """The lines as they come, in the encoding that the address asks for."""
    encoding = request.args.get("encoding", "utf-8").lower()
    if encoding not in ENCODINGS:
        abort(422)
    answer = Response(stream(headers, lines, encoding), mimetype="text/csv")
    answer.headers["Content-Type"] = f"text/csv; charset={encoding}"
    file_name = quote(f"{name}-{today():%Y%m%d}.csv")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{file_name}"
    return answer
