"""`verify` says "账实相符", or names what was changed behind the domain's back."""

import pytest
from sqlalchemy import text

from tests.builders.rankings import firm, ranking
from tests.builders.targets import kept
from tests.commands.command_line import Command, command
from tests.databases import EVENT_KEY, Database
from tests.world import TODAY
from tracker.commands.checking import differences
from tracker.domain.blocker.steps import AT_FIRST
from tracker.domain.ranking import RankingList
from tracker.domain.settings_changes import relight_all
from tracker.domain.targeting import TargetState

__all__ = ["command"]

BEHIND_THE_BACK = {
    "stage": "UPDATE project SET stage = 'shelved' WHERE id = 1",
    "stage_since": "UPDATE project SET stage_since = '2001-01-01' WHERE id = 1",
    "facts": "UPDATE project SET facts = '{}' WHERE stage = 'signed'",
    "amount_yuan": "UPDATE project SET amount_yuan = 77 WHERE id = 1",
    "red_on": "UPDATE project SET red_on = '2031-01-01' WHERE id = 1",
    "open_blockers": "UPDATE project SET open_blockers = 9 WHERE id = 1",
    "next_on": "UPDATE project SET next_on = '2031-01-01' WHERE id = 1",
    "pinned_until": "UPDATE project SET pinned_until = '2031-01-01' WHERE id = 1",
    "quiet_because": "UPDATE project SET quiet_because = 'x' WHERE id = 1",
    "tier_rank": "UPDATE project SET tier = 'private', tier_rank = 1 WHERE id = 1",
    "tally": "UPDATE tally SET projects = projects + 1 WHERE projects > 0",
    "search": "DELETE FROM project_search WHERE rowid = 1",
    "firm 1: the search": "DELETE FROM firm_search WHERE rowid = 1",
    "search keys": "DELETE FROM firm_key WHERE kind = 'sound'",
    "phone index": "DELETE FROM project_phone",
    "tail": "UPDATE event_tail SET event_id = event_id - 1",
}


def done_by_hand(database: Database, statement: str) -> None:
    with database.session() as session:
        session.execute(text(statement))
        session.commit()


def found(database: Database) -> list[str]:
    with database.session() as session:
        return list(differences(session, EVENT_KEY.encode()))


@pytest.mark.parametrize("what", BEHIND_THE_BACK)
def test_what_was_changed_by_hand_is_found(database: Database, what: str) -> None:
    assert found(database) == []
    done_by_hand(database, BEHIND_THE_BACK[what])
    assert any(what in one for one in found(database)), found(database)


def test_an_entry_that_no_firm_would_find_is_found(database: Database) -> None:
    with database.session() as session:
        ranking(session, RankingList.PRIVATE, 2025, (1, firm(session, "示例榜上公司")))
        session.commit()
    assert found(database) == []
    done_by_hand(database, "UPDATE ranking_entry SET body = 'x'")
    assert found(database) == ["ranking entry 1: its body is not that of its name"]


@pytest.mark.parametrize("what", ["state", "state_since", "owner_id", "next_on"])
def test_a_target_that_was_changed_by_hand_is_found(database: Database, what: str) -> None:
    kept(database, TargetState.VISITED)
    assert found(database) == []
    value = {"state": "'accepted'", "owner_id": "3"}.get(what, "'2031-01-01'")
    done_by_hand(database, f"UPDATE target SET {what} = {value}")
    assert [one for one in found(database) if one.startswith("target")] != []
    assert any(f" {what}: kept" in one for one in found(database))


BLOCKERS_KEPT = {
    "state": "'closed'",
    "department_id": "1",
    "outcome": "'好了'",
    "level": "'city'",
}


@pytest.mark.parametrize("what", AT_FIRST)
def test_a_blocker_that_was_changed_by_hand_is_found(database: Database, what: str) -> None:
    value = BLOCKERS_KEPT.get(what, "'2031-01-01'")
    done_by_hand(database, f"UPDATE blocker SET {what} = {value}")
    assert any(f" {what}: kept" in one for one in found(database) if one.startswith("blocker"))


def test_a_blocker_without_steps_is_found(database: Database) -> None:
    done_by_hand(database, "DELETE FROM blocker_step")
    assert "blocker 1 has no step" in found(database)


def test_looking_changes_nothing(database: Database) -> None:
    done_by_hand(database, BEHIND_THE_BACK["red_on"])
    before = database.rows()
    assert found(database) == found(database)
    assert database.rows() == before


def test_relighting_mends_a_light(database: Database) -> None:
    done_by_hand(database, BEHIND_THE_BACK["red_on"])
    with database.session() as session:
        assert relight_all(session, TODAY) == 1
        session.commit()
    assert found(database) == []


def test_the_command_tells_each_difference_and_fails(command: Command) -> None:
    command("init")
    assert "账实相符" in command("verify")
    command.execute(BEHIND_THE_BACK["red_on"])
    said = command("verify", code=1)
    assert "red_on: kept 2031-01-01" in said
    assert "有 1 处不符" in said
