"""What a person learns of the firms and projects that a lead meets, and what not."""

from dataclasses import fields
from datetime import date
from itertools import product

import pytest

from tests.builders import samples
from tests.world import BUREAU, INDUSTRY, TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.lead.first_talk import Talk
from tracker.domain.lead.lead_matches import LeadMatches, match_lead
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.same_firm.candidates import FirmQuery
from tracker.domain.same_firm.settlements import Verdict, settle
from tracker.domain.words import Role, Stage
from tracker.matching.likeness import Likeness

CHENDING, SHENGDING = "示例晨鼎新材料有限公司", "示例晟鼎新材料有限公司"
CODE = "91000000DEM000014K"


def firm_called(world: World, name: str, **more: str) -> Firm:
    firm = Firm.called(name, **more)
    world.session.add(firm)
    world.session.flush()
    return firm


def lead(world: World, firm: Firm, who: str, **columns: object) -> Project:
    made = samples.project(world, f"{firm.name}{who}", who=who, firm=firm, **columns)
    world.session.flush()
    return made


def met(
    world: World, who: str, asked: FirmQuery | str = CHENDING, same: tuple[int, ...] = ()
) -> LeadMatches:
    wanted = FirmQuery(name=asked) if isinstance(asked, str) else asked
    return match_lead(world.session, wanted, world.by(who), same)


def test_the_very_firm_is_joined_and_not_asked_about(world: World) -> None:
    firm = firm_called(world, CHENDING)
    found = met(world, "officer", "示例晨鼎新材料（有限公司）")
    assert found.it is not None
    assert (found.it.firm_id, found.it.likeness) == (firm.id, Likeness.CERTAIN)
    assert found.it.evidence
    assert found.asked == []


def test_one_that_sounds_alike_is_asked_about_with_its_evidence(world: World) -> None:
    firm = firm_called(world, CHENDING)
    [asked] = met(world, "officer", "示例辰鼎新材料有限公司").asked
    assert (asked.firm_id, asked.likeness, asked.verdict) == (firm.id, Likeness.DOUBTFUL, None)
    assert any("读音相同" in said for said in asked.evidence)


def test_a_code_says_more_than_a_name(world: World) -> None:
    firm = firm_called(world, CHENDING, credit_code=CODE)
    found = met(world, "officer", FirmQuery(name="示例另一个名字厂", credit_code=CODE))
    assert found.it is not None
    assert found.it.firm_id == firm.id


def test_a_shared_telephone_asks_even_beside_the_very_firm(world: World) -> None:
    firm_called(world, CHENDING)
    other = firm_called(world, "示例完全不同物流有限公司")
    lead(world, other, "officer", contact_phone="13800005678")
    found = met(world, "officer", FirmQuery(name=CHENDING, phone="138 0000 5678"))
    assert found.it is not None
    assert [one.firm_id for one in found.asked] == [other.id]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_was_settled_is_never_asked_again(world: World, verdict: Verdict) -> None:
    typed, firm = "示例辰鼎新材料有限公司", firm_called(world, CHENDING)
    by = world.by("officer")
    settle(world.session, firm, typed, verdict, because="测试", by=by, on=TODAY)
    world.session.flush()
    found = met(world, "officer", typed)
    assert found.asked == []
    assert (found.it is not None) is (verdict is Verdict.SAME)
    assert [one.verdict for one in found.firms] == (
        [] if verdict is Verdict.DIFFERENT else [verdict]
    )


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_was_settled_between_two_firms_holds_for_the_name_of_either(
    world: World, verdict: Verdict
) -> None:
    firm, other = firm_called(world, CHENDING), firm_called(world, "示例辰鼎新材料有限公司")
    settle(world.session, firm, other, verdict, because="测试", by=world.by("officer"), on=TODAY)
    world.session.flush()
    found = met(world, "officer", other.name)
    assert found.it is not None
    assert found.it.firm_id == other.id
    beside = [one for one in found.firms if one.firm_id == firm.id]
    assert [one.verdict for one in beside] == ([] if verdict is Verdict.DIFFERENT else [verdict])


def test_the_first_talk_is_that_of_the_firm_that_it_is_or_is_being_settled_to_be(
    world: World,
) -> None:
    firm = firm_called(world, CHENDING)
    mine = lead(world, firm, "officer")
    assert met(world, "stranger").first
    typed = "示例辰鼎新材料有限公司"
    assert met(world, "stranger", typed).first is None
    found = met(world, "stranger", typed, (firm.id,)).first
    assert found is not None
    assert found.project_id == mine.id


