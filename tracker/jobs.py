"""What is done without being asked: plain functions, and the schedule that says when.

Each job may run twice, or for the first time after days: it finds what has been
done, and does the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError

from tracker.desk import Desk
from tracker.domain.base import utc_now
from tracker.domain.blocker.escalation import due_to_escalate, escalate_all
from tracker.domain.calendar import is_workday
from tracker.domain.notice.digest import digests_due, make_digest
from tracker.domain.notice.light_turns import tell_of_turns
from tracker.domain.office.clocks import clocks_in_force
from tracker.domain.office.job_run import JobRun, last_done
from tracker.domain.ranking import Ranking
from tracker.domain.ranking_matching.project_badges import BADGED, next_retiered, write_retiered
from tracker.domain.ranking_matching.rematching import (
    changed_matches,
    match_anew,
    standing_ids,
    without_firm,
)
from tracker.domain.retention import clean
from tracker.domain.settings_changes import next_relit, write_relit
from tracker.outward.worker import deliver

WRITTEN_AT_ONCE = 100
"""Rows that one small write takes: a person's own write waits for no more than that."""


class At(NamedTuple):
    """When a job begins, as crontab writes it, in the office's own time."""

    minute: str = "0"
    hour: str = "*"


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the schedule. A daily one is done once for a day, whoever starts it."""

    name: str
    label: str
    at: At
    run: Callable[[Desk, date], str]
    is_daily: bool = True


def send_outbox(desk: Desk, _: date) -> str:
    """Send what waits in the outbox."""
    return f"发出 {deliver(desk.writing, desk.reading)} 条"


def turn_lights(desk: Desk, today: date) -> str:
    """Work out anew the days on which lights turn: clocks or the calendar may hold from today.

    Beside people at work: the lock is held for one small write at a time.
    """
    with desk.reading() as session:
        clocks = clocks_in_force(session, today)
    last, changed = 0, 0
    while True:
        with desk.reading() as session:
            found = next_relit(session, last, clocks)
        if found is None:
            return f"{changed} 个项目的换灯日有变"
        last, rows = found
        changed += len(rows)
        for start in range(0, len(rows), WRITTEN_AT_ONCE):
            with desk.writing() as session:
                write_relit(session, rows[start : start + WRITTEN_AT_ONCE])
                session.commit()


def turn_badges(desk: Desk, today: date) -> str:
    """Work out the badges anew: a list may have run out, a share or a setting hold from today."""
    last, changed = 0, 0
    while True:
        with desk.reading() as session:
            found = next_retiered(session, BADGED, last, today)
        if found is None:
            return f"{changed} 个项目的500强标记有变"
        last, rows = found
        changed += len(rows)
        if rows:
            with desk.writing() as session:
                write_retiered(session, rows)
                session.commit()


def match_rankings(desk: Desk, today: date) -> str:
    """Ask again about every entry without a firm; a list where nothing changed is not written."""
    with desk.reading() as session:
        lists = [
            one for one in standing_ids(session) if changed_matches(session, without_firm(one))
        ]
    for ranking_id in lists:
        with desk.writing() as session:
            match_anew(session, session.get_one(Ranking, ranking_id), by=None, on=today)
            session.commit()
    return f"{len(lists)} 份榜单有变"


def climb_all(desk: Desk, today: date) -> str:
    """Let every blocker climb that is past its deadline, a few at a time."""
    with desk.reading() as session:
        late = due_to_escalate(session, today)
    climbed = 0
    for numbers in late.batches():
        with desk.writing() as session:
            climbed += escalate_all(session, numbers, late, today)
            session.commit()
    return f"{climbed} 次升级"


def tell_turns(desk: Desk, today: date) -> str:
    """Tell each owner how many of their projects have turned since the last time."""
    with desk.writing() as session:
        since = last_done(session, "tell-turns") or today - timedelta(days=1)
        told = tell_of_turns(session, since, today)
        session.commit()
    return f"告知 {told} 人"


def make_digests(desk: Desk, today: date) -> str:
    """The day's digest for everybody who wants one; none on a day off."""
    if not is_workday(today):
        return "休息日，不发摘要"
    with desk.reading() as session:
        found = digests_due(session, today)
    made = 0
    for user_id, lines in found:
        with desk.writing() as session:
            made += make_digest(session, user_id, lines, today)
            session.commit()
    return f"{made} 份摘要"


def tidy(desk: Desk, today: date) -> str:
    """Let go of what nobody asks for any more."""
    with desk.writing() as session:
        gone = clean(session, utc_now())
        session.commit()
    return f"清理 {gone} 条"


SCHEDULE: tuple[Job, ...] = (
    Job("send-outbox", "发送外发通知", At("*"), send_outbox, is_daily=False),
    Job("turn-lights", "重算换灯日", At("10", "0"), turn_lights),
    Job("turn-badges", "重算500强标记", At("20", "0"), turn_badges),
    Job("match-rankings", "核对榜单里没对上的企业", At("30", "0"), match_rankings),
    Job("climb", "堵点升级", At("50", "0"), climb_all),
    Job("tell-turns", "告知换灯", At("0", "7"), tell_turns),
    Job("make-digests", "每日摘要", At("30", "8"), make_digests),
    Job("tidy", "清理", At("0", "3"), tidy),
)
"""What runs when. Source: the office's own day; the digest's hour is the handbook's."""


def run(job: Job, desk: Desk, today: date) -> str:
    """Do a job for that day, unless it has been done; says what came of it."""
    if not job.is_daily:
        return job.run(desk, today)
    with desk.reading() as session:
        done = last_done(session, job.name)
    if done is not None and done >= today:
        return "今天已经做过"
    began = utc_now()
    told = job.run(desk, today)
    with desk.writing() as session:
        session.add(JobRun(job=job.name, on=today, began_at=began, told=told))
        try:
            session.commit()
        except IntegrityError:
            session.rollback()
            return f"{told}（另一处也做了）"
    return told
