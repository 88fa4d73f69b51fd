"""What stands on whose workbench, by role: what one owes, what is turning, what one waits for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.calendar import FRIDAY, looked_ahead_to, weekday_name
from tracker.domain.people.user import Actor
from tracker.domain.words import Colour, Role
from tracker.pages.workbench import blockers, directives, projects
from tracker.pages.workbench.crossings import crossed
from tracker.pages.workbench.sections import Bench, Figure, Section, column
from tracker.pages.workbench.targets import courting
from tracker.queries.blocker_list import BlockerFilter, BlockerStatus
from tracker.queries.project_list.due_days import Due
from tracker.queries.project_list.watch_lists import Watch
from tracker.web.rendering import address, what_waits

WAITING, AWAITED = BlockerFilter(mine=True), BlockerFilter(awaited=True)
LATE, WEEK = BlockerFilter(state=BlockerStatus.OVERDUE), BlockerFilter(state=BlockerStatus.WEEK)


def bench_of(who: Actor, now: date, news: Section) -> Bench:
    """The workbench of that person; `news` is its last section."""
    lay_out = BENCHES.get(who.role or Role.OFFICER, _of_staff)
    bench = lay_out(who, now)
    *columns, last = bench.columns
    return replace(bench, columns=(*columns, (*last, news)))


def _of_staff(who: Actor, now: date) -> Bench:
    tally, turns = projects.tally(who, now), blockers.tally(who, now, WAITING)
    until = looked_ahead_to(now)
    due = projects.section(
        who,
        now,
        "due",
        "今天要做",
        projects.theirs(who, due=Due.NOW, sort="next"),
        "due",
        nothing="今天没有约好的跟进。",
        count=tally.due,
    )
    coming = projects.section(
        who,
        now,
        "coming",
        "本周要跟进" if now.weekday() < FRIDAY else "下周要跟进",
        projects.theirs(who, due=Due.AHEAD, sort="next"),
        "due",
        nothing="没有约好的跟进。",
        note=f"到 {until:%m-%d} {weekday_name(until)}",
    )
    owed = directives.mine(who, now, "等我答复的批示", count=what_waits().directives)
    unexplained = projects.section(
        who,
        now,
        "unexplained",
        "一个月没有进展，要写原因",
        projects.theirs(who, watch=Watch.UNEXPLAINED, sort="since"),
        "unexplained",
        count=tally.watches[Watch.UNEXPLAINED],
    )
    waiting = blockers.section(
        who,
        now,
        "blockers",
        "等我的堵点",
        WAITING,
        nothing="没有等您的堵点。",
        count=turns.count,
        note=turns.note,
    )
    awaited = blockers.section(who, now, "awaited", "我等别人办的堵点", AWAITED)
    pressing = _pressing(who, now, tally)
    columns = (
        column(due, owed, unexplained),
        column(waiting, courting(who, now), _turned(who, now), pressing),
        column(coming, awaited, _watches(who, tally), crossed(who, now)),
    )
    figures = (
        Figure("今天要做", tally.due, due.more),
        _lit(who, "已转红", tally.red, Colour.RED),
        Figure("等我的堵点", turns.count, waiting.more),
    )
    return Bench(columns, figures, _is_first(tally, due, owed, waiting, awaited))


def _of_leader(who: Actor, now: date) -> Bench:
    tally, late = projects.tally(who, now), blockers.tally(who, now, LATE)
    to_read = directives.mine(
        who, now, "等我阅的答复", nothing="没有等您阅示的答复。", count=what_waits().directives
    )
    climbed = blockers.section(
        who, now, "climbed", "升级到领导、还没批示的堵点", WAITING, count=what_waits().blockers
    )
    week = blockers.section(who, now, "week", "本周到期的堵点", WEEK)
    reds = projects.section(
        who,
        now,
        "reds",
        "红灯项目",
        projects.theirs(who, light=Colour.RED),
        "light",
        nothing="没有红灯项目。",
        count=tally.red,
    )
    given = directives.given(who, now, "我批出去、还没答复的")
    columns = (
        column(to_read, climbed, given),
        column(_turned(who, now), reds),
        column(_watches(who, tally), week),
    )
    figures = (
        _lit(who, "红灯", tally.red, Colour.RED),
        _lit(who, "黄灯", tally.yellow, Colour.YELLOW),
        Figure("逾期堵点", late.count, address("blockers.list_all", LATE.to_args())),
    )
    return Bench(columns, figures, _is_first(tally, to_read, given))


def _of_unit(who: Actor, now: date) -> Bench:
    tally, turns = projects.tally(who, now), blockers.tally(who, now, WAITING)
    waiting = blockers.section(
        who,
        now,
        "blockers",
        "要我们办的堵点",
        WAITING,
        nothing="没有要办的堵点。",
        count=turns.count,
        note=turns.note,
    )
    owed = directives.mine(who, now, "要我们答复的批示", count=what_waits().directives)
    awaited = blockers.section(who, now, "awaited", "已反馈、等复核的堵点", AWAITED)
    handed = projects.section(
        who,
        now,
        "projects",
        "交给我们的项目",
        projects.theirs(who),
        "light",
        nothing="还没有项目交给本单位。",
        count=tally.projects,
    )
    columns = (column(waiting), column(owed, handed), column(awaited))
    figures = (
        Figure("要办的堵点", turns.count, waiting.more),
        Figure("项目", tally.projects, handed.more),
    )
    return Bench(columns, figures, _is_first(tally, waiting, owed, awaited))


BENCHES: dict[Role, Callable[[Actor, date], Bench]] = {
    Role.LEADER: _of_leader,
    Role.UNIT: _of_unit,
}
"""Whose workbench is laid out in another way than the staff's."""


def _lit(who: Actor, label: str, many: int, light: Colour) -> Figure:
    asked = projects.theirs(who, light=light)
    return Figure(label, many, address("ledger.show", asked.to_args()))


def _pressing(who: Actor, now: date, tally: projects.Tally) -> Section:
    lit = f"红 {tally.red} · 黄 {tally.yellow}" if tally.red or tally.yellow else ""
    return projects.section(
        who,
        now,
        "turning",
        "已转红、快转黄",
        projects.theirs(who, watch=Watch.PRESSING),
        "light",
        nothing="七天内没有灯要变。",
        note=lit,
    )


def _turned(who: Actor, now: date) -> Section:
    """What turned since the last workday, seldom more than a few."""
    return projects.section(
        who, now, "turned", "新近换灯", projects.theirs(who, watch=Watch.TURNED), "light"
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """One list of what does not move: how many projects of theirs stand on it."""

    watch: Watch
    count: int
    href: str


def _watches(who: Actor, tally: projects.Tally) -> Section:
    """The lists that are asked for by name, each with the way to it."""
    rows = [
        Listed(watch, many, address("ledger.show", projects.theirs(who, watch=watch).to_args()))
        for watch, many in tally.watches.items()
        if many and watch is not Watch.UNEXPLAINED
    ]
    return Section("watches", "盯办清单", rows, "watch")


def _is_first(tally: projects.Tally, *sections: Section) -> bool:
    return not tally.projects and not any(section.rows for section in sections)
