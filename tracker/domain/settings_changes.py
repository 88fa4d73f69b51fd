"""New numbers from a day on, and every light or badge worked out anew by them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session, selectinload

from tracker.domain.event import EventKind, EventTail, note_event
from tracker.domain.office.clocks import Clock, ClockSetting, Reason, Unit, clocks_in_force
from tracker.domain.office.settings import (
    LIMITS,
    OF_BADGES,
    NumberSetting,
    Setting,
    number_in_force,
)
from tracker.domain.people.user import Actor
from tracker.domain.project import Project
from tracker.domain.project.light_rules import UNLIT
from tracker.domain.ranking_matching.project_badges import retier_all
from tracker.refusal import refuse

AT_ONCE = 500
LIGHT = ("yellow_on", "yellow_reason", "yellow_since", "red_on", "red_reason", "red_since")
_projects = Project.__table__
RELIT = (
    _projects.update()  # type: ignore[attr-defined]
    .where(_projects.c.id == bindparam("relit"), _projects.c.version == bindparam("seen"))
    .values({name: bindparam(f"new_{name}") for name in LIGHT})
)


def set_clock(
    session: Session,
    reason: Reason,
    *,
    yellow: int,
    red: int,
    unit: Unit,
    holds_from: date,
    by: Actor,
    on: date,
) -> None:
    """Add a clock's new numbers; those of today hold at once, for every project.

    For BLOCKER `yellow` counts back from the deadline and is not above 0.
    """
    if holds_from < on:
        refuse("holds_from", "生效日不能早于今天：过去的灯按当时的时限算。")
    if reason is Reason.BLOCKER and (yellow > 0 or red < 1):
        refuse("yellow", "转黄写到期前几天，如 -2；转红写逾期第几天，如 1。")
    if reason is not Reason.BLOCKER and not 0 <= yellow <= red:
        refuse("red", "转红不能早于转黄，也不能是负数。")
    session.add(
        ClockSetting(
            reason=reason, yellow=yellow, red=red, unit=unit, holds_from=holds_from, source="本单位"
        )
    )
    note_event(
        session,
        EventKind.CLOCK_SET,
        by=by,
        on=on,
        subject=f"clock:{reason}",
        after={
            "label": reason.label,
            "yellow": yellow,
            "red": red,
            "unit": unit.label,
            "holds_from": holds_from.isoformat(),
        },
    )
    session.flush()
    if holds_from <= on:
        relight_all(session, on)


def set_number(
    session: Session, key: Setting, value: int, *, holds_from: date, by: Actor, on: date
) -> None:
    """Add one of the office's own numbers; what was decided by the old one stays decided.

    Badges are no decision: by the numbers of today they are worked out at once.
    """
    least, most = LIMITS[key]
    if not least <= value <= most:
        refuse("value", f"“{key.label}”请写 {least} 到 {most} 之间的整数。")
    if holds_from < on:
        refuse("holds_from", "生效日不能早于今天：过去的事按当时的数算。")
    before = number_in_force(session, key, holds_from)
    session.add(NumberSetting(key=key, value=value, holds_from=holds_from, source="本单位"))
    note_event(
        session,
        EventKind.NUMBER_SET,
        by=by,
        on=on,
        subject=f"number:{key}",
        before={"value": before},
        after={
            "label": key.label,
            "value": value,
            "unit": key.tone,
            "holds_from": holds_from.isoformat(),
        },
    )
    session.flush()
    if key in OF_BADGES and holds_from <= on:
        retier_all(session, on)


def relight_all(session: Session, today: date) -> int:
    """Work out every light anew by the clocks of that day; says how many projects changed.

    Some hundreds at a time. Nobody acted on these projects, so their versions
    stay and no open form meets a conflict; only the lists learn that they are old.
    """
    clocks = clocks_in_force(session, today)
    last, changed = 0, 0
    while (found := next_relit(session, last, clocks)) is not None:
        last, rows = found
        if rows:
            write_relit(session, rows)
        changed += len(rows)
        session.expunge_all()
    return changed


def next_relit(
    session: Session, after: int, clocks: Mapping[Reason, Clock]
) -> tuple[int, list[dict[str, Any]]] | None:
    """The next projects after that id: the last one's id, and the new days of those that change.

    None when there are no more. Reads only, so that the lock is asked for the writing alone.
    """
    batch = session.scalars(_next_lit(after)).all()
    if not batch:
        return None
    return batch[-1].id, [row for one in batch if (row := _changed_light(one, clocks))]


def write_relit(session: Session, rows: list[dict[str, Any]]) -> None:
    """Keep the new days; a project that somebody changed meanwhile has worked out its own."""
    session.connection().execute(RELIT, rows)
    session.execute(update(EventTail).values(project_event_id=EventTail.event_id))


def _next_lit(last: int) -> Select[tuple[Project]]:
    """The next projects that have a light, with what it is worked out from."""
    asked = select(Project).where(Project.id > last, Project.stage.not_in(UNLIT))
    asked = asked.order_by(Project.id).limit(AT_ONCE)
    return asked.options(selectinload(Project.stage_moves))


def _changed_light(project: Project, clocks: Mapping[Reason, Clock]) -> dict[str, Any] | None:
    """The project's new days, if they are not those that it has."""
    days = project.light_days(clocks)
    if all(getattr(project, name) == value for name, value in days.items()):
        return None
    return {"relit": project.id, "seen": project.version} | {
        f"new_{name}": value for name, value in days.items()
    }
