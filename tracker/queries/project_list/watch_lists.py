"""Projects that do not move, or whose light has just turned, as lists of their own."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, not_, or_

from tracker.domain.calendar import add_months, add_workdays
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import MOVING
from tracker.domain.project.light_rules import UNLIT
from tracker.domain.words import Stage
from tracker.queries.project_list.shown_light import known_from_print
from tracker.word import Word

SIGNED_NOT_BUILT = (Stage.SIGNED, Stage.REGISTERED, Stage.PERMITTED)
SOON = timedelta(days=7)
"""How long ahead a light that will turn is announced."""
TALKING = (Stage.TALKS, Stage.REVIEW)


class Watch(Word):
    """A list that leaders and staff ask for; `tone` is what is on it."""

    UNSTARTED = "unstarted", "签约三月未开工", "签约满三个月还没开工"
    LONG_TALKS = "long-talks", "久谈不签", "在谈或评审满两个月还没签约"
    QUIET = "quiet", "月内无进展", "一个月没有跟进，阶段也没动"
    UNEXPLAINED = "unexplained", "无进展没写原因", "一个月没有进展，也没写明原因"
    TURNED = "turned", "新近换灯", "上个工作日以后转黄、转红"
    PRESSING = "pressing", "已转红、快转黄", "红灯、黄灯，和七天内要转黄的"


def watched(watch: Watch, today: date) -> ColumnElement[bool]:
    """The condition that a project stands on that list today."""
    return WATCHED[watch](today)


def _unstarted(today: date) -> ColumnElement[bool]:
    late = and_(Project.stage.in_(SIGNED_NOT_BUILT), Project.signed_on <= add_months(today, -3))
    return and_(late, not_(known_from_print()))


def _long_talks(today: date) -> ColumnElement[bool]:
    long = and_(Project.stage.in_(TALKING), Project.stage_since <= add_months(today, -2))
    return and_(long, not_(known_from_print()))


def _quiet(today: date) -> ColumnElement[bool]:
    """The twin of `is_quiet_on`."""
    then = add_months(today, -1)
    unspoken = or_(Project.last_followed_on.is_(None), Project.last_followed_on <= then)
    still = and_(Project.stage.in_(MOVING), Project.stage_since <= then, unspoken)
    return and_(still, not_(known_from_print()))


def _unexplained(today: date) -> ColumnElement[bool]:
    """The twin of `must_explain_on`."""
    untold = or_(Project.quiet_on.is_(None), Project.quiet_on <= add_months(today, -1))
    return and_(_quiet(today), untold)


def _turned(today: date) -> ColumnElement[bool]:
    since = add_workdays(today, -1)
    red = and_(Project.red_on > since, Project.red_on <= today)
    yellow = and_(Project.yellow_on > since, Project.yellow_on <= today, Project.red_on > today)
    return and_(Project.stage.not_in(UNLIT), or_(red, yellow))


WATCHED: dict[Watch, Callable[[date], ColumnElement[bool]]] = {
    Watch.UNSTARTED: _unstarted,
    Watch.LONG_TALKS: _long_talks,
    Watch.QUIET: _quiet,
    Watch.UNEXPLAINED: _unexplained,
    Watch.TURNED: _turned,
    Watch.PRESSING: lambda today: Project.yellow_on <= today + SOON,
}
"""Source: HANDBOOK §3 (银川: three months; 光谷: two) and §9 (德清: a month)."""
