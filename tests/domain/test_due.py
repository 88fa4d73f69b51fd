"""What is due with one's projects: by today, and in the week that counts."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.builders import samples
from tests.world import TODAY, World
from tracker.domain.project import Project
from tracker.domain.words import Contact, Stage
from tracker.queries.project_list.due_days import Due, due, looked_ahead_to
from tracker.queries.project_list.filter import ProjectFilter


def promised(world: World, on: date, name: str) -> Project:
    made = samples.project(world, name, on=TODAY)
    made.log_follow_up(Contact.CALL, on=TODAY, by=world.by("officer"), said="说好再谈", next_on=on)
    return made


def found(world: World, when: Due, day: date) -> set[str]:
    world.session.flush()
    names = world.session.scalars(select(Project.name).where(due(when, day)))
    return {name for name in names if name.startswith("示例")}


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 6, 8), date(2026, 6, 14)),
        (date(2026, 6, 11), date(2026, 6, 14)),
        (date(2026, 6, 12), date(2026, 6, 21)),
        (date(2026, 6, 14), date(2026, 6, 21)),
    ],
)
def test_one_looks_ahead_to_sunday_and_from_friday_on_to_the_next(day: date, until: date) -> None:
    assert looked_ahead_to(day) == until


def test_today_and_what_was_missed_is_due_now_and_the_rest_of_the_week_is_ahead(
    world: World,
) -> None:
    for days in range(7):
        promised(world, TODAY + timedelta(days=days), f"示例{days}")
    later = TODAY + timedelta(days=1)
    assert found(world, Due.NOW, TODAY) == {"示例0"}
    assert found(world, Due.AHEAD, TODAY) == {"示例1", "示例2", "示例3", "示例4"}
    assert found(world, Due.NOW, later) == {"示例0", "示例1"}


def test_nothing_is_due_out_of_the_line(world: World) -> None:
    out = promised(world, TODAY, "示例停下的")
    out.advance_to(Stage.SHELVED, on=TODAY, by=world.by("officer"), because="示例")
    assert found(world, Due.NOW, TODAY) == set()


def test_every_list_of_what_is_due_and_watched_has_a_statement_of_its_own() -> None:
    asked = [ProjectFilter(due=when) for when in Due] + [ProjectFilter()]
    assert len({one.shape for one in asked}) == len(asked)
