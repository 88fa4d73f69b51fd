"""Each column of a project list once; table and export read it.

Rows are written many at once, turned on their side: a column at a time costs
a fraction of a call for each cell.
"""

from collections.abc import Callable, Sequence
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
from tracker.sheets.columns import Column


class Sheet(dict[str, Sequence[Any]]):
    """Rows turned on their side, as they stand that day: the values of each column read."""

    def __init__(self, rows: Sequence[Any], day: date) -> None:
        if rows:
            super().__init__(zip(rows[0]._fields, zip(*rows, strict=True), strict=True))
        self.day = day


Cells = Callable[[Sheet], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class ProjectColumn(Column):
    """One column of a project list; `read` and `typed` take a whole sheet at once.

    `read` gives texts. `typed` gives numbers and days as themselves, where a workbook
    wants more. `key` is the column's name, `sort` the order that a click on its head asks for.
    """

    key: str = ""
    sort: str = ""
    typed: Cells | None = None

    def texts(self, rows: Any) -> Sequence[str]:
        found: Sequence[str] = self.read(rows)
        return found

    def values(self, rows: Any) -> Sequence[Any]:
        return (self.typed or self.read)(rows)


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


class Memo(dict[Any, Any]):
    """Cells by what they were made of, each made once: a thousand rows hold few different days."""

    def __init__(self, make: Callable[[Any], Any], known: dict[Any, Any] | None = None) -> None:
        super().__init__(known or {})
        self._make = make

    def __missing__(self, key: Any) -> Any:
        self[key] = self._make(key)
        return self[key]


def reasons(sheet: Sheet) -> list[str]:
    """The first reason of each row's light as a card says it; empty when green or unlit."""
    return [
        said(reason, since, sheet.day)
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


def _light_words(sheet: Sheet) -> list[str]:
    return [
        f"{LIGHTS[colour]} {why}" if why else LIGHTS[colour]
        for colour, why in zip(sheet["colour"], reasons(sheet), strict=True)
    ]


def _money(label: str, name: str, key: str, sort: str = "") -> ProjectColumn:
    def texts(sheet: Sheet) -> list[str]:
        return ["" if yuan is None else in_wan(yuan) for yuan in sheet[name]]

    def numbers(sheet: Sheet) -> list[float | None]:
        return [None if yuan is None else yuan / WAN for yuan in sheet[name]]

    return ProjectColumn(label, texts, "money", key, sort, numbers)


def _days(sheet: Sheet) -> list[str]:
    """How long it stands there; of what is known from print alone, only that it was printed."""
    written = Memo(lambda since: str((sheet.day - as_day(since)).days))
    told = zip(sheet["since"], sheet["is_printed"], strict=True)
    return [IN_PRINT if is_printed else written[since] for since, is_printed in told]


def _days_themselves(sheet: Sheet) -> list[int | None]:
    return [None if told == IN_PRINT else int(told) for told in _days(sheet)]


def _as_read(name: str) -> Cells:
    return lambda sheet: sheet[name]


def _word(name: str, labels: dict[Any, str]) -> Cells:
    return lambda sheet: [labels[value] for value in sheet[name]]


def _day(label: str, name: str, sort: str = "") -> ProjectColumn:
    def texts(sheet: Sheet) -> list[str]:
        written = Memo(str, NEVER)
        return [written[day] for day in sheet[name]]

    def days(sheet: Sheet) -> list[date | None]:
        made = Memo(as_day, dict.fromkeys(NEVER))
        return [made[day] for day in sheet[name]]

    return ProjectColumn(label, texts, "day", name, sort, days)


def _blockers(sheet: Sheet) -> list[str]:
    return list(map(str, sheet["open_blockers"]))


COLUMNS = (
    ProjectColumn("编号", _as_read("code"), "code", "code", "newest"),
    ProjectColumn("项目名称", _as_read("name"), "name", "name", "name"),
    ProjectColumn("企业", _as_read("firm"), "firm", "firm"),
    ProjectColumn("三类500强", lambda sheet: badges(sheet)[1], "text", "tier"),
    ProjectColumn("阶段", _word("stage", STAGES), "stage", "stage"),
    ProjectColumn("停留天数", _days, "days", "days", "since", _days_themselves),
    ProjectColumn("灯", _light_words, "light", "light", "urgency"),
    _money("金额（万元）", "amount_yuan", "amount", "amount"),
    ProjectColumn("金额原话", _as_read("amount_words"), "text", "words"),
    _money("本区计入（万元）", "credited_yuan", "credited"),
    ProjectColumn("上中下游", _word("segment", SEGMENTS), "text", "segment"),
    ProjectColumn("环节或行业", _as_read("link"), "text", "link"),
    ProjectColumn("区域", _as_read("zone"), "text", "zone"),
    ProjectColumn("跟踪人", _as_read("owner"), "text", "owner"),
    ProjectColumn("跟踪单位", _as_read("department"), "text", "department"),
    ProjectColumn("包联领导", _as_read("sponsor"), "text", "sponsor"),
    ProjectColumn("未销号堵点", _blockers, "count", "blockers", "", _as_read("open_blockers")),
    _day("最近跟进", "followed"),
    _day("下次跟进", "next_on", "next"),
    ProjectColumn("下一步", _as_read("next_step"), "text", "next_step"),
    _day("登记日期", "filed"),
    ProjectColumn("无进展原因", _as_read("quiet"), "text", "quiet"),
)

HEADERS = [column.label for column in COLUMNS]
