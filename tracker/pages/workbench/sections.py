"""What stands on whose workbench: three columns of sections, by role."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tracker.domain.calendar import weekday_name
from tracker.domain.user import Actor
from tracker.domain.words import Role
from tracker.pages.workbench import mine
from tracker.pages.workbench.courting import courting
from tracker.pages.workbench.news import SHOWN, news
from tracker.pages.workbench.waiting import counted, waiting
from tracker.web.rendering import address

FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Section:
    """One box: `kind` names what draws its rows; `nothing` stands where there are none."""

    kind: str
    heading: str
    rows: list[Any]
    nothing: str
    count: int | None = None
    note: str = ""
    more: str = ""
    more_label: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """The whole workbench, and the figures of its head line."""

    columns: tuple[tuple[Section, ...], ...]
    figures: tuple[tuple[str, int], ...]
    projects: int

    @property
    def is_first_day(self) -> bool:
        """Nothing to answer for and nothing that waits."""
        sections = [section for column in self.columns for section in column]
        return not self.projects and not any(one.rows for one in sections if one.kind != "news")


def bench_of(who: Actor, now: date) -> Bench:
    return BENCHES.get(who.role or Role.OFFICER, _of_staff)(who, now)


def _of_staff(who: Actor, now: date) -> Bench:
    tally, blockers = mine.tally(who, now), waiting(who, now)
    until, heading = coming_days(now)
    args = _whose(who)
    by_next, all_of_them = address("ledger.show", [*args, ("sort", "next")]), "按下次跟进看全部"
    due = Section(
        "due", "今天要做", mine.due(who, now), "今天没有约好的跟进。", tally.due,
        more=by_next, more_label=all_of_them,
    )  # fmt: skip
    coming = Section(
        "coming", heading, mine.coming(who, now, until), "没有约好的跟进。",
        note=f"到 {until:%m-%d} {weekday_name(until)}", more=by_next, more_label=all_of_them,
    )  # fmt: skip
    turning = Section(
        "turning", "已转红、快转黄", mine.turning(who, now), "七天内没有灯要变。",
        note=f"红 {tally.red} · 黄 {tally.yellow}" if tally.red or tally.yellow else "",
        more=address("ledger.show", args), more_label="按急缓看全部",
    )  # fmt: skip
    ours = _blockers("等我的堵点", blockers, [("mine", "1")], "没有等您的堵点。")
    wanted = _courting(who, until)
    columns = ((due, *wanted, ours), (turning, coming), (_news(who),))
    figures = (("今天要做", tally.due), ("已转红", tally.red), ("等我的堵点", counted(blockers)[0]))
    return Bench(columns, figures, tally.projects)


def _of_leader(who: Actor, now: date) -> Bench:
    tally, blockers = mine.tally(who, now), waiting(who, now)
    reds = Section(
        "turning", "已转红", mine.reds(who, now), "没有红灯项目。", tally.red,
        more=address("ledger.show", [("light", "red")]), more_label="全部红灯项目",
    )  # fmt: skip
    stuck = _blockers("卡住的堵点", blockers, [], "没有未销号的堵点。")
    lights = (("红灯", tally.red), ("黄灯", tally.yellow))
    count, late = counted(blockers)
    figures = (*lights, ("未销号堵点", count), ("逾期", late))
    return Bench(((reds,), (stuck,), (_news(who),)), figures, tally.projects)


def _of_unit(who: Actor, now: date) -> Bench:
    tally, blockers = mine.tally(who, now), waiting(who, now)
    handed = Section(
        "projects", "交给我们的项目", mine.handed(who), "还没有项目交给本单位。", tally.projects,
        more=address("ledger.show"), more_label="全部项目",
    )  # fmt: skip
    ours = _blockers("交给我们的堵点", blockers, [], "没有要办的堵点。")
    count, late = counted(blockers)
    figures = (("要办的堵点", count), ("逾期", late), ("项目", tally.projects))
    return Bench(((ours,), (handed,), (_news(who),)), figures, tally.projects)


BENCHES: dict[Role, Callable[[Actor, date], Bench]] = {
    Role.LEADER: _of_leader,
    Role.UNIT: _of_unit,
}
"""Whose workbench is laid out in another way than the staff's."""


def coming_days(now: date) -> tuple[date, str]:
    """Until which Sunday to look ahead; from Friday on, the next week is what counts."""
    sunday = now + timedelta(days=6 - now.weekday())
    if now.weekday() < FRIDAY:
        return sunday, "本周要跟进"
    return sunday + timedelta(days=7), "下周要跟进"


def _courting(who: Actor, until: date) -> tuple[Section, ...]:
    """Only where any firm is courted with a step that is due."""
    rows = courting(who, until)
    if not rows:
        return ()
    more = address("targets.list_all", [*_whose(who), ("sort", "next")])
    heading, many = "目标企业：该走下一步了", rows[0].total
    return (Section("courting", heading, rows, "", many, more=more, more_label="全部目标企业"),)


def _whose(who: Actor) -> list[tuple[str, str]]:
    """The ledger's arguments for one's own projects, or the department's."""
    if who.role is Role.HEAD and who.department_id is not None:
        return [("department", str(who.department_id))]
    return [("owner", str(who.id))]


def _blockers(heading: str, rows: list[Any], args: list[tuple[str, str]], nothing: str) -> Section:
    count, late = counted(rows)
    return Section(
        "blockers", heading, rows, nothing, count, f"逾期 {late}" if late else "",
        address("blockers.list_all", args), "全部堵点",
    )  # fmt: skip


def _news(who: Actor) -> Section:
    found = news(who)
    note = f"只列最近 {SHOWN} 条" if len(found) > SHOWN else ""
    return Section("news", "我上次看过以后", found[:SHOWN], "没有新的变动。", note=note)
