"""A list as a file: read on a connection of its own, under a name that says its day."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from os import SEEK_END
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import quote

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine, Select, literal, select

from tracker.domain.base import utc_now
from tracker.domain.calendar import HERE
from tracker.extensions import db, writes
from tracker.refusal import Refused
from tracker.sheets.columns import Column
from tracker.sheets.delimited import ENCODINGS, stream
from tracker.sheets.papers import Paper, fill
from tracker.sheets.workbook import MOST_ROWS, TOO_LONG, About, write
from tracker.web.rendering import office, today

ROWS_AT_ONCE = 1000
A_PIECE = 64 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def thousands_of(statement: Select[Any]) -> Iterator[Sequence[Any]]:
    """Core rows in thousands, on a connection of their own that ends with the stream."""
    return _thousands(db.engine, statement)


def csv_file(name: str, headers: list[str], lines: Iterable[Sequence[Any]]) -> Response:
    """The lines as they come, in the encoding that the address asks for."""
    encoding = request.args.get("encoding", "utf-8").lower()
    if encoding not in ENCODINGS:
        abort(422)
    answer = Response(stream(headers, lines, encoding), mimetype="text/csv")
    answer.headers["Content-Type"] = f"text/csv; charset={encoding}"
    return _named(answer, f"{name}-{today():%Y%m%d}.csv")


def xlsx_file(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], asked: Iterable[str] = ()
) -> ResponseReturnValue:
    """The typed rows as a workbook, written to its end before a byte of it is sent.

    The file has no name on the disk and is gone when the answer is.
    """
    try:
        return _finished(
            f"{name}-{today():%Y%m%d}.xlsx",
            XLSX,
            lambda file: write(file, name, columns, rows, _about(asked)),
        )
    except Refused:
        return too_long()


def docx_file(
    paper: Paper, name: str, told: Mapping[str, Any], asked: Iterable[str] = ()
) -> Response:
    """The paper filled in as Word; beside what is told it says whose it is, of when and of what."""
    filled = {**asdict(_about(asked)), **told}
    return _finished(f"{name}-{today():%Y%m%d}.docx", DOCX, lambda file: fill(file, paper, filled))


def _finished(name: str, mimetype: str, make: Callable[[IO[bytes]], object]) -> Response:
    with ExitStack() as unsent:
        file = unsent.enter_context(TemporaryFile())
        make(file)
        unsent.pop_all()
    length = file.seek(0, SEEK_END)
    file.seek(0)
    answer = Response(_pieces_of(file), mimetype=mimetype)
    answer.content_length = length
    answer.call_on_close(file.close)
    return _named(answer, name)


def is_too_long(statement: Select[Any]) -> bool:
    """Whether a sheet cannot hold it all; asked first, for writing a million rows takes minutes."""
    one_too_many = statement.order_by(None).offset(MOST_ROWS).limit(1).subquery()
    return db.session.scalar(select(literal(1)).select_from(one_too_many)) is not None


def too_long(said: str = TOO_LONG, csv: str = "") -> tuple[str, int]:
    """The page that says so, and leads to the CSV of the same rows."""
    csv = csv or f"{request.path.removesuffix('.xlsx')}.csv?{request.query_string.decode()}"
    return render_template("components/too_long.html", said=said, csv=csv), 422


def _pieces_of(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(A_PIECE):
            yield piece


def _thousands(engine: Engine, statement: Select[Any]) -> Iterator[Sequence[Any]]:
    # The stream outlives its request, so it says anew that it only reads.
    writes.set(False)
    with engine.connect().execution_options(
        stream_results=True, max_row_buffer=ROWS_AT_ONCE
    ) as connection:
        found = connection.execute(statement)
        while rows := found.fetchmany(ROWS_AT_ONCE):
            yield rows


def _named(answer: Response, file_name: str) -> Response:
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file_name)}"
    return answer


def _about(asked: Iterable[str]) -> About:
    bureau = office()
    return About(
        asked="；".join(asked) or "全部",
        as_of=f"数据截至 {utc_now().astimezone(HERE):%Y-%m-%d %H:%M}",
        office=bureau.name if bureau else "",
    )
