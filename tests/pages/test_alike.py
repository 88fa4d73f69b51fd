"""What a form learns of a firm while its name is typed."""

import pytest

from tests.builders import samples
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.queries import counted_queries
from tests.world import JIA, World
from tracker.domain.firm import Firm

ALIKE = "/firms/alike"
CHENDING, CHENDING_MISHEARD = "示例晨鼎新材料有限公司", "示例辰鼎新材料有限公司"


@pytest.fixture
def talk(database: Database) -> int:
    """The bureau's lead with 晨鼎; gives the firm's number."""
    with database.session() as session:
        world, phone = World(session), "13800005678"
        lead = samples.lead_with(world, CHENDING, "隐秘的示例项目", contact_phone=phone)
        session.commit()
        assert lead.firm is not None
        return lead.firm.id


def asked(as_: SignIn, who: str, **typed: str) -> Page:
    return as_(who).get(ALIKE, part=True, **typed)


def test_nothing_typed_says_nothing(as_: SignIn) -> None:
    assert asked(as_, "officer").text == ""
    assert asked(as_, "officer", name="示例从没听过的物流公司").text == ""


def test_the_very_firm_shows_its_evidence_and_who_is_talking(as_: SignIn, talk: int) -> None:
    page = asked(as_, "colleague", name=CHENDING)
    assert page.says("库里有这家企业，项目归到它名下")
    assert page.says("名称同为")
    assert page.link("隐秘的示例项目")
    assert page.says("首报首谈 商务局 2026-06-10 起在谈，保护到 2026-09-08")


def test_a_stranger_learns_who_and_since_when_and_no_more(as_: SignIn, talk: int) -> None:
    page = asked(as_, "stranger", name=CHENDING)
    assert page.says("已有其他单位在谈 · 商务局 · 2026-06-10 起")
    assert not page.says("隐秘")
    assert "ZX2026" not in page.body
    assert page.tree.all("a") == []


def test_a_doubtful_one_asks_whether_it_is_the_same(as_: SignIn, talk: int) -> None:
    page = asked(as_, "stranger", name=CHENDING_MISHEARD)
    assert page.says("读音相同")
    radios = page.tree.all("input", name=f"verdict_{talk}")
    assert [one["value"] for one in radios] == ["same", "different", "open"]
    assert page.tree.all("input", name="outcome") == []


def test_one_that_is_called_the_same_asks_at_once_what_is_to_become_of_it(
    as_: SignIn, talk: int
) -> None:
    typed = {"name": CHENDING_MISHEARD, f"verdict_{talk}": "same"}
    page = asked(as_, "stranger", **typed)
    assert "checked" in page.tree.all("input", name=f"verdict_{talk}", value="same")[0]
    outcomes = [one["value"] for one in page.tree.all("input", name="outcome")]
    assert outcomes == ["new", "merged", "ignored"], "superseding is not a stranger's"
    assert page.says("保护期内，只有商务局的人和部门负责人能选“覆盖”")


def test_a_telephone_and_a_code_find_it_too(as_: SignIn, database: Database, talk: int) -> None:
    code = "91000000DEM000014K"
    with database.session() as session:
        session.get_one(Firm, talk).credit_code = code
        session.commit()
    assert asked(as_, "stranger", phone="138 0000 5678").says(CHENDING)
    assert asked(as_, "stranger", name="示例全新名字", credit_code=code).says(CHENDING)


def test_the_project_that_is_edited_does_not_meet_itself(as_: SignIn) -> None:
    page = asked(as_, "officer", name="示例钢管（衡阳）有限公司", project=JIA)
    assert page.says("示例钢管（衡阳）有限公司")
    assert not page.says("首报首谈")
    as_("stranger").get(ALIKE, 404, part=True, name="示例", project=JIA)


@pytest.mark.parametrize("who", ["leader", "street", "auditor", "admin", "guard", "newcomer"])
def test_who_may_not_register_is_told_nothing(as_: SignIn, who: str) -> None:
    as_(who).get(ALIKE, 403, name="示例")


@pytest.mark.parametrize("typed", ["\x00", "𠮷" * 200, "%_", "' OR 1=1", "长" * 3000, "—（）"])
def test_whatever_is_typed_gets_an_answer(as_: SignIn, database: Database, typed: str) -> None:
    before = database.rows("sign_in")
    for field in ("name", "credit_code", "phone"):
        asked(as_, "officer", **{field: typed})
    assert database.rows("sign_in") == before


def test_it_asks_the_database_no_more_when_there_is_more(
    as_: SignIn, database: Database, talk: int
) -> None:
    client = as_("officer")
    client.get(ALIKE, part=True, name=CHENDING)
    with counted_queries() as few:
        client.get(ALIKE, part=True, name=CHENDING)
    with database.session() as session:
        world = World(session)
        for number in range(20):
            samples.project(world, f"示例再来{number}", firm=session.get_one(Firm, talk))
        session.commit()
    with counted_queries() as many:
        client.get(ALIKE, part=True, name=CHENDING)
    assert len(many) == len(few)
