"""Who is the first to talk with a firm, and until when that protects."""

from datetime import date, timedelta

import pytest

from tests.builders import samples
from tests.world import TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.lead.crossing import Outcome
from tracker.domain.lead.crossing_rules import Choice, cross
from tracker.domain.lead.first_talk import Talk, first_talk
from tracker.domain.office.settings import NumberSetting, Setting
from tracker.domain.project import Project
from tracker.domain.same_firm.settlements import Verdict, settle
from tracker.domain.words import Stage

FILED = date(2026, 5, 1)


@pytest.fixture
def firm(world: World) -> Firm:
    made = Firm.called("示例晨鼎新材料有限公司")
    world.session.add(made)
    world.session.flush()
    return made


def lead(world: World, firm: Firm, who: str = "officer", on: date = FILED) -> Project:
    return samples.project(world, f"{firm.name}{who}{on}", who=who, on=on, firm=firm)


def first(world: World, *firms: Firm) -> Talk:
    found = first_talk(world.session, [firm.id for firm in firms])
    assert found is not None
    return found


def leave(world: World, project: Project, to: Stage, on: date) -> None:
    told = samples.facts_for(project, to)
    project.advance_to(to, on=on, by=world.by("officer"), because="测试", facts=told)


def test_the_first_to_file_is_protected_for_the_days_of_the_setting(
    world: World, firm: Firm
) -> None:
    mine = lead(world, firm)
    lead(world, firm, "stranger", TODAY)
    talk = first(world, firm)
    assert (talk.project_id, talk.department, talk.since) == (mine.id, "商务局", FILED)
    assert talk.protected_to == FILED + timedelta(days=90)
    assert talk.is_protected_on(date(2026, 7, 30))
    assert not talk.is_protected_on(date(2026, 7, 31))


def test_of_two_filed_on_one_day_the_one_that_was_written_first_is_the_first(
    world: World, firm: Firm
) -> None:
    mine = lead(world, firm)
    lead(world, firm, "stranger")
    assert first(world, firm).project_id == mine.id


def test_a_day_long_ago_makes_nobody_the_first(world: World, firm: Firm) -> None:
    mine = lead(world, firm)
    lead(world, firm, "stranger", date(2026, 1, 1))
    assert first(world, firm).project_id == mine.id


def test_a_firm_that_nobody_talks_with_has_no_first(world: World, firm: Firm) -> None:
    assert first_talk(world.session, [firm.id]) is None
    assert first_talk(world.session, []) is None


@pytest.mark.parametrize("to", [Stage.SHELVED, Stage.DROPPED, Stage.TRANSFERRED])
def test_protection_lapses_when_the_project_leaves_the_line(
    world: World, firm: Firm, to: Stage
) -> None:
    leave(world, lead(world, firm), to, TODAY)
    assert first_talk(world.session, [firm.id]) is None
    theirs = lead(world, firm, "stranger", TODAY)
    assert first(world, firm).project_id == theirs.id


def test_one_that_comes_back_stands_behind_whoever_came_meanwhile(world: World, firm: Firm) -> None:
    mine = lead(world, firm)
    leave(world, mine, Stage.DROPPED, date(2026, 5, 10))
    theirs = lead(world, firm, "stranger", date(2026, 5, 20))
    leave(world, mine, Stage.TALKS, date(2026, 6, 1))
    talk = first(world, firm)
    assert talk.project_id == theirs.id
    leave(world, theirs, Stage.DROPPED, TODAY)
    talk = first(world, firm)
    assert (talk.project_id, talk.since) == (mine.id, date(2026, 6, 1))
    assert talk.protected_to == date(2026, 6, 1) + timedelta(days=90)


def test_a_voided_exit_never_cost_the_first_its_place(world: World, firm: Firm) -> None:
    mine = lead(world, firm)
    leave(world, mine, Stage.DROPPED, date(2026, 5, 10))
    mine.void_last_move(by=world.by("officer"), on=TODAY, because="记错项目")
    assert first(world, firm).since == FILED


def test_nought_days_protect_nobody_but_say_who_was_first(world: World, firm: Firm) -> None:
    world.session.add(NumberSetting(key=Setting.FIRST_TALK, value=0, holds_from=FILED))
    lead(world, firm)
    talk = first(world, firm)
    assert talk.protected_to is None
    assert not talk.is_protected_on(FILED)


def test_the_days_are_those_that_held_when_the_lead_was_filed(world: World, firm: Firm) -> None:
    later = FILED + timedelta(days=1)
    world.session.add(NumberSetting(key=Setting.FIRST_TALK, value=10, holds_from=later))
    lead(world, firm)
    assert first(world, firm).protected_to == FILED + timedelta(days=90)


def test_firms_settled_to_be_the_same_are_one_whoever_asks_for_which(
    world: World, firm: Firm
) -> None:
    others = [Firm.called("示例晟鼎新材料有限公司"), Firm.called("示例成鼎材料有限公司")]
    world.session.add_all(others)
    world.session.flush()
    mine = lead(world, firm)
    by = world.by("officer")
    for one, other in ((firm, others[0]), (others[0], others[1])):
        settle(world.session, one, other, Verdict.SAME, because="同一法人", by=by, on=TODAY)
    world.session.flush()
    assert [first(world, one).project_id for one in (firm, *others)] == [mine.id] * 3


def test_firms_settled_to_be_different_are_two(world: World, firm: Firm) -> None:
    other = Firm.called("示例晟鼎新材料有限公司")
    world.session.add(other)
    world.session.flush()
    lead(world, firm)
    by = world.by("officer")
    settle(world.session, firm, other, Verdict.DIFFERENT, because="注册地不同", by=by, on=TODAY)
    assert first_talk(world.session, [other.id]) is None


def test_the_superseded_is_not_the_first_while_the_other_is_in_the_line(
    world: World, firm: Firm
) -> None:
    mine = lead(world, firm)
    theirs = lead(world, firm, "stranger", TODAY)
    choice = Choice(Outcome.SUPERSEDED, "以后由我们谈")
    cross(world.session, first(world, firm), theirs, choice, by=world.by("head"), on=TODAY)
    assert first(world, firm).project_id == theirs.id
    leave(world, theirs, Stage.DROPPED, TODAY)
    assert first(world, firm).project_id == mine.id


def test_protection_goes_with_the_project_when_it_is_handed_over(world: World, firm: Firm) -> None:
    mine = lead(world, firm)
    mine.hand_over_to(world.user("stranger"), by=world.by("head"), on=TODAY, because="换人")
    world.session.flush()
    assert first(world, firm).department == "工信局"


def test_what_the_asker_does_not_see_has_no_name(world: World, firm: Firm) -> None:
    lead(world, firm)
    unseen = first_talk(world.session, [firm.id], world.by("street"))
    assert unseen is not None
    assert (unseen.code, unseen.name, unseen.is_seen) == ("", "", False)
