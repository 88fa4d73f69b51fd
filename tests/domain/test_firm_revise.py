"""What a firm is and what it is called: corrected, recorded, and no other firm's."""

from typing import Any

import pytest
from sqlalchemy import false, select, true

from tests.builders import firms
from tests.plans import dialect_of
from tests.world import TODAY, World
from tracker.domain.event import EventKind, EventTail
from tracker.domain.firm import Firm, firms_called
from tracker.domain.project import Project
from tracker.domain.search.text_index import FIRMS, matches
from tracker.matching.provinces import province_of
from tracker.queries.project_list.filter import ProjectFilter
from tracker.queries.visible_firms import visible_firms
from tracker.refusal import Refused

CODE, OTHER_CODE = firms.CODES


def revise(world: World, firm: Firm, *, seen: Any = None, **changes: Any) -> bool:
    known = true() if seen is None else seen
    return firm.revise(changes, by=world.by("officer"), on=TODAY, seen=known)


def found(world: World, asked: str) -> set[str]:
    """The names of the firms that are found by these words."""
    dialect = dialect_of(world.session)
    return set(
        world.session.scalars(
            select(Firm.name).where(*matches(dialect, asked, Firm.id.expression, FIRMS))
        )
    )


def test_a_correction_is_recorded_as_one_event(world: World) -> None:
    firm = world.jia.firm
    assert firm is not None
    assert revise(world, firm, province="湖南", city="衡阳", credit_code=CODE)
    told = firms.last_event(world)
    assert (told.kind, told.subject) == (EventKind.FIRM_REVISED, firm.subject)
    assert told.before == {"province": "", "city": "", "credit_code": None}
    assert told.version == firm.version


def test_a_correction_that_changes_nothing_records_nothing(world: World) -> None:
    firm = firms.firm(world, "示例甲", province="湖南")
    before = firms.last_event(world).id
    assert not revise(world, firm, province="湖南", name="示例甲")
    assert firms.last_event(world).id == before


def test_a_renamed_firm_is_found_by_both_names_and_so_are_its_projects(world: World) -> None:
    firm = world.jia.firm
    assert firm is not None
    revise(world, firm, name="示例新名管业有限公司")
    assert [(alias.name, alias.source) for alias in firm.aliases][-1] == (
        "示例钢管（衡阳）有限公司",
        "曾用名",
    )
    for words in ("新名管业", "示例钢管", "xmgy"):
        assert found(world, words) == {firm.name}
        dialect = dialect_of(world.session)
        asked = ProjectFilter(q=words).statement(
            [Project.code], world.by("leader").asker, TODAY, dialect
        )
        assert world.jia.code in world.session.scalars(asked).all()
    assert world.session.scalars(firms_called("示例钢管(衡阳)有限公司")).one() is firm


def test_another_spelling_of_the_same_name_leaves_no_former_name(world: World) -> None:
    firm = firms.firm(world, "示例（甲）")
    revise(world, firm, name="示例(甲)")
    assert (firm.name, firm.aliases) == ("示例(甲)", [])


def test_an_alias_that_becomes_the_name_is_no_alias_any_more(world: World) -> None:
    firm = firms.firm(world, "示例甲")
    firm.also_called("示例乙")
    revise(world, firm, name="示例乙")
    assert [alias.name for alias in firm.aliases] == ["示例甲"]


WRONG_CODES = ["91430400MA4L000X17", "123", "91000000MA00000028", "一二三"]


@pytest.mark.parametrize("code", WRONG_CODES)
def test_a_code_with_a_wrong_check_digit_is_refused(world: World, code: str) -> None:
    firm = firms.firm(world, "示例甲")
    with pytest.raises(Refused, match="18 位") as refusal:
        revise(world, firm, credit_code=code)
    assert list(refusal.value.fields) == ["credit_code"]
    assert firm.credit_code is None


def test_a_code_is_kept_in_one_spelling(world: World) -> None:
    firm = firms.firm(world, "示例甲")
    revise(world, firm, credit_code=f" {CODE.lower()[:9]} {CODE.lower()[9:]} ")
    assert firm.credit_code == CODE


