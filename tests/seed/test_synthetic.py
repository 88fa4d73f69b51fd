"""The invented lives: what is written in bulk is what the verbs would have written."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Table, inspect, select, text
from sqlalchemy.orm import Session
from stdnum.cn import uscc

from seed.demo import CODE_PREFIX, NAME
from seed.reference import seed_reference
from seed.synthetic.batch import SOURCE, play, write
from seed.synthetic.deck import shuffled_deck
from seed.synthetic.firms import SampleFirm
from seed.synthetic.folded import project_row
from seed.synthetic.life import Life, life_of
from seed.synthetic.people import engage
from seed.synthetic.setting import Person, Setting, Unit, read_setting
from tests.databases import Database
from tests.seed.conftest import blank
from tests.world import TODAY
from tracker.domain.base import FAR_OFF, Base
from tracker.domain.firm import Firm
from tracker.domain.office.office import Office
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.project.light import light_of
from tracker.domain.search.text_index import FIRMS, PROJECTS
from tracker.domain.words import Colour

LIVES = 60
LEFT_TO_THE_END = {"tally", "notice"}
"""Counted once when all is written; and nobody is told of what is long past."""

NOT_COMPARED = {"recorded_at", "changed_at", "version", "seal", "tail_seal"}
"""Moments are of the day of the act in bulk; a version counts acts there, writes in the verbs."""

DAYS = [
    date(2024, 2, 29),
    date(2025, 1, 1),
    date(2025, 3, 1),
    date(2025, 10, 8),
    date(2026, 5, 31),
    date(2026, 6, 10),
    date(2026, 11, 24),
    date(2026, 12, 31),
]


def _open(session: Session) -> Setting:
    session.add(Office(name=NAME, code_prefix=CODE_PREFIX, is_demo=True))
    session.flush()
    seed_reference(session)
    return read_setting(session, TODAY, engage(session, TODAY, lambda login: login))


def _lives(setting: Setting, count: int) -> list[Life]:
    deck = shuffled_deck(setting.rng("deck"))
    return [life_of(number, deck[number % 120], setting, number) for number in range(count)]


def _code(life: Life) -> str:
    return f"{CODE_PREFIX}{life.filed_on.year}-{life.number:04d}"


def _perform(session: Session, life: Life) -> None:
    """Live the life with the domain's own verbs."""
    owner = session.get_one(User, life.owner.id)
    firm = Firm.called(life.firm.name, source=SOURCE, credit_code=life.firm.credit_code)
    firm.also_called(life.firm.brand, SOURCE)
    session.add(firm)
    registration = life.registration | {"name": "".join(life.registration["name"])}
    project = Project.register(
        session,
        code=_code(life),
        on=life.filed_on,
        by=owner.as_actor(),
        owner=owner,
        firm=firm,
        **registration,
    )
    for act in life.acts:
        by_id = act.by.id if act.by else project.owner_id
        told = {name: _real(session, project, name, value) for name, value in act.told.items()}
        if act.verb != "climb":
            told["by"] = session.get_one(User, by_id).as_actor()
        whose = project if hasattr(Project, act.verb) else told.pop("blocker")
        getattr(whose, act.verb)(on=act.on, **told)
    session.flush()


def _real(session: Session, project: Project, name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [_real(session, project, name, one) for one in value]
    if isinstance(value, Unit):
        return session.get_one(Department, value.id)
    if isinstance(value, Person):
        return session.get_one(User, value.id)
    return project.blockers[value] if name == "blocker" else value


def _rows(session: Session, table: Table) -> list[dict[str, Any]]:
    keys = list(inspect(table).primary_key)
    wanted = [column for column in table.columns if column.name not in NOT_COMPARED]
    return [dict(row) for row in session.execute(select(*wanted).order_by(*keys)).mappings()]


def test_bulk_and_verbs_write_the_same_rows(kept_database: Database, session: Session) -> None:
    with blank(kept_database) as by_verbs:
        lives = _lives(_open(by_verbs), LIVES)
        for life in lives:
            _perform(by_verbs, life)
        setting = _open(session)
        for life in lives:
            write(session, [life], [_code(life)], setting)
        for table in Base.metadata.sorted_tables:
            if table.name not in LEFT_TO_THE_END:
                assert _rows(session, table) == _rows(by_verbs, table), table.name
        for searched in (PROJECTS, FIRMS):
            index = text(f"SELECT rowid, tokens FROM {searched} ORDER BY rowid")
            assert session.execute(index).all() == by_verbs.execute(index).all()


def test_the_compared_lives_use_every_verb(setting: Setting) -> None:
    verbs = {act.verb for life in _lives(setting, LIVES) for act in life.acts}
    assert verbs == {
        "advance_to",
        "log_follow_up",
        "note_amount",
        "hand_over_to",
        "draw_in",
        "hold_meeting",
        "raise_blocker",
        "assign_to",
        "accept",
        "report",
        "answer",
        "ask_for_time",
        "grant_time",
        "refuse_time",
        "climb",
        "close",
        "reopen",
    }


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_life_shows_the_light_of_its_card_on_any_day(setting: Setting, today: date) -> None:
    setting = replace(setting, today=today)
    deck = shuffled_deck(setting.rng("deck"))
    for life in _lives(setting, 120):
        row = project_row(play(life, _code(life), setting), 1, setting.clocks)
        light = light_of(row["stage"], row["yellow_on"], row["red_on"], today, is_printed=False)
        assert (row["stage"], light) == deck[life.number], life


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_nothing_happened_today_or_later_or_over_a_year_and_a_half_ago(
    setting: Setting, today: date
) -> None:
    for life in _lives(replace(setting, today=today), 120):
        days = [act.on for act in life.acts]
        assert max(days) < today
        assert life.filed_on <= min(days)
        assert (today - life.filed_on).days <= 545


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_staff_have_something_overdue_due_and_ahead(setting: Setting, today: date) -> None:
    setting = replace(setting, today=today)
    drafts = [play(life, _code(life), setting) for life in _lives(setting, 120)]
    days = {one.next_on for one in drafts if one.owner == setting.people["staff"]} - {FAR_OFF}
    assert min(days) < today < max(days)
    assert today in days


def test_about_one_in_ten_is_red_and_one_in_five_yellow(setting: Setting) -> None:
    colours = [card.colour for card in shuffled_deck(setting.rng("deck")) if card.colour]
    assert 0.06 < colours.count(Colour.RED) / len(colours) < 0.14
    assert 0.15 < colours.count(Colour.YELLOW) / len(colours) < 0.25


def test_firms_cannot_be_mistaken_for_real_ones() -> None:
    firms = [SampleFirm(number, "钢管") for number in (*range(2000), 54_321, 99_999)]
    assert all(firm.name.startswith("示例") for firm in firms)
    assert all(uscc.is_valid(firm.credit_code) for firm in firms)
    assert all(firm.credit_code.startswith("91000000DEM") for firm in firms)
    for name in ("name", "brand", "credit_code"):
        assert len({getattr(firm, name) for firm in firms}) == len(firms)
