"""A project handed to another district: what was agreed, and what still counts here."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders import samples
from tests.world import TODAY, World
from tracker.domain.project import Project
from tracker.domain.project.stage_rules import NEEDS, Fact
from tracker.domain.project.transfer import Agreement
from tracker.domain.words import AmountKind, Stage
from tracker.queries.project_list.row_columns import credited
from tracker.refusal import Refused

YUAN = 320_000_000
HANDED_ON = date(2026, 6, 1)


def agreed(share: Any = 50, years: Any = 5, on: str = "2026-05-20") -> dict[str, Any]:
    return {
        "district": "示例县",
        "credit_share": share,
        "credit_years": years,
        "agreed_on": on,
    }


def transferred(world: World, **told: Any) -> Project:
    project = samples.project(world, on=date(2026, 3, 1), amount_yuan=YUAN)
    project.advance_to(
        Stage.TRANSFERRED,
        on=HANDED_ON,
        by=world.by("officer"),
        because="用地不够",
        facts=agreed(**told),
    )
    return project


def back(world: World, project: Project, on: date) -> None:
    project.advance_to(
        Stage.TALKS,
        on=on,
        by=world.by("officer"),
        because="对方没落下去，重新招商",
        facts=samples.facts_for(project, Stage.TALKS),
    )


@pytest.mark.parametrize(
    ("day", "yuan"),
    [
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), YUAN),
        (date(2026, 5, 31), YUAN),
        (HANDED_ON, YUAN // 2),
        (date(2031, 5, 19), YUAN // 2),
        (date(2031, 5, 20), 0),
    ],
)
def test_all_counts_before_the_agreed_part_within_and_nothing_after(
    world: World, day: date, yuan: int | None
) -> None:
    assert transferred(world).credited_yuan(day) == yuan


@pytest.mark.parametrize(
    ("years", "last"), [(1, date(2021, 2, 28)), (4, date(2024, 2, 28)), (5, date(2025, 2, 28))]
)
def test_years_from_a_leap_day_are_whole(years: int, last: date) -> None:
    agreement = Agreement("示例县", 50, years, date(2020, 2, 29))
    assert agreement.ends_on == last + timedelta(days=1)
    assert agreement.credited(YUAN, last) == YUAN // 2
    assert agreement.credited(YUAN, agreement.ends_on) == 0


@pytest.mark.parametrize(("share", "yuan"), [(0, 0), (33, 330_003), (100, 1_000_011)])
def test_a_share_is_whole_yuan_and_never_more_than_agreed(
    world: World, share: int, yuan: int
) -> None:
    project = transferred(world, share=share)
    project.note_amount(1_000_011, AmountKind.PLANNED, on=TODAY, by=world.by("officer"))
    assert project.credited_yuan(TODAY) == yuan


def test_a_project_that_comes_back_counts_wholly_again_from_that_day(world: World) -> None:
    project = transferred(world)
    back(world, project, TODAY)
    days = (TODAY - timedelta(days=1), TODAY, date(2040, 1, 1))
    assert [project.credited_yuan(day) for day in days] == [YUAN // 2, YUAN, YUAN]
    assert project.agreement is None
    assert (project.credit_share, project.credit_ends_on) == (None, None)
    assert not any(project.knows(fact) for fact in NEEDS[Stage.TRANSFERRED])


def test_one_that_is_given_up_over_there_keeps_the_split(world: World) -> None:
    project = transferred(world)
    project.advance_to(Stage.DROPPED, on=TODAY, by=world.by("officer"), because="对方终止")
    assert project.credited_yuan(TODAY) == YUAN // 2


def test_a_second_transfer_is_agreed_upon_anew(world: World) -> None:
    project = transferred(world)
    back(world, project, TODAY)
    assert project.missing_for(Stage.TRANSFERRED) == list(NEEDS[Stage.TRANSFERRED])
    project.advance_to(
        Stage.TRANSFERRED,
        on=TODAY,
        by=world.by("officer"),
        because="又转",
        facts=agreed(share=20, on="2026-06-09"),
    )
    assert project.credited_yuan(TODAY) == YUAN // 5


def test_a_voided_transfer_never_was(world: World) -> None:
    project = transferred(world)
    project.void_last_move(by=world.by("officer"), on=TODAY, because="记错项目")
    assert project.credited_yuan(HANDED_ON) == YUAN
    assert project.credit_share is None


@pytest.mark.parametrize(
    ("told", "field", "sentence"),
    [
        (agreed(on=""), "agreed_on", "进入“流转”还缺：协议日期。"),
        (agreed(on="2026-06-02"), "agreed_on", "协议日期不能晚于流转的日子 2026-06-01"),
        (agreed(share=101), "credit_share", "本区计入比例请写 0 到 100 之间的整数。"),
        (agreed(share=-1), "credit_share", "0 到 100"),
        (agreed(years=0), "credit_years", "分成年限请写 1 到 20 之间的整数。"),
        (agreed(years=21), "credit_years", "1 到 20"),
        (agreed(share=None), "credit_share", "还缺：本区计入比例"),
    ],
)
def test_a_transfer_without_a_sound_agreement_is_refused(
    world: World, told: dict[str, Any], field: str, sentence: str
) -> None:
    project = samples.project(world, on=date(2026, 3, 1))
    with pytest.raises(Refused) as refusal:
        project.advance_to(
            Stage.TRANSFERRED, on=HANDED_ON, by=world.by("officer"), because="转", facts=told
        )
    assert sentence in refusal.value.fields[field]
    assert project.stage is Stage.LEAD


def test_the_arithmetic_is_said_as_a_person_reckons_it(world: World) -> None:
    agreement = transferred(world).agreement
    assert agreement is not None
    assert agreement.arithmetic(YUAN, TODAY) == "3.20 亿元 × 50% = 1.60 亿元"
    assert agreement.arithmetic(YUAN, date(2031, 5, 20)) == "分成已于 2031-05-19 期满，不再计入"


@dataclass(frozen=True)
class Step:
    """What happens some days after the step before: a word and its number."""

    after: int
    what: str
    share: int
    years: int


STEPS = st.lists(
    st.builds(
        Step,
        st.integers(0, 900),
        st.sampled_from(("transfer", "back", "shelve", "sum")),
        st.integers(0, 100),
        st.integers(1, 20),
    ),
    max_size=6,
)


@given(steps=STEPS)
def test_the_figures_over_time_are_those_of_somebody_who_reckons_day_by_day(
    world: World, steps: list[Step]
) -> None:
    start = date(2015, 1, 1)
    project = samples.project(world, on=start, amount_yuan=YUAN)
    days = list(accumulate((step.after for step in steps), lambda day, n: day + n, initial=0))[1:]
    lived = [(start + timedelta(days=n), step) for n, step in zip(days, steps, strict=True)]
    told = [(day, step) for day, step in lived if day <= TODAY and _live(world, project, day, step)]
    marks = {start, TODAY, *(day for day, _ in told)}
    marks |= {_anniversary(day, step.years) for day, step in told if step.what == "transfer"}
    for mark in marks:
        for day in (mark - timedelta(days=1), mark):
            assert project.credited_yuan(day) == _reckoned(start, told, day), (day, told)
    world.session.flush()
    asked = select(credited(TODAY)).where(Project.id == project.id)
    assert world.session.scalar(asked) == project.credited_yuan(TODAY)


def _live(world: World, project: Project, day: date, step: Step) -> bool:
    """Do it if it can be done where the project stands; says whether it was."""
    officer = world.by("officer")
    if step.what == "sum":
        project.note_amount(step.share * 1_000_003, AmountKind.TOLD, on=day, by=officer)
        return True
    goes_to = {"transfer": Stage.TRANSFERRED, "back": Stage.TALKS, "shelve": Stage.SHELVED}
    to = goes_to[step.what]
    if to is project.stage:
        return False
    facts = agreed(step.share, step.years, day.isoformat()) if to is Stage.TRANSFERRED else {}
    facts |= {} if to.is_exit or project.knows(Fact.INDUSTRY) else {"industry": "商贸"}
    project.advance_to(to, on=day, by=officer, because="测试", facts=facts)
    return True


def _reckoned(start: date, told: list[tuple[date, Step]], day: date) -> int | None:
    if day < start:
        return None
    yuan, share, ends_on = YUAN, 100, date.max
    for on, step in told:
        if on > day:
            continue
        if step.what == "sum":
            yuan = step.share * 1_000_003
        elif step.what == "transfer":
            share, ends_on = step.share, _anniversary(on, step.years)
        elif step.what == "back":
            share, ends_on = 100, date.max
    return yuan * share // 100 if day < ends_on else 0


def _anniversary(day: date, years: int) -> date:
    """The same day so many years on; 1 March where a leap day has none."""
    year = day.year + years
    is_lost = (day.month, day.day) == (2, 29) and not isleap(year)
    return date(year, 3, 1) if is_lost else day.replace(year=year)