def test_another_firms_code_or_name_is_refused_and_the_other_named(world: World) -> None:
    one = firms.firm(world, "示例甲", credit_code=CODE)
    firm = firms.firm(world, "示例乙")
    with pytest.raises(Refused, match="“示例甲”"):
        revise(world, firm, credit_code=CODE)
    with pytest.raises(Refused, match="“示例甲”"):
        revise(world, firm, name=f" {one.name} ")


def test_a_firm_that_one_may_not_know_of_is_not_named(world: World) -> None:
    firms.firm(world, "示例暗中", credit_code=CODE)
    firm = firms.firm(world, "示例乙")
    for changes in ({"credit_code": CODE}, {"name": "示例暗中"}):
        with pytest.raises(Refused, match="您看不到") as refusal:
            revise(world, firm, seen=false(), **changes)
        assert "“示例暗中”的" not in refusal.value.message.replace("名称“示例暗中”是", "")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "www.example.com", "ftp://x"])
def test_an_address_that_is_no_web_address_is_refused(world: World, address: str) -> None:
    with pytest.raises(Refused, match="http"):
        revise(world, firms.firm(world, "示例甲"), website=address)


@pytest.mark.parametrize("name", ["", "  ", "\u200b"])
def test_a_firm_has_a_name(world: World, name: str) -> None:
    with pytest.raises(Refused, match="请写企业名称"):
        revise(world, firms.firm(world, "示例甲"), name=name)


@pytest.mark.parametrize(
    ("told", "province"),
    [
        ("湖南省", "湖南"),
        ("湖南", "湖南"),
        ("广西壮族自治区", "广西"),
        ("北京市", "北京"),
        ("内蒙古自治区", "内蒙古"),
        ("境外", "境外"),
        ("", ""),
        ("德国", "德国"),
    ],
)
def test_a_province_has_one_spelling(told: str, province: str) -> None:
    assert province_of(told) == province
    assert Firm.called("示例甲", province=told).province == province


def test_another_firms_very_name_is_no_alias(world: World) -> None:
    firm, other, by = firms.firm(world, "示例甲"), firms.firm(world, "示例乙"), world.by("officer")
    world.session.flush()
    with pytest.raises(Refused, match="名称；如是同一家，请合并"):
        firm.add_alias(" 示例 乙 ", by=by, on=TODAY, seen=visible_firms(by.asker))
    assert firm.aliases == []
    assert other.aliases == []


def test_an_alias_is_added_once_and_taken_away_with_a_reason(world: World) -> None:
    firm, by = firms.firm(world, "示例甲"), world.by("officer")
    seen = visible_firms(by.asker)
    firm.add_alias("示例小甲", by=by, on=TODAY, seen=seen, source="简称")
    assert firms.last_event(world).kind is EventKind.FIRM_ALIAS_ADDED
    assert found(world, "小甲") == {"示例甲"}
    for name, said in (("示例 小甲", "已经有了"), ("示例甲", "现在的名称"), (" ", "请写别名")):
        with pytest.raises(Refused, match=said):
            firm.add_alias(name, by=by, on=TODAY, seen=seen)
    with pytest.raises(Refused, match="为什么"):
        firm.drop_alias(firm.aliases[0], by=by, on=TODAY, because=" ")
    firm.drop_alias(firm.aliases[0], by=by, on=TODAY, because="写错了")
    told = firms.last_event(world)
    assert (told.kind, told.before["name"]) == (EventKind.FIRM_ALIAS_DROPPED, "示例小甲")
    assert found(world, "小甲") == set()


def test_a_firm_that_came_with_a_project_is_entered_for_all_without_losing_what_it_has(
    world: World,
) -> None:
    firm = firms.firm(world, "示例甲", is_listed=False, city="长沙")
    firm.enter(
        {"city": "衡阳", "province": "湖南省", "credit_code": None},
        by=world.by("officer"),
        on=TODAY,
        seen=true(),
    )
    assert (firm.is_listed, firm.city, firm.province) == (True, "长沙", "湖南")
    assert firms.last_event(world).kind is EventKind.FIRM_REGISTERED


def test_what_is_done_to_a_firm_makes_the_lists_of_projects_anew(world: World) -> None:
    revise(world, firms.firm(world, "示例甲"), city="长沙")
    told = firms.last_event(world)
    assert world.session.scalar(select(EventTail.project_event_id)) == told.id
