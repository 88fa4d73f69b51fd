"""Each column of a project list once; table and export read it.

Rows are written many at once, turned on their side: a column at a time costs
a fraction of a call for each cell.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tracker.domain.amounts import WAN
from tracker.domain.base import FAR_OFF
from tracker.domain.office.clocks import Reason
from tracker.domain.project.badge import badge_title, badge_words
from tracker.domain.project.light_rules import light_of
from tracker.domain.ranking import RankingList
from tracker.domain.words import Colour, Segment, Stage
from tracker.queries.project_list.arguments import in_wan

Sheet = dict[str, Sequence[Any]]
"""Rows turned on their side: the values of each column that was read."""

Write = Callable[[Sheet, date], Sequence[str]]
Values = Callable[[Sheet, date], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, and how it is written into a file from what was read.

    `kind` tells the table how to set it: text, name, money, day, light …
    `values` gives numbers and days as themselves, for a workbook wants more than their text.
    """

    key: str
    label: str
    kind: str
    write: Write
    sort: str = ""
    values: Values | None = None


def light(row: Any, today: date) -> Colour | None:
    return light_of(row.stage, row.yellow_on, row.red_on, today, is_printed=row.is_printed)


def reason(row: Any, today: date) -> str:
    """The first reason of a row's light as a card says it; empty when green, unlit or untold."""
    colour = light(row, today)
    if colour is Colour.RED and row.red_reason:
        return str(row.red_reason.said(row.red_since, today))
    if colour is Colour.YELLOW and row.yellow_reason:
        return str(row.yellow_reason.said(row.yellow_since, today))
    return ""


STAGES = {stage.value: stage.label for stage in Stage}
SEGMENTS = {None: ""} | {one.value: one.label for one in Segment}
LIGHTS = {"": ""} | {one.value: one.label for one in Colour}
SHAPES = {"": ""} | {one.value: f"{one.shape} {one.label}" for one in Colour}
TIERS = {None: None} | {one.value: one for one in RankingList}
REASONS = {one.value: one for one in Reason}
IN_PRINT = "见报"
NEVER = {None: "", FAR_OFF: "", FAR_OFF.isoformat(): ""}


class Made(dict[Any, Any]):
    """Cells by what they were made of, each made once: a thousand rows hold few different days."""

    def __init__(self, make: Callable[[Any], Any], known: dict[Any, Any] | None = None) -> None:
        super().__init__(known or {})
        self._make = make

    def __missing__(self, key: Any) -> Any:
        self[key] = self._make(key)
        return self[key]


def reasons(sheet: Sheet, today: date) -> list[str]:
    """The first reason of each row's light as a card says it; empty when green or unlit."""
    return [
        said(reason, since, today)
        for reason, since in zip(sheet["reason"], sheet["reason_since"], strict=True)
    ]


def badges(sheet: Sheet) -> tuple[list[str], list[str]]:
    """What each row's badge says, short and in full; empty where there is none."""
    kept = zip(sheet["tier"], sheet["tier_year"], sheet["tier_rank"], strict=True)
    told = [(TIERS[tier], year, rank) for tier, year, rank in kept]
    return [badge_words(kind, rank) for kind, _, rank in told], [badge_title(*one) for one in told]


@lru_cache(maxsize=8192)
def said(reason: str | None, since: Any, today: date) -> str:
    """A reason as it was read raw, in the words of a card."""
    return REASONS[reason].said(as_day(since), today) if reason else ""


def as_day(read: Any) -> date:
    """A day as it was read raw: SQLite keeps it as text."""
    return read if isinstance(read, date) else date.fromisoformat(read)


def _light_words(sheet: Sheet, today: date) -> list[str]:
    return [
        f"{LIGHTS[colour]} {why}" if why else LIGHTS[colour]
        for colour, why in zip(sheet["colour"], reasons(sheet, today), strict=True)
    ]


def _wan(name: str) -> Write:
    return lambda sheet, _: ["" if yuan is None else in_wan(yuan) for yuan in sheet[name]]


def _wan_itself(name: str) -> Values:
    return lambda sheet, _: [None if yuan is None else yuan / WAN for yuan in sheet[name]]


