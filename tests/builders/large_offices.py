"""Thirty projects of every stage, department, sum and light beside the world's three."""

from datetime import date, timedelta
from itertools import cycle

from tests.builders import samples
from tests.world import STREET, World
from tracker.domain.blocker import report_blocker
from tracker.domain.words import BlockerKind, Contact, Segment, Source, Stage

FIRST_DAY = date(2026, 1, 5)
SUMS = (None, 0, 9_999, 100_000_000, 100_000_000, 2_000_000_000)


def fill(world: World) -> None:
    """The same projects every time, many of them alike in what lists are ordered by."""
    stages, sums = cycle(Stage), cycle(SUMS)
    people = cycle(("officer", "stranger", "colleague"))
    places = cycle((*(world.link(segment) for segment in Segment), None))
    for number in range(30):
        project = samples.project_at(
            world,
            next(stages),
            on=FIRST_DAY + timedelta(days=number // 3 * 4),
            name=f"示例{'钢管' if number % 4 else '文旅'}{number % 7}",
            who=next(people),
            amount_yuan=next(sums),
            amount_words="说不准",
            source=list(Source)[number % 9],
            chain_link=next(places),
            industry="商贸",
            firm=world.jia.firm if number % 5 else None,
            zone=world.jia.zone if number % 2 else None,
            referrer="示例商会" if number % 6 else "",
        )
        officer, day = world.by("officer"), project.stage_since
        if number % 4 == 1:
            project.log_follow_up(
                Contact.CALL,
                on=day,
                by=officer,
                said="谈",
                next_step="再谈",
                next_on=day + timedelta(days=number),
            )
        if number % 9 == 2 and not project.stage.is_exit:
            report_blocker(
                project,
                BlockerKind.LAND,
                "示例",
                on=day,
                by=officer,
                department=world.department(STREET),
                due_on=day + timedelta(days=number),
            )
        if number % 11 == 3:
            project.draw_in(world.department(STREET), by=officer, on=day)
