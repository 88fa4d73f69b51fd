"""The office's own numbers that no clock counts: data, with the day from which each holds."""

from datetime import date
from typing import Any

from sqlalchemy import Index, Select, String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Record, word_column
from tracker.domain.statement_cache import kept
from tracker.word import Word


class Setting(Word):
    """What a number decides; `tone` is its unit."""

    PARENT_SHARE = "parent-share", "母公司持股达到多少，子公司也算三类500强", "%"
    FIRST_TALK = "first-talk", "首报首谈保护期", "天"
    RANKING_LIFE = "ranking-life", "一份榜单发布后多久内有效", "个月"
    PROPOSE_FROM = "propose-from", "找目标：多少分起列为建议", "分"
    PROPOSE_AGAIN = "propose-again", "放弃的目标多久后可以再建议", "个月"
    CLIMB_TASK_FORCE = "climb-task-force", "堵点逾期多少天升级到专班（0 不升）", "个工作日"
    CLIMB_DEPUTY = "climb-deputy", "堵点逾期多少天升级到分管领导（0 不升）", "个工作日"
    CLIMB_CHIEF = "climb-chief", "堵点逾期多少天升级到主要领导（0 不升）", "个工作日"
    CLIMB_CITY = "climb-city", "堵点逾期多少天升级到市（0 不升）", "个工作日"
    NAMES_OUT = "names-out", "发到群里和邮件里的通知写不写项目和企业名称（1 写，0 不写）", ""


DEFAULTS: dict[Setting, int] = {
    Setting.PARENT_SHARE: 50,
    Setting.FIRST_TALK: 90,
    Setting.RANKING_LIFE: 24,
    Setting.PROPOSE_FROM: 40,
    Setting.PROPOSE_AGAIN: 12,
    Setting.CLIMB_TASK_FORCE: 1,
    Setting.CLIMB_DEPUTY: 3,
    Setting.CLIMB_CHIEF: 5,
    Setting.CLIMB_CITY: 10,
    Setting.NAMES_OUT: 0,
}
"""Our own defaults [D]: the share and the time of protection are nowhere published."""

LIMITS: dict[Setting, tuple[int, int]] = {
    Setting.PARENT_SHARE: (1, 100),
    Setting.FIRST_TALK: (0, 730),
    Setting.RANKING_LIFE: (1, 120),
    Setting.PROPOSE_FROM: (1, 100),
    Setting.PROPOSE_AGAIN: (1, 120),
    Setting.CLIMB_TASK_FORCE: (0, 60),
    Setting.CLIMB_DEPUTY: (0, 60),
    Setting.CLIMB_CHIEF: (0, 60),
    Setting.CLIMB_CITY: (0, 60),
    Setting.NAMES_OUT: (0, 1),
}


OF_BADGES = frozenset({Setting.PARENT_SHARE, Setting.RANKING_LIFE})
"""The numbers by which a project bears the badge of a 500 list."""


class NumberSetting(Record):
    """A number from a day on; the newest row that holds wins."""

    __tablename__ = "number_setting"
    __table_args__ = (Index("ix_number_setting_key_holds_from", "key", "holds_from"),)

    key: Mapped[Setting] = mapped_column(word_column(Setting))
    value: Mapped[int]
    holds_from: Mapped[date]
    source: Mapped[str] = mapped_column(String(100), default="")


def number_in_force(session: Session, key: Setting, on: date) -> int:
    """The number that holds on that day; our default where the office has set none."""
    rows = _in_force().rows(session, key=key, on=on)
    return rows[0].value if rows else DEFAULTS[key]


@kept(1)
def _in_force() -> Select[Any]:
    return (
        select(NumberSetting.value)
        .where(NumberSetting.key == bindparam("key"), NumberSetting.holds_from <= bindparam("on"))
        .order_by(NumberSetting.holds_from.desc(), NumberSetting.id.desc())
        .limit(1)
    )