def _days(sheet: Sheet, today: date) -> list[str]:
    """How long it stands there; of what is known from print alone, only that it was printed."""
    written = Made(lambda since: str((today - as_day(since)).days))
    told = zip(sheet["since"], sheet["is_printed"], strict=True)
    return [IN_PRINT if is_printed else written[since] for since, is_printed in told]


def _days_themselves(sheet: Sheet, today: date) -> list[int | None]:
    return [None if told == IN_PRINT else int(told) for told in _days(sheet, today)]


def _as_read(name: str) -> Values:
    return lambda sheet, _: sheet[name]


def _word(name: str, labels: dict[Any, str]) -> Write:
    return lambda sheet, _: [labels[value] for value in sheet[name]]


def _day(name: str) -> Write:
    def write(sheet: Sheet, _: date) -> list[str]:
        written = Made(str, NEVER)
        return [written[day] for day in sheet[name]]

    return write


def _day_itself(name: str) -> Values:
    def values(sheet: Sheet, _: date) -> list[date | None]:
        made = Made(as_day, dict.fromkeys(NEVER))
        return [made[day] for day in sheet[name]]

    return values


def _blockers(sheet: Sheet, _: date) -> list[str]:
    return list(map(str, sheet["open_blockers"]))


COLUMNS: tuple[Column, ...] = (
    Column("code", "编号", "code", _as_read("code"), "newest"),
    Column("name", "项目名称", "name", _as_read("name"), "name"),
    Column("firm", "企业", "firm", _as_read("firm")),
    Column("tier", "三类500强", "text", lambda sheet, _: badges(sheet)[1]),
    Column("stage", "阶段", "stage", _word("stage", STAGES)),
    Column("days", "停留天数", "days", _days, "since", _days_themselves),
    Column("light", "灯", "light", _light_words, "urgency"),
    Column(
        "amount", "金额（万元）", "money", _wan("amount_yuan"), "amount", _wan_itself("amount_yuan")
    ),
    Column("words", "金额原话", "text", _as_read("amount_words")),
    Column(
        "credited",
        "本区计入（万元）",
        "money",
        _wan("credited_yuan"),
        "",
        _wan_itself("credited_yuan"),
    ),
    Column("segment", "上中下游", "text", _word("segment", SEGMENTS)),
    Column("link", "环节或行业", "text", _as_read("link")),
    Column("zone", "区域", "text", _as_read("zone")),
    Column("owner", "跟踪人", "text", _as_read("owner")),
    Column("department", "跟踪单位", "text", _as_read("department")),
    Column("sponsor", "包联领导", "text", _as_read("sponsor")),
    Column("blockers", "未销号堵点", "count", _blockers, "", _as_read("open_blockers")),
    Column("followed", "最近跟进", "day", _day("followed"), "", _day_itself("followed")),
    Column("next_on", "下次跟进", "day", _day("next_on"), "next", _day_itself("next_on")),
    Column("next_step", "下一步", "text", _as_read("next_step")),
    Column("filed", "登记日期", "day", _day("filed"), "", _day_itself("filed")),
    Column("quiet", "无进展原因", "text", _as_read("quiet")),
)

HEADERS = [column.label for column in COLUMNS]


def sheet_of(rows: Sequence[Any]) -> Sheet:
    """Rows as they were read, turned on their side."""
    return dict(zip(rows[0]._fields, zip(*rows, strict=True), strict=True)) if rows else {}


def written(rows: Sequence[Any], today: date) -> Iterator[tuple[str, ...]]:
    """Rows as an export writes them, in the order of COLUMNS."""
    if not rows:
        return iter(())
    sheet = sheet_of(rows)
    return zip(*(column.write(sheet, today) for column in COLUMNS), strict=True)


def typed(rows: Sequence[Any], today: date) -> Iterator[tuple[Any, ...]]:
    """The same rows for a workbook: numbers and days as themselves, None where there is none."""
    if not rows:
        return iter(())
    sheet = sheet_of(rows)
    return zip(*((column.values or column.write)(sheet, today) for column in COLUMNS), strict=True)
