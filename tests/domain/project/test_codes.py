"""A project's code: a running number under a prefix and a year."""

from tests.world import BING, World
from tracker.domain.project.project_codes import CodeSeries, next_code


def test_codes_run_on_from_the_last_one_given(world: World) -> None:
    assert BING == "ZX2026-0003"
    given = [next_code(world.session, "ZX", 2026) for _ in range(2)]
    assert given == ["ZX2026-0004", "ZX2026-0005"]


def test_each_year_and_each_prefix_counts_for_itself(world: World) -> None:
    assert next_code(world.session, "ZX", 2027) == "ZX2027-0001"
    assert next_code(world.session, "HY", 2026) == "HY2026-0001"


def test_a_code_that_was_not_committed_is_given_again(world: World) -> None:
    next_code(world.session, "ZX", 2026)
    world.session.rollback()
    assert next_code(world.session, "ZX", 2026) == "ZX2026-0004"


def test_a_number_above_9999_grows_longer(world: World) -> None:
    world.session.add(CodeSeries(name="QQ2026", last=9_999))
    assert next_code(world.session, "QQ", 2026) == "QQ2026-10000"
