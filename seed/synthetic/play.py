"""The play: invented lives, oldest first, acted out with the domain's own verbs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from sqlalchemy import event
from sqlalchemy.orm import Session

from seed.synthetic.act import Act
from seed.synthetic.deck import shuffled_deck
from seed.synthetic.firms import SOURCE, SampleFirm
from seed.synthetic.life import Life, life_of, life_pace
from seed.synthetic.setting import Setting
from tracker.domain.base import Base
from tracker.domain.firm import Firm
from tracker.domain.project import Project
from tracker.domain.project.project_codes import next_code

OPENS_UTC, OPEN_MINUTES = time(1), 8 * 60
"""Nine to five by Shanghai's clock."""

LASTS = timedelta(seconds=40)


class Hours:
    """The moment that the play has come to."""

    now = datetime.min.replace(tzinfo=UTC)


def play(
    session: Session,
    lives: Iterable[Life],
    setting: Setting,
    prefix: str,
    after_month: Callable[[], None] = lambda: None,
) -> dict[int, Project]:
    """Act the lives out and give back the projects by the lives' numbers.

    No commit; a caller with thousands of them gives `session.commit` as `after_month`.
    """
    firms: dict[int, Firm] = {}
    projects: dict[int, Project] = {}
    month = 0
    # The verbs flush by themselves; once more before each look at the clocks takes as long again.
    with session.no_autoflush, _hours(session) as hours:
        for moment, life, act in _agenda(lives, setting):
            if moment.month != month:
                session.flush()
                after_month()
            hours.now, month = moment, moment.month
            if act is None:
                if life.firm.number not in firms:
                    firms[life.firm.number] = _firm(session, life.firm)
                firm = firms[life.firm.number]
                projects[life.number] = _register(session, life, firm, prefix)
            else:
                act.do(projects[life.number])
        session.flush()
    return projects


@contextmanager
def _hours(session: Session) -> Iterator[Hours]:
    """While it lasts, what the session writes bears the play's moment, not that of the writing."""
    hours = Hours()

    def learn(_: Session, row: Base) -> None:
        if hasattr(row, "recorded_at"):
            row.recorded_at = hours.now

    def change(session: Session, *_: object) -> None:
        for row in (*session.new, *session.dirty):
            if hasattr(row, "changed_at"):
                row.changed_at = hours.now

    event.listen(session, "before_attach", learn)
    event.listen(session, "before_flush", change)
    try:
        yield hours
    finally:
        event.remove(session, "before_attach", learn)
        event.remove(session, "before_flush", change)


def _agenda(lives: Iterable[Life], setting: Setting) -> list[tuple[datetime, Life, Act | None]]:
    """Every registration (no act) and every act after it, by its moment."""
    agenda: list[tuple[datetime, Life, Act | None]] = []
    for life in lives:
        rng = setting.rng(f"{life.number}/hours")
        moment = _office_hour(life.filed_on, rng)
        agenda.append((moment, life, None))
        for act in life.acts:
            moment = max(_office_hour(act.on, rng), moment + LASTS)
            agenda.append((moment, life, act))
    return sorted(agenda, key=lambda entry: entry[0])


def _office_hour(on: date, rng: Random) -> datetime:
    return datetime.combine(on, OPENS_UTC, UTC) + timedelta(minutes=rng.randrange(OPEN_MINUTES))


def _firm(session: Session, sample: SampleFirm) -> Firm:
    firm = Firm.called(sample.name, source=SOURCE, credit_code=sample.credit_code)
    firm.also_called(sample.brand, SOURCE)
    session.add(firm)
    return firm


def _register(session: Session, life: Life, firm: Firm, prefix: str) -> Project:
    return Project.register(
        session,
        code=next_code(session, prefix, life.filed_on.year),
        on=life.filed_on,
        by=life.owner.as_actor(),
        owner=life.owner,
        firm=firm,
        **life.registration,
    )


TWICE = 12
"""One project in so many is its firm's second."""


def crowd_of(projects: int, setting: Setting) -> Iterator[Life]:
    """That many lives in the order of their filing, so that numbers and codes follow it too."""
    deck = shuffled_deck(setting.rng("deck"))
    cards = {number: deck[number % len(deck)] for number in range(projects)}
    filed_on = {number: life_pace(number, card, setting).filed_on for number, card in cards.items()}
    line = ""
    for place, number in enumerate(sorted(cards, key=filed_on.__getitem__)):
        is_second = place % TWICE == TWICE - 1
        firm_number = place - 1 if is_second else place
        life = life_of(number, cards[number], setting, firm_number, line if is_second else "")
        line = life.firm.line
        yield life
