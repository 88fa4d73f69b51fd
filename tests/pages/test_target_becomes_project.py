"""登记成项目: the register filled in, the contacts carried over, both ways linked."""

import pytest
from sqlalchemy import select

from tests.builders import samples
from tests.builders.targets import WANTED, accept, kept, read, visited
from tests.databases import Database
from tests.page_client import SignIn
from tests.pages.events import kinds_recorded, last_event
from tests.world import JIA, TODAY, World
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.project import Project
from tracker.domain.targeting import Target, TargetState
from tracker.domain.words import Contact, Segment

S = TargetState
TOLD = {"name": "戊示例热处理项目", "amount": "12000", "on": "2026-06-10"}
CODE = "ZX2026-0004"


def path(target_id: int) -> str:
    return f"/targets/{target_id}/project"


def test_the_register_is_filled_in_with_what_is_known(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.VISITED)
    page = as_("officer").get(f"/targets/{target_id}").follow("登记成项目")
    told = page.form().values()
    assert told["firm"] == [WANTED]
    assert told["chain_link_id"] == ["2"]
    assert told["owner"] == ["1"]
    assert told["source"] == ["chain"]
    assert page.says("1 条跟进会带到项目里")
    assert page.tree.one("input", name="firm")["readonly"] is not None


def test_the_target_becomes_a_project_and_its_story_goes_along(
    as_: SignIn, database: Database
) -> None:
    target_id, before = kept(database, S.VISITED), last_event(database)
    page = as_("officer").get(path(target_id)).form().submit(**TOLD)
    assert page.path == f"/projects/{CODE}"
    for words in (
        "戊示例热处理项目",
        WANTED,
        "看了他们的车间",
        "由目标企业转来",
        "成了项目 ZX2026-0004",
    ):
        assert page.says(words)
    assert kinds_recorded(database, before) == [
        EventKind.PROJECT_REGISTERED,
        EventKind.TARGET_BECAME_PROJECT,
    ]
    back = page.follow("由目标企业转来")
    assert back.says("已成项目")
    assert back.link(f"{CODE} 戊示例热处理项目") == f"/projects/{CODE}"
    target = read(database, target_id)
    assert (target.state, target.project_id) == (S.PROJECT, 4)
    assert [one.project_id for one in target.follow_ups] == [4]


def test_afterwards_it_is_followed_up_and_moved_as_a_project(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.VISITED)
    page = as_("officer").get(path(target_id)).form().submit(**TOLD)
    assert page.client.get("/follow-ups").says(CODE) is False
    rows = page.client.get("/follow-ups.csv").body
    assert f"{CODE},戊示例热处理项目,走出去,看了他们的车间" in rows
    assert "移动" not in as_("officer").get(f"/targets/{target_id}").text.split("为什么要它")[0]
    as_("officer").get(path(target_id), 303)


@pytest.mark.parametrize(
    ("told", "field", "said"),
    [
        ({"name": ""}, "name", "请写项目名称"),
        ({"amount": ""}, "amount", "请写金额"),
        ({"owner": ""}, "owner", "请选"),
        ({"on": "2026-06-11"}, "on", "不能是将来的日子"),
    ],
)
def test_what_is_missing_is_said_and_neither_is_written(
    as_: SignIn, database: Database, told: dict[str, str], field: str, said: str
) -> None:
    target_id = kept(database, S.VISITED)
    page = as_("officer").get(path(target_id))
    before = database.rows("sign_in")
    answer = page.client.post(path(target_id), page.form().values() | TOLD | told, status=422)
    assert said in answer.error_at(field)
    assert answer.says("由目标企业转来")
    assert database.rows("sign_in") == before


def test_another_firm_typed_in_by_force_is_refused(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.VISITED)
    page = as_("officer").get(path(target_id))
    before = database.rows("sign_in")
    sent = page.form().values() | TOLD | {"firm": "示例完全别家集团有限公司"}
    answer = page.client.post(path(target_id), sent, status=422)
    assert "换了企业请另行登记项目" in answer.error_at("firm")
    assert database.rows("sign_in") == before


