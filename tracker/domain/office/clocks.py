"""How long each thing may take before the light turns: data, with the day it holds from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Record, word_column
from tracker.domain.calendar import PUBLISHED, Workdays, add_months
from tracker.domain.office.holidays import workdays_of
from tracker.domain.statement_cache import kept
from tracker.word import Word


class Unit(Word):
    """What a clock counts."""

    DAYS = "days", "天"
    WORKDAYS = "workdays", "个工作日"
    MONTHS = "months", "个月"


class Reason(Word):
    """Why a light turns; `tone` is the sentence on a card, {n} the days since the clock began."""

    RESPOND = "respond", "首次响应", "{n} 天未响应"
    JUDGE = "judge", "研判", "研判已 {n} 天"
    ANSWER = "answer", "答复引荐人", "{n} 天未答复引荐人"
    FOLLOW_TALKS = "follow-talks", "在谈跟进", "{n} 天未跟进"
    STUCK_IN_TALKS = "stuck-in-talks", "在谈推进", "在谈 {n} 天无进展"
    REVIEW = "review", "评审", "评审已 {n} 天"
    FILE = "file", "签约备案", "签约 {n} 天未备案"
    FOLLOW_SIGNED = "follow-signed", "签约后跟进", "{n} 天未跟进"
    REGISTER = "register", "注册", "注册后 {n} 天未推进"
    PERMIT_LAND = "permit-land", "用地报批", "报批已 {n} 天"
    PERMIT_PLANT = "permit-plant", "标准厂房报批", "报批已 {n} 天"
    UNSTARTED = "unstarted", "签约三月未开工", "签约 {n} 天未开工"
    PLANNED_MONTH = "planned-month", "计划开工月", "计划开工月已过 {n} 天"
    BLOCKER = "blocker", "堵点到期", "堵点{due}"
    PINNED = "pinned", "领导定灯", "领导定灯"

    def said(self, since: date, today: date) -> str:
        """The reason as a card says it on that day."""
        days = (today - since).days
        due = f"逾期 {days} 天" if days > 0 else ("今天到期" if days == 0 else f"{-days} 天后到期")
        return self.tone.format(n=days, due=due)


BY_HAND = frozenset({Reason.PINNED})
"""Reasons that no clock gives."""


@dataclass(frozen=True, slots=True)
class Clock:
    """After how long a reason turns the light yellow and red.

    For BLOCKER the yellow number counts back from the deadline, and red is the day after it.
    """

    reason: Reason
    yellow: int
    red: int
    unit: Unit
    workdays: Workdays = PUBLISHED

    def yellow_on(self, since: date) -> date:
        return self._after(since, self.yellow)

    def red_on(self, since: date) -> date:
        if self.reason is Reason.BLOCKER:
            return since + timedelta(days=self.red)
        return self._after(since, self.red)

    def _after(self, since: date, count: int) -> date:
        """A time in days or months that ends on a day off ends on the next workday."""
        if self.unit is Unit.WORKDAYS:
            return self.workdays.add(since, count)
        if self.unit is Unit.MONTHS:
            return self.workdays.on_or_after(add_months(since, count))
        return self.workdays.on_or_after(since + timedelta(days=count))


class ClockSetting(Record):
    """A clock's numbers from a day on; the newest row that holds wins."""

    __tablename__ = "clock_setting"

    reason: Mapped[Reason] = mapped_column(word_column(Reason), index=True)
    yellow: Mapped[int]
    red: Mapped[int]
    unit: Mapped[Unit] = mapped_column(word_column(Unit))
    holds_from: Mapped[date]
    source: Mapped[str] = mapped_column(default="")


def clocks_in_force(session: Session, on: date) -> Mapping[Reason, Clock]:
    """The clock of each reason that has one on that day."""
    rows = _in_force().rows(session, on=on)
    workdays = workdays_of(session)
    return {row.reason: Clock(row.reason, row.yellow, row.red, row.unit, workdays) for row in rows}


@kept(1)
def _in_force() -> Select[Any]:
    return (
        select(ClockSetting.reason, ClockSetting.yellow, ClockSetting.red, ClockSetting.unit)
        .where(ClockSetting.holds_from <= bindparam("on"))
        .order_by(ClockSetting.holds_from, ClockSetting.id)
    )
