"""An office of 50,000 firms and 100,000 projects with telephones, made once and kept."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import create_engine, insert, text
from sqlalchemy.orm import Session

from tests.bench.offices import KEPT, stamp_of
from tracker.app import create_app
from tracker.commands.migrating import bring_up_to_date
from tracker.domain.firm import Firm
from tracker.domain.people.department import Department
from tracker.domain.project import Project
from tracker.domain.same_firm.firm_keys import insert_keys, keys_of
from tracker.domain.search.contact_phones import insert_phones
from tracker.domain.words import Source, Stage
from tracker.extensions import db, prepare_engine
from tracker.matching.normal_name import normal_name
from tracker.matching.places import CITIES
from tracker.matching.trades import GENERAL, OWN_WORDS
from tracker.web.rendering import today

FIRMS, PROJECTS, AT_ONCE = 50_000, 100_000, 10_000
SHAPED_BY = (
    "migrations/versions/*.py",
    "tracker/domain/firm/*.py",
    "tracker/domain/same_firm/*.py",
    "tracker/matching/*.py",
    "tests/bench/firms.py",
)
FORMS = ("有限公司", "有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
SIGNS = (
    "示例恒泰华瑞丰达信源兴隆通顺安康盛宏远鼎嘉诚金银铜龙凤鹏飞天海江山川云光明辉煌永久长青新创立伟业"
    "宝玉珠联合友谊东南西北中正大同和平智慧博雅景煜锦翔骏腾铭硕晨晟鸿弘洪凯旋星月亚欧美科"
)


def invented_names(count: int, seed: int) -> list[str]:
    """So many different names as firms have them, the same every time for a seed."""
    dice = Random(seed)
    cities = [city for row in CITIES.values() for city in row.split()]
    own, general = OWN_WORDS.split(), sorted(GENERAL)
    names: dict[str, None] = {}
    while len(names) < count:
        brand = "".join(dice.choices(SIGNS, k=dice.choice((2, 2, 2, 3))))
        trade = dice.choice(own) + (dice.choice(general) if dice.random() < 0.4 else "")
        city = dice.choice(cities) if dice.random() < 0.8 else ""
        if city and dice.random() < 0.2:
            names[f"{brand}{trade}（{city}）{dice.choice(FORMS)}"] = None
        else:
            names[f"{city}{brand}{trade}{dice.choice(FORMS)}"] = None
    return list(names)


def phone_of(number: int) -> str:
    """The telephone of the contact of the project of that number."""
    return f"138 {number:08}"


@contextmanager
def office_of_firms(say: Callable[[str], None]) -> Iterator[Session]:
    """A session in the kept office; nothing of what is done in it stays."""
    folder, stamp = KEPT / "firms", stamp_of(SHAPED_BY)
    marker = folder / "stamp"
    if not marker.exists() or marker.read_text() != stamp:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        say(f"making an office of {FIRMS:,} firms and {PROJECTS:,} projects …")
        start = time.perf_counter()
        _make(folder)
        marker.write_text(stamp)
        say(f"made in {time.perf_counter() - start:.0f} s")
    engine = create_engine(f"sqlite:///{folder}/tracker.db")
    prepare_engine(engine)
    with Session(engine, info={"event_key": b"bench"}) as session:
        yield session
        session.rollback()
    engine.dispose()


def _make(folder: Path) -> None:
    app = bring_up_to_date(
        create_app(INSTANCE=str(folder), DATABASE_URL=f"sqlite:///{folder}/tracker.db")
    )
    with app.app_context():
        session = db.session()
        department = Department(name="示例局", short_name="示例局")
        session.add(department)
        session.flush()
        names = dict(enumerate(invented_names(FIRMS, seed=1), 1))
        _insert(session, Firm, [_firm(number, name) for number, name in names.items()])
        keys = ((number, key) for number, name in names.items() for key in keys_of([name]))
        insert_keys(session.connection(), keys)
        numbers = range(1, PROJECTS + 1)
        _insert(session, Project, [_project(number, department.id) for number in numbers])
        insert_phones(session.connection(), ((number, phone_of(number)) for number in numbers))
        session.execute(text("ANALYZE"))
        session.commit()
        db.session.remove()
        db.engine.dispose()


def _firm(number: int, name: str) -> dict[str, Any]:
    return {"id": number, "name": name, "normal_name": normal_name(name), "name_key": ""}


def _project(number: int, department_id: int) -> dict[str, Any]:
    return {
        "id": number,
        "code": f"ZX2026-{number}",
        "name": f"示例项目{number}",
        "name_key": "",
        "source": Source.OTHER,
        "filed_on": today(),
        "stage": Stage.LEAD,
        "stage_since": today(),
        "owner_department_id": department_id,
        "firm_id": number % FIRMS + 1,
        "contact_phone": phone_of(number),
    }


def _insert(session: Session, model: type[Firm | Project], rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), AT_ONCE):
        session.execute(insert(model.__table__), rows[start : start + AT_ONCE])  # type: ignore[arg-type]
