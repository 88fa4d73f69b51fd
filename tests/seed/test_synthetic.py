"""The invented lives: what they are planned as, and what the domain's own verbs make of them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from stdnum.cn import uscc

from seed.demo import CODE_PREFIX, NAME
from seed.reference import seed_reference
from seed.synthetic.deck import Card, shuffled_deck
from seed.synthetic.firms import SampleFirm
from seed.synthetic.glimpse import shows
from seed.synthetic.life import Life, life_of, life_pace
from seed.synthetic.people import engage
from seed.synthetic.play import crowd_of, play
from seed.synthetic.setting import Setting, read_setting
from tests.databases import Database
from tests.seed.conftest import PROJECTS, blank
from tests.world import TODAY
from tracker.domain.event import Event, EventKind
from tracker.domain.office.office import Office
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.words import Colour

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


@pytest.fixture(scope="module")
def office(kept_database: Database) -> Iterator[tuple[Session, Setting]]:
    """An office with its people and nothing that happened; a test that plays takes it back."""
    with blank(kept_database) as one:
        one.add(Office(name=NAME, code_prefix=CODE_PREFIX, is_demo=True))
        one.flush()
        seed_reference(one)
        setting = read_setting(one, TODAY, engage(one, TODAY, lambda login: login))
        one.commit()
        yield one, setting


@pytest.fixture
def setting(office: tuple[Session, Setting]) -> Setting:
    return office[1]


def _lives(setting: Setting, count: int) -> list[Life]:
    deck = shuffled_deck(setting.rng("deck"))
    return [life_of(number, deck[number % 120], setting, number) for number in range(count)]


def test_the_lives_use_every_verb(setting: Setting) -> None:
    verbs = {act.verb.__name__ for life in _lives(setting, 60) for act in life.acts}
    assert verbs == {
        "advance_to",
        "log_follow_up",
        "note_amount",
        "hand_over_to",
        "draw_in",
        "hold_meeting",
        "report_blocker",
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
def test_every_kind_of_life_shows_the_light_of_its_card_on_any_day(
    office: tuple[Session, Setting], today: date
) -> None:
    session, setting = office
    setting = replace(setting, today=today)
    deck = shuffled_deck(setting.rng("deck"))
    alike: dict[Card, list[Life]] = defaultdict(list)
    for life in _lives(setting, 120):
        alike[deck[life.number]].append(life)
    chosen = [_bare(setting.rng(f"{card}").choice(lives)) for card, lives in alike.items()]
    projects = play(session, chosen, setting, CODE_PREFIX)
    shown = {number: (one.stage, one.light_on(today)) for number, one in projects.items()}
    session.rollback()
    assert shown == {life.number: deck[life.number] for life in chosen}


def _bare(life: Life) -> Life:
    """The life without the contacts before its last one, for which no clock waits."""
    contacts = [act for act in life.acts if act.verb is Project.log_follow_up]
    return replace(life, acts=[act for act in life.acts if act not in contacts[:-1]])


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_days_of_every_life_give_its_cards_light(setting: Setting, today: date) -> None:
    setting = replace(setting, today=today)
    for number, card in enumerate(shuffled_deck(setting.rng("deck"))):
        assert shows(card, life_pace(number, card, setting), setting), card


def test_the_whole_demo_shows_its_cards(demo: Session, setting: Setting) -> None:
    deck = shuffled_deck(setting.rng("deck"))
    shown = {one.name: (one.stage, one.light_on(TODAY)) for one in demo.scalars(select(Project))}
    for life in crowd_of(PROJECTS, setting):
        assert shown[life.registration["name"]] == deck[life.number % 120], life


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
    days = {_next_on(life) for life in _lives(setting, 120) if _is_of_staff(life, setting)}
    days.discard(None)
    assert min(days) < today < max(days)
    assert today in days


def _next_on(life: Life) -> date | None:
    told = [act.arguments["next_on"] for act in life.acts if "next_on" in act.arguments]
    return told[-1]


def _is_of_staff(life: Life, setting: Setting) -> bool:
    owners = [life.owner, *(a.arguments["owner"] for a in life.acts if "owner" in a.arguments)]
    return owners[-1] is setting.people["staff"]


def test_what_is_played_bears_the_moment_of_its_day(demo: Session) -> None:
    logged = Event.kind == EventKind.FOLLOW_UP_LOGGED
    for event in demo.scalars(select(Event).where(logged, Event.project_id.is_not(None))):
        assert event.recorded_at.date() == event.on
    for told in demo.scalars(select(FollowUp).where(FollowUp.target_id.is_(None))):
        assert told.recorded_at.date() == told.on
    played = select(Project).where(Project.last_followed_on < TODAY - timedelta(days=9))
    assert all(one.changed_at.date() < TODAY for one in demo.scalars(played))


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