def test_a_project_does_not_meet_itself(world: World) -> None:
    firm = firm_called(world, CHENDING)
    mine = lead(world, firm, "officer")
    found = match_lead(world.session, FirmQuery(name=CHENDING), world.by("officer"), but=mine.id)
    assert found.first is None
    assert found.firms[0].talks == ()


def test_a_department_has_one_line_however_many_projects_are_hidden(world: World) -> None:
    firm = firm_called(world, CHENDING)
    for day in (date(2026, 6, 1), date(2026, 6, 2), date(2026, 6, 3)):
        lead(world, firm, "officer", on=day)
    [firm_met] = met(world, "stranger").firms
    assert [(talk.department, talk.since, talk.name) for talk in firm_met.talks] == [
        (BUREAU, date(2026, 6, 1), "")
    ]
    [firm_met] = met(world, "colleague").firms
    assert len(firm_met.talks) == 3


@pytest.mark.parametrize("to", [Stage.SHELVED, Stage.DROPPED, Stage.TRANSFERRED])
def test_of_what_has_left_the_line_nothing_is_told(world: World, to: Stage) -> None:
    firm = firm_called(world, CHENDING)
    gone = lead(world, firm, "officer")
    facts = samples.facts_for(gone, to)
    gone.advance_to(to, on=TODAY, by=world.by("officer"), because="测试", facts=facts)
    [firm_met] = met(world, "stranger").firms
    assert firm_met.talks == ()


TOLD_OF_THE_UNSEEN = {"department_id", "department", "since", "protected_to"}
"""All that a talk may differ by for somebody who does not see the project."""


def test_the_answer_is_an_oracle_for_nothing_but_who_and_since_when(world: World) -> None:
    """Whatever differs between two hidden projects, a stranger's answer is the same."""
    answers = set()
    variants = product(
        ("甲乙", "丙丁"), (1_000_000, None), ("13800005678", ""), (Stage.LEAD, Stage.TALKS)
    )
    for name, yuan, phone, stage in variants:
        nested = world.session.begin_nested()
        firm = firm_called(world, CHENDING)
        hidden = samples.project(
            world,
            f"示例{name}",
            who="officer",
            firm=firm,
            amount_yuan=yuan,
            amount_words="约",
            contact_phone=phone,
            summary=name,
            industry="商贸",
            sponsor=name,
        )
        if stage is not Stage.LEAD:
            hidden.advance_to(stage, on=TODAY, by=world.by("officer"))
        world.session.flush()
        answers.add(_heard(met(world, "stranger")))
        nested.rollback()
        world.session.expire_all()
    assert len(answers) == 1


def _heard(answer: LeadMatches) -> tuple[object, ...]:
    """Everything that a page can say of it: the numbers of rows are never shown."""
    told = tuple(
        (
            one.name,
            one.likeness,
            one.evidence,
            one.verdict,
            one.is_asked,
            tuple(_words(talk) for talk in one.talks),
        )
        for one in answer.firms
    )
    return told, _words(answer.first) if answer.first else None


def _words(talk: Talk) -> tuple[object, ...]:
    assert (talk.code, talk.name) == ("", "")
    names = [one.name for one in fields(talk) if one.name not in ("project_id", "firm_id")]
    told = {name: getattr(talk, name) for name in names}
    assert {name for name, value in told.items() if value} <= TOLD_OF_THE_UNSEEN
    return tuple(told.values())


@pytest.mark.parametrize("who", ["officer", "colleague", "head", "stranger", "leader"])
def test_what_is_told_by_name_is_what_the_person_sees(world: World, who: str) -> None:
    samples.user(world, "third", Role.OFFICER, INDUSTRY)
    firm = firm_called(world, CHENDING)
    for owner in ("officer", "colleague", "stranger"):
        lead(world, firm, owner)
    seen = {
        row.code
        for row in world.session.query(Project).where(visible_projects(world.by(who).asker))
    }
    [found] = met(world, who).firms
    assert {talk.code for talk in found.talks if talk.is_seen} <= seen
    of_firm = {
        project.code for project in world.session.query(Project).where(Project.firm_id == firm.id)
    }
    assert {talk.code for talk in found.talks if talk.is_seen} == of_firm & seen