@pytest.mark.parametrize("state", [S.PROPOSED, S.GIVEN_UP])
def test_what_nobody_courts_is_sent_back_with_a_sentence(
    as_: SignIn, database: Database, state: TargetState
) -> None:
    target_id = kept(database, S.PROPOSED)
    if state is S.GIVEN_UP:
        with database.session() as session:
            target = session.get_one(Target, target_id)
            by = World(session).by("officer")
            target.move_to(S.GIVEN_UP, on=target.state_since, by=by, because="没有地")
            session.commit()
    officer = as_("officer")
    page = officer.landing(officer.get(path(target_id), 303))
    assert page.says("再登记成项目")
    before = database.rows("sign_in", "submission")
    sent = TOLD | {"firm": WANTED, "owner": "1", "source": "chain", "amount_unit": "万"}
    officer.post(path(target_id), sent, status=422)
    assert database.rows("sign_in", "submission") == before


def test_the_first_talk_is_asked_about_here_as_anywhere(as_: SignIn, database: Database) -> None:
    """甲 is with this firm already: its department was first, and the stranger has to say what."""
    with database.session() as session:
        world = World(session)
        firm = session.scalars(select(Firm).order_by(Firm.id).limit(1)).one()
        link, by = world.link(Segment.UPSTREAM), world.by("stranger")
        target = accept(
            world, Target.propose(session, firm, link, on=world.jia.filed_on, by=by), "stranger"
        )
        session.commit()
        target_id = target.id
    page = as_("stranger").get(path(target_id))
    assert page.says("首报首谈")
    before = database.rows("sign_in")
    assert page.form().submit(**TOLD, status=422).says("怎么处理")
    assert database.rows("sign_in") == before
    assert JIA not in page.body


def test_an_outside_move_to_that_column_leads_to_the_register(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.VISITED)
    answer = as_("officer").get(f"/targets/{target_id}/state?to=project", 303)
    assert answer.location == path(target_id)


def test_the_same_register_sent_twice_makes_one_project(as_: SignIn, database: Database) -> None:
    target_id = kept(database, S.VISITED)
    form = as_("officer").get(path(target_id)).form()
    assert form.submit(**TOLD).path == form.submit(**TOLD).path
    with database.session() as session:
        assert len(session.scalars(select(Project)).all()) == 4


def test_a_contact_that_went_along_is_voided_from_the_project(
    as_: SignIn, database: Database
) -> None:
    target_id = kept(database, S.VISITED)
    as_("officer").get(path(target_id)).form().submit(**TOLD)
    number = read(database, target_id).follow_ups[0].id
    page = as_("officer").get(f"/follow-ups/{number}/void")
    assert page.says("戊示例热处理项目")
    assert page.form().submit(because="重复").path == f"/projects/{CODE}"
    assert Contact.VISIT_OUT.label in page.text


def test_a_project_of_others_that_a_target_went_into_is_not_named(
    as_: SignIn, database: Database
) -> None:
    with database.session() as session:
        world = World(session)
        target = visited(world, "officer")
        theirs = samples.project(world, who="stranger", firm=target.firm)
        target.become(theirs, on=TODAY, by=world.by("officer"))
        session.commit()
        number, code = target.id, theirs.code
    for who, is_named in {"officer": False, "leader": True}.items():
        client = as_(who)
        for address in (f"/targets/{number}", "/targets", "/targets.csv", "/targets?view=board"):
            told = client.get(address).body
            assert WANTED in told
            assert code not in told or is_named, f"{who} {address}"
        for address in ("/targets", "/targets.csv"):
            assert (code in client.get(address).body) is is_named
        story = client.get(f"/targets/{number}")
        assert story.says(f"成了项目 {code}" if is_named else "成了项目，由跟踪单位接着办")
