"""Many projects at once, at every stage that is asked for."""

from collections.abc import Sequence
from datetime import timedelta

from tests.builders import samples
from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.words import Stage


def crowd(
    database: Database,
    count: int,
    stages: Sequence[Stage] = (Stage.LEAD,),
    *,
    who: str = "officer",
) -> None:
    """So many projects of that person's, spread over the stages and over many days."""
    with database.session() as session:
        world = World(session)
        for number in range(count):
            made = samples.project(
                world,
                f"示例成群项目{number:03d}",
                who=who,
                on=TODAY - timedelta(days=number % 9),
                industry="商贸",
                amount_yuan=10_000 * (number + 1),
            )
            stage = stages[number % len(stages)]
            if stage is not Stage.LEAD:
                made.advance_to(
                    stage,
                    on=TODAY,
                    by=world.by(who),
                    because="测试",
                    facts=samples.facts_for(made, stage),
                )
        session.commit()
