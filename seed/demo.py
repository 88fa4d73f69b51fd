"""A synthetic office around the printed projects: people, lives of any number, saved views."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from seed.print import seed_print
from seed.print.listed import seed_rankings
from seed.reference import seed_reference
from seed.synthetic.directives import direct
from seed.synthetic.firms import introduce, stand_firms
from seed.synthetic.people import engage
from seed.synthetic.play import crowd_of, play
from seed.synthetic.setting import read_setting
from seed.synthetic.targets import court
from tracker.domain.event import Event, EventKind, note_event
from tracker.domain.notice import Notice
from tracker.domain.office.office import Office
from tracker.domain.office.saved_view import SavedView
from tracker.domain.people.user import User
from tracker.refusal import Refused

NAME, CODE_PREFIX = "蒸湘招商", "ZX"
VIEWS = (
    ("leader", "红灯项目", "ledger", "light=red"),
    ("leader", "中游在建", "board", "segment=midstream"),
    ("head", "签约未开工", "ledger", "stage=signed&stage=registered&stage=permitted&sort=since"),
    ("staff", "在谈最急", "ledger", "stage=talks"),
)
UNSEEN_DAYS = 3
"""What happened since is new to everybody on the first sign-in."""


def seed_demo(
    session: Session,
    today: date,
    password_hash: Callable[[str], str],
    projects: int = 120,
    after_month: Callable[[], None] = lambda: None,
) -> bool:
    """Make the synthetic office in an empty database, the same every time for that day.

    Says False and changes nothing where it stands already; raises Refused in a
    real office. `password_hash` is asked with each login. No commit: the caller
    commits, and for thousands of projects gives `session.commit` as
    `after_month`, so that no transaction grows beyond a month of the office.
    """
    office = session.scalar(select(Office))
    if office is not None:
        if not office.is_demo:
            raise Refused("这里是正式启用的单位，不能装入演示数据。")
        return False
    session.add(Office(name=NAME, code_prefix=CODE_PREFIX, is_demo=True))
    note_event(
        session,
        EventKind.OFFICE_SET_UP,
        by=None,
        on=today,
        after={"name": NAME, "code_prefix": CODE_PREFIX},
    )
    session.flush()
    seed_reference(session)
    printed = seed_print(session)
    seed_rankings(session, today)
    people = engage(session, today, password_hash)
    head = people["head"].as_actor()
    for project in printed:
        project.hand_over_to(people["bing"], by=head, on=today, because="演示：见报项目交专人核实")
    session.flush()
    _save_views(session, people, today)
    setting = read_setting(session, today, people)
    play(session, crowd_of(projects, setting), setting, CODE_PREFIX, after_month)
    stand_firms(session, today, head)
    introduce(session, today, head)
    leave_unseen(session, today)
    court(session, setting)
    direct(session, setting)
    session.execute(text("ANALYZE"))
    return True


def _save_views(session: Session, people: dict[str, User], today: date) -> None:
    for login, name, page, arguments in VIEWS:
        person = people[login]
        session.add(SavedView(user_id=person.id, name=name, page=page, arguments=arguments))
        note_event(
            session, EventKind.VIEW_SAVED, by=person.as_actor(), on=today, after={"name": name}
        )


def leave_unseen(session: Session, today: date) -> None:
    """Mark everything but the last days as seen by everybody, notices too."""
    is_old = Event.on < today - timedelta(days=UNSEEN_DAYS)
    last = session.scalar(select(func.max(Event.id)).where(is_old)) or 0
    session.execute(update(User).values(seen_event_id=last))
    moment = select(Event.recorded_at).where(Event.id == Notice.event_id).scalar_subquery()
    session.execute(update(Notice).values(recorded_at=moment))
    session.execute(update(Notice).where(Notice.event_id <= last).values(read_at=moment))
