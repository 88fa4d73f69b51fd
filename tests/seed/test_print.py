"""What is in print is entered as printed, and nothing is made up."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seed.print import seed_print
from seed.sheet import sheet
from tests.databases import EVENT_KEY
from tracker.commands.checking import differences
from tracker.domain.event import Event, EventKind
from tracker.domain.firm import firms_called
from tracker.domain.office.district import DistrictFigure
from tracker.domain.people.department import Department
from tracker.domain.project import Project
from tracker.domain.project.amount_trail import Amount
from tracker.domain.project.tallies import Tally
from tracker.domain.sentences import sentence
from tracker.domain.words import BlockerKind, BlockerState, Source, Stage


def _named(session: Session, name: str) -> Project:
    return session.scalars(select(Project).where(Project.name == name)).one()


def test_every_project_in_print_is_there_once(printed: Session) -> None:
    names = [row["name"] for row in sheet("print/projects")]
    assert seed_print(printed) == []
    assert sorted(printed.scalars(select(Project.name))) == sorted(names)
    assert len(names) == 17


def test_a_project_that_was_renamed_since_is_not_entered_again(printed: Session) -> None:
    _named(printed, "弘阳广场").name = "弘阳广场一期"
    printed.flush()
    assert seed_print(printed) == []


def test_no_sum_no_fact_and_no_owner_is_made_up(printed: Session) -> None:
    for project in printed.scalars(select(Project)):
        assert project.source is Source.PRINT
        assert project.amount_yuan is None
        assert project.amount_words == ""
        assert project.facts == {}
        assert project.signed_on is None
        assert project.planned_start_on is None
        assert project.owner_id is None
        assert project.owner_department.is_bureau
    assert printed.scalar(select(func.count()).select_from(Amount)) == 0


def test_every_project_says_where_it_is_from_and_that_its_days_are_the_prints(
    printed: Session,
) -> None:
    for project in printed.scalars(select(Project)):
        assert project.source_note
        assert project.source_note in project.print_note
        assert "为见报日，非实际日期" in project.print_note
        assert [move.facts for move in project.stage_moves] == [{}]


def test_what_is_only_guessed_is_not_sure(printed: Session) -> None:
    for project in printed.scalars(select(Project)):
        guessed = any(word in project.print_note for word in ("推测", "未知", "待核", "一报"))
        assert not (guessed and project.is_sure), project.name


def test_a_name_that_is_cut_off_is_no_firm(printed: Session) -> None:
    project = _named(printed, "废钢加工")
    assert project.firm_id is None
    assert "…源有限公司" in project.print_note


@pytest.mark.parametrize("name", ["北京晨鼎新材料", "北京晟鼎新材料"])
def test_both_spellings_of_a_firm_find_it(printed: Session, name: str) -> None:
    assert printed.scalars(firms_called(name)).one().name == "北京晨鼎新材料"


def test_the_parking_blocker_is_closed_and_the_street_was_in_the_task_force(
    printed: Session,
) -> None:
    project = _named(printed, "万达广场")
    street = printed.scalars(select(Department).where(Department.name == "蒸湘街道")).one()
    (blocker,) = project.blockers
    assert (blocker.kind, blocker.state) == (BlockerKind.PARKING, BlockerState.CLOSED)
    assert blocker.department_id == street.id
    assert [member.department_id for member in project.task_force] == [street.id]
    assert project.open_blockers == 0
    assert project.stage is Stage.PRODUCING


def test_each_entry_is_an_event_with_a_sentence_and_verifies(printed: Session) -> None:
    events = printed.scalars(select(Event).where(Event.kind == EventKind.PROJECT_PRINTED)).all()
    assert len(events) == 17
    assert all(sentence(one.kind, one.before, one.after).startswith("见报：") for one in events)
    assert list(differences(printed, EVENT_KEY.encode())) == []
    assert printed.scalar(select(func.sum(Tally.projects))) == 17


def test_the_districts_figures_are_entered_whole_and_once(printed: Session) -> None:
    seed_print(printed)
    figures = printed.scalars(select(DistrictFigure)).all()
    assert len(figures) == 9
    assert all(figure.source and figure.value and 2000 < figure.year < 2100 for figure in figures)


def test_an_investor_is_no_other_name_of_the_firm_it_invests_in(printed: Session) -> None:
    assert printed.scalars(firms_called("天津中鼎石油钻具制造有限公司")).all() == []
    project = _named(printed, "石油钻采专用管")
    assert project.firm is not None
    assert project.firm.aliases == []
    assert "投资方：天津中鼎石油钻具制造有限公司" in project.summary
    assert "持股比例未公布" in project.summary
