"""Finding by any characters of a name, firm, alias or code, by pinyin and by initials."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import samples
from tests.databases import EVENT_KEY
from tests.plans import dialect_of
from tests.world import BING, JIA, TODAY, YI, World
from tracker.commands.checking import differences
from tracker.domain.office.accounts import revise_account
from tracker.domain.project import Project
from tracker.domain.search.text_index import LONGEST_TERM, PROJECTS, index_row, matches, searched_in
from tracker.matching.normal_name import normal_name
from tracker.queries.project_list.filter import ProjectFilter


def found(world: World, asked: str) -> set[str]:
    """The codes of what the leader finds."""
    dialect = dialect_of(world.session)
    statement = ProjectFilter(q=asked).statement(
        [Project.code], world.by("leader").asker, TODAY, dialect
    )
    return set(world.session.scalars(statement))


HITS = [
    ("钢管", {JIA}),
    ("热处理", {JIA}),
    ("热", {JIA}),
    ("gg", {JIA}),
    ("gangguan", {JIA}),
    ("GangGuan", {JIA}),
    ("jsl", {JIA}),
    ("reclxm", set()),
    ("管业", {JIA}),
    ("衡阳", {JIA}),
    ("（衡阳）", {JIA}),
    ("(衡阳)", {JIA}),
    ("zx2026-0001", {JIA}),
    ("0002", {YI}),
    ("冷链", {YI}),
    ("llwl", {YI}),
    ("商业综合", {BING}),
    ("示例", {JIA, YI, BING}),
    ("示例 综合", {BING}),
    ("综合 示例", {BING}),
    ("钢管 冷链", set()),
    ("铁路", set()),
    ("管钢", set()),
    ("处理项目zx", set()),
    ("", {JIA, YI, BING}),
    ("  ", {JIA, YI, BING}),
    ("guan", {JIA}),
    ("guanrechuli", {JIA}),
    ("ang", set()),
    ("uan", set()),
    ("gr", {JIA}),
    ("ngre", set()),
    ("王一", {JIA}),
    ("wangyi", {JIA}),
    ("chenyi", {BING}),
    ("赵二", {YI}),
    ("吴管", set()),
]


@pytest.mark.parametrize(("asked", "codes"), HITS)
def test_a_project_is_found_by_what_occurs_in_its_names(
    world: World, asked: str, codes: set[str]
) -> None:
    assert found(world, asked) == codes


ODD = [
    "百%分",
    "下_划",
    "单'引",
    '双"引',
    "星*号",
    "反\\斜",
    "连--字",
    "一;二",
    "𠮷野家",
    "e\u0301cole",
    "ä" * 30,
    "ﬁ连字",
    "Ⅲ期",
    "AND OR",
    "NEAR(a)",
    "a:b^c",
    "①号",
    "\u202eRTL",
    "x4e00z",
    "gap",
]


@pytest.mark.parametrize("name", ODD)
def test_any_sign_means_itself(world: World, name: str) -> None:
    code = samples.project(world, name).code
    assert found(world, name) == {code}
    middle = normal_name(name)[1:3]
    assert code in found(world, middle)


@pytest.mark.parametrize("sign", ["%", "_", "'", '"', "*", "\\", "%%", "__", '""', "-%", "''"])
def test_a_wildcard_or_a_quote_finds_nothing_where_there_is_none(world: World, sign: str) -> None:
    assert found(world, sign) == set()


def test_half_of_a_sign_beyond_the_basic_plane_finds_nothing(world: World) -> None:
    samples.project(world, "𠮷野家")
    assert found(world, "𠮸野") == set()


@pytest.mark.parametrize(
    "asked",
    ["长" * 10_000, "a\u0301" * 10_000, "词 " * 60, "\u0301" * 500, "\u200b", "\x00", "\ufeff钢管"],
)
def test_whatever_is_asked_gets_an_answer(world: World, asked: str) -> None:
    assert found(world, asked) <= {JIA, YI, BING}


def test_a_new_name_is_found_and_the_old_one_no_longer(world: World) -> None:
    world.jia.revise({"name": "甲示例法兰锻造项目"}, by=world.by("officer"), on=TODAY)
    assert found(world, "法兰") == {JIA}
    assert found(world, "热处理") == set()
    assert found(world, "钢管") == {JIA}, "its firm is still called so"


def test_initials_find_no_more_than_the_whole_pinyin_does(world: World) -> None:
    samples.project(world, "示例平港广告公司")
    samples.project(world, "示例更改规划")
    assert found(world, "gg") == found(world, "gangguan") | found(world, "guanggao") | found(
        world, "genggai"
    )


def test_a_project_is_found_by_whoever_answers_for_it_now(world: World) -> None:
    heir = world.user("stranger")
    world.jia.hand_over_to(heir, by=world.by("officer"), on=TODAY, because="调岗")
    assert found(world, "王一") == set()
    assert found(world, "赵二") == {JIA, YI}
    revise_account(heir, "赵大年", heir.department, by=world.by("admin"), on=TODAY)
    assert found(world, "赵二") == set()
    assert found(world, "赵大年") == found(world, "zdn") == {JIA, YI}
    world.session.commit()
    assert list(differences(world.session, EVENT_KEY.encode())) == []


def test_verify_tells_a_project_that_its_names_do_not_find(world: World) -> None:
    index_row(world.session, PROJECTS, world.jia.id, searched_in(["别的"]))
    world.session.commit()
    told = list(differences(world.session, EVENT_KEY.encode()))
    assert told == [f"project {world.jia.id}: the search index does not hold its names"]


COMMON = st.text(alphabet="钢管厂衡阳示例gangaA1０-_%'\"*()（）　 𠮷\u0301", max_size=12)
NAMES = st.one_of(COMMON, st.text(max_size=30))


@st.composite
def names_and_question(draw: st.DrawFn) -> tuple[list[str], str]:
    """Three names, and a question that often occurs in the first of them."""
    names = draw(st.lists(NAMES, min_size=3, max_size=3))
    searched = searched_in(names[:1])
    line = draw(st.sampled_from([*searched.lines, *searched.sounds, ""]))
    start = draw(st.integers(0, max(0, len(line) - 1)))
    part = line[start : start + draw(st.integers(1, 8))]
    return names, draw(st.one_of(st.just(part), NAMES))


@given(names_and_question())
@example((["钢管厂", "钢", "管"], "管"))
@example((["aa", "aaa", "a"], "aa"))
@example((["钢管厂", "gg厂", "钢a管"], "gg"))
@example((["钢管", "钢", "gang管"], "gangguan"))
def test_the_index_finds_just_what_reading_every_name_finds(
    session: Session, case: tuple[list[str], str]
) -> None:
    names, asked = case
    ids = list(session.scalars(select(Project.id).order_by(Project.id)))
    for project_id, name in zip(ids, names, strict=True):
        index_row(session, PROJECTS, project_id, searched_in([name]))
    dialect = dialect_of(session)
    hits = set(
        session.scalars(select(Project.id).where(*matches(dialect, asked, Project.id.expression)))
    )
    words = [word for one in asked.split() if (word := normal_name(one)[:LONGEST_TERM])]
    expected = {
        project_id
        for project_id, name in zip(ids, names, strict=True)
        if all(map(searched_in([name]).holds, words))
    }
    assert hits == expected
