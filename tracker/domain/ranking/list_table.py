"""The table of a list becomes rows; whatever is wrong is told line by line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.domain.ranking import RankingList
from tracker.domain.ranking.list_cells import (
    LAST_RANK,
    Cells,
    cells_of,
    faults_in,
    faults_of_title,
    rank_of,
    revenue_of,
)
from tracker.domain.ranking.list_headers import Header, Part, folded, header_of
from tracker.matching.normal_name import normal_name
from tracker.refusal import Refused

FOOTERS = (
    "合计",
    "总计",
    "小计",
    "注",
    "备注",
    "说明",
    "来源",
    "数据来源",
    "资料来源",
    "单位",
    "制表",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list as printed; `line` is where it stands in the file, counted from 1."""

    line: int
    rank: int
    name: str
    other_name: str = ""
    province: str = ""
    revenue_yuan: int | None = None

    @property
    def said(self) -> tuple[Any, ...]:
        """What it says, wherever in the file it stands."""
        return self.rank, self.name, self.other_name, self.province, self.revenue_yuan


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line (0: in the file as a whole), in the user's words."""

    line: int
    said: str


@dataclass(slots=True)
class Table:
    """What a file says of one list: its rows by rank, and what is wrong or worth knowing."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_complete(self) -> bool:
        return [row.rank for row in self.rows] == list(range(1, LAST_RANK + 1))

    @property
    def extent(self) -> str:
        """How much of the list it is, e.g. 全部 500 家 or 第 1–120 名，共 120 家，不是全榜."""
        if self.is_complete:
            return f"全部 {LAST_RANK} 家"
        first, last, many = self.rows[0].rank, self.rows[-1].rank, len(self.rows)
        gaps = last - first + 1 - many
        missing = f"，中间缺 {gaps} 个名次" if gaps else ""
        return f"第 {first}–{last} 名，共 {many} 家，不是全榜{missing}"


def read(
    rows: Sequence[Sequence[Any]],
    kind: RankingList,
    year: int,
    doubts: Iterable[tuple[int, int, str]] = (),
    called: str = "",
) -> Table:
    """Understand the rows of a sheet as the list of that kind and year.

    `doubts` are cells not to be trusted: row and column, both counted from 0, and why.
    What the file is `called` proves nothing, so another list's name is only noted.
    """
    table = Table()
    table.notes += [f"文件名{said}请核对。" for said in faults_of_title([called], kind, year)]
    try:
        header = header_of(rows)
    except Refused as refusal:
        table.faults.append(Fault(0, refusal.message))
        return table
    table.notes += header.notes
    table.faults += [Fault(header.line, said) for said in header.wrong]
    for line, row in enumerate(rows[: header.line - 1], start=1):
        table.faults += [Fault(line, said) for said in faults_of_title(row, kind, year)]
    if {Part.RANK, Part.NAME} <= header.columns.keys():
        doubtful = _doubtful(header, doubts)
        for line, cells in _lines_below(header, rows):
            wrong = [*faults_in(cells, header, kind, year), *doubtful.get(line, ())]
            table.faults += [Fault(line, said) for said in wrong]
            if not wrong:
                table.rows.append(_made(line, cells, header))
        table.faults += _met_twice(table.rows)
    if not table.rows and not table.faults:
        table.faults.append(Fault(header.line, "表头下面没有一行企业，请检查是不是选错了文件。"))
    table.faults.sort(key=lambda fault: fault.line)
    table.rows.sort(key=lambda row: row.rank)
    return table


def _lines_below(header: Header, rows: Sequence[Sequence[Any]]) -> Iterator[tuple[int, Cells]]:
    """The lines that speak of a firm: not the empty ones, the footers or the header once more."""
    for line, row in enumerate(rows[header.line :], start=header.line + 1):
        cells = cells_of(row, header)
        if any(cells.values()) and not _is_footer(row) and row != rows[header.line - 1]:
            yield line, cells


def _is_footer(row: Sequence[Any]) -> bool:
    """A line of one cell, or a sum, that belongs to no firm."""
    filled = [folded(cell) for cell in row if folded(cell)]
    return filled[0] in FOOTERS or (len(filled) == 1 and filled[0].startswith(FOOTERS))


def _doubtful(header: Header, doubts: Iterable[tuple[int, int, str]]) -> Mapping[int, list[str]]:
    """What the file's reader doubts in our own columns, by line."""
    named = {one.place: part.label for part, one in header.columns.items()}
    found: dict[int, list[str]] = {}
    for row, place, said in doubts:
        if place in named:
            found.setdefault(row + 1, []).append(f"“{named[place]}”{said}")
    return found


def _made(line: int, cells: Cells, header: Header) -> Row:
    rank = rank_of(cells)
    assert rank is not None, "judged before"
    return Row(
        line,
        rank,
        cells[Part.NAME],
        cells.get(Part.OTHER_NAME, ""),
        cells.get(Part.PROVINCE, ""),
        revenue_of(cells, header),
    )


def _met_twice(rows: Iterable[Row]) -> Iterator[Fault]:
    """A rank and a firm stand once on a list: none of the three publishers prints a tie."""
    ranks: dict[int, Row] = {}
    names: dict[str, Row] = {}
    for row in rows:
        if (other := ranks.setdefault(row.rank, row)) is not row:
            said = f"排名 {row.rank} 与第 {other.line} 行“{other.name}”重复。"
            yield Fault(row.line, said)
        if (other := names.setdefault(normal_name(row.name), row)) is not row:
            said = f"“{row.name}”与第 {other.line} 行是同一家，一份榜单里只能出现一次。"
            yield Fault(row.line, said)
