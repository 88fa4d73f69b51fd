"""Directives: what the leader wants done, in every state, on all that one can be on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.synthetic.people import BUREAU, STREET
from seed.synthetic.setting import Setting
from tracker.domain.blocker import Blocker
from tracker.domain.calendar import add_workdays
from tracker.domain.chain import Chain
from tracker.domain.directive import Directive
from tracker.domain.directive.directive_acts import answer, close, give, send_back
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.project.light_rules import UNLIT
from tracker.domain.words import BlockerState

INDUSTRY = "区科工信局"


@dataclass(frozen=True, slots=True)
class Word:
    """One directive: to which office, to whom in it, on what, and in how many workdays.

    `ago` workdays before today it was given; `due_in` counts from today and may be past.
    What came back: the answer, why it was sent back, the word that closed it.
    """

    said: str
    office: str
    person: str = ""
    on: str = ""
    ago: int = 3
    due_in: int = 5
    answer: str = ""
    returned: str = ""
    closed: str = ""


WORDS = (
    Word(
        "示例：电价方案一拖再拖，三天内落到纸上，当面给企业讲一遍，结果报我。",
        BUREAU,
        "staff",
        "project",
        6,
        -1,
    ),
    Word(
        "示例：请企业负责人本周来一趟，把分几期、每期投多少说清楚。",
        BUREAU,
        "staff",
        "project",
        3,
        0,
    ),
    Word(
        "示例：这家在别处也谈着，摸清对方给的条件，拿出我们的比较。",
        BUREAU,
        "yi",
        "project",
        5,
        1,
        "示例：已了解到对方给的是标准厂房三年免租，比较表附在项目动态里，建议以物流成本应对。",
    ),
    Word(
        "示例：周边村（社区）一个一个谈，本周拿出腾挪方案，需要区里出面的列出来。",
        STREET,
        "",
        "blocker",
        2,
        2,
    ),
    Word(
        "示例：螺纹加工这一环缺口最大，再梳理一遍目标企业，月底前给我名单和打法。",
        BUREAU,
        "head",
        "chain",
        4,
        6,
    ),
    Word(
        "示例：沿街商户的停车意见收集完了没有？报数字，不要报过程。",
        STREET,
        "",
        "",
        7,
        3,
        "示例：正在收集。",
        "示例：要数字：多少户、多少条、多少能办。",
    ),
    Word(
        "示例：核一下设备清单，看投资额是不是写大了。",
        INDUSTRY,
        "ding",
        "project",
        8,
        -2,
        "示例：已核，设备投资 4200 万元与清单一致，土建部分请企业补预算。",
    ),
    Word(
        "示例：把上月外出招商的线索清一遍，没人跟的指定到人。",
        BUREAU,
        "",
        "",
        15,
        -6,
        "示例：线索已全部指定到人。",
        "",
        "示例：好，下月照此办理。",
    ),
)


def direct(session: Session, setting: Setting) -> None:
    """Write them down and play what came of each. No commit."""
    people, told = setting.people, list[int]()
    for word in WORDS:
        about = _about(session, word, people, told)
        if about is not None:
            _play(session, word, about, setting)


def _about(
    session: Session, word: Word, people: Mapping[str, User], told: list[int]
) -> dict[str, Any] | None:
    """What it is on; None where the office has nothing of the kind. Each project is named once."""
    if not word.on:
        return {}
    office = select(Department.id).where(Department.name == word.office).scalar_subquery()
    asked: Any = {
        "project": select(Project)
        .where(
            Project.owner_id == people[word.person].id if word.person else Project.id.is_not(None),
            Project.stage.not_in(UNLIT),
            Project.id.not_in(told),
        )
        .order_by(Project.red_on, Project.id),
        "blocker": select(Blocker)
        .where(Blocker.department_id == office, Blocker.state != BlockerState.CLOSED)
        .order_by(Blocker.due_on, Blocker.id),
        "chain": select(Chain).where(Chain.in_use).order_by(Chain.id),
    }[word.on]
    found = session.scalars(asked.limit(1)).first()
    if isinstance(found, Project):
        told.append(found.id)
    return {word.on: found} if found is not None else None


def _play(
    session: Session,
    word: Word,
    about: dict[str, Any],
    setting: Setting,
) -> Directive:
    people, today = setting.people, setting.today
    leader = people["leader"].as_actor()
    office = setting.departments[word.office]
    person = people[word.person] if word.person else None
    given_on, due_on = add_workdays(today, -word.ago), add_workdays(today, word.due_in)
    one = give(
        session, word.said, office, due_on=due_on, on=given_on, by=leader, person=person, **about
    )
    if word.answer:
        answerer = person or people[ANSWERERS[word.office]]
        answered_on = add_workdays(given_on, 2)
        answer(one, word.answer, on=answered_on, by=answerer.as_actor())
        if word.returned:
            send_back(one, word.returned, on=add_workdays(answered_on, 1), by=leader)
        if word.closed:
            close(one, said=word.closed, on=add_workdays(answered_on, 1), by=leader)
    return one


ANSWERERS = {BUREAU: "head", STREET: "street", INDUSTRY: "ding"}
"""Who answers for an office where nobody was meant by name."""
