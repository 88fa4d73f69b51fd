"""A project that came back from an exit before this was a new round begins one afterwards."""

from datetime import date
from runpy import run_path

import pytest
from sqlalchemy import update

from tests.builders import samples
from tests.databases import EVENT_KEY
from tests.world import SIGNING, TODAY, World
from tracker.commands.checking import differences
from tracker.commands.migrating import MIGRATIONS
from tracker.domain.project import Project
from tracker.domain.project.stage_rules import Fact
from tracker.domain.words import Stage


@pytest.mark.parametrize("back", [Stage.TALKS, Stage.REVIEW])
def test_what_was_told_before_the_exit_is_an_answer_no_more(world: World, back: Stage) -> None:
    bing, colleague = world.bing, world.by("colleague")
    bing.advance_to(Stage.SHELVED, on=TODAY, by=colleague, because="资金链")
    told = samples.facts_for(bing, back)
    bing.advance_to(back, on=TODAY, by=colleague, because="重新招商", facts=told)
    world.session.flush()
    planned = samples.SAMPLE_FACTS[Fact.PLANNED_START]
    kept = {"facts": SIGNING | told, "planned_start_on": date.fromisoformat(planned)}
    world.session.execute(update(Project).where(Project.id == bing.id).values(kept))
    world.session.expire_all()
    assert [*differences(world.session, EVENT_KEY.encode())], "as it was kept before"

    (path,) = MIGRATIONS.glob("versions/0013*.py")
    run_path(str(path))["begin_new_rounds"](world.session.connection())

    world.session.expire_all()
    assert (bing.facts, bing.planned_start_on) == (told, None)
    assert [*differences(world.session, EVENT_KEY.encode())] == []
