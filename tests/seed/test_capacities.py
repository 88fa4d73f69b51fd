"""Who stands on the chain in print: 衡钢 with its published quantities, and the gaps they leave."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seed.print import seed_print
from seed.sheet import sheet
from tests.world import TODAY
from tracker.domain.base import utc_now
from tracker.domain.chain.gaps import GapKind
from tracker.domain.chain.link_facts import Capacity, LinkFirm
from tracker.domain.event import Event, EventKind
from tracker.domain.firm import Firm, firms_called
from tracker.domain.people.user import Actor
from tracker.domain.words import Role
from tracker.queries.chain_map.chain_map import ChainMap, MappedLink, read_map
from tracker.queries.project_list.filter import ProjectFilter

LEADER = Actor(1, "示例领导", Role.LEADER, None)


def _map(session: Session) -> ChainMap:
    found = read_map(session, "steel-pipe", ProjectFilter(), LEADER, TODAY)
    assert found is not None
    return found


def _link(session: Session, name: str) -> MappedLink:
    return next(link for link in _map(session).links if link.name == name)


def _firm(session: Session) -> Firm:
    return session.scalars(firms_called("衡钢")).one()


def test_the_leader_stands_on_its_four_links(printed: Session) -> None:
    found = _map(printed)
    assert (found.leader, found.firms) == ("衡阳华菱钢管", 1)
    trodden = [link.name for link in found.links if link.firms]
    assert trodden == ["炼铁炼钢连铸", "轧管", "热处理", "管端螺纹接箍"]
    assert all(one.is_leader for link in found.links for one in link.firms)
    assert "1958" in _firm(printed).remark


def test_the_published_quantities_are_there_with_year_and_source(printed: Session) -> None:
    told = printed.scalars(select(Capacity).order_by(Capacity.id)).all()
    assert [one.quantity // 10_000 for one in told] == [90, 150, 150, 83, 60]
    assert {(one.unit, one.year, one.on) for one in told} == {("吨", 2017, date(2017, 12, 31))}
    assert all("zhengxiang.gov.cn i312487" in one.source for one in told)
    assert all(row["source"] for row in sheet("print/capacities"))


def test_they_leave_67_and_90_and_no_other_sum(printed: Session) -> None:
    reckoned = [gap.said for link in _map(printed).links for gap in link.gaps if gap.sum]
    assert reckoned == [
        "67 万吨（轧管 150 − 热处理 83，2017 年）",
        "90 万吨（轧管 150 − 管端螺纹接箍 60，2017 年）",
    ]
    assert [gap.kind for gap in _link(printed, "钢渣处理").gaps] == [GapKind.NOBODY]
    assert [gap.kind for gap in _link(printed, "气瓶").gaps] == [GapKind.ONLY_TALKS]
    assert _link(printed, "废钢加工回收").gaps == ()


def test_a_second_time_changes_nothing_and_what_was_voided_stays_void(printed: Session) -> None:
    told = printed.scalars(select(Capacity).limit(1)).one()
    told.voided_at = utc_now()
    printed.flush()
    before = _counts(printed)
    seed_print(printed)
    assert _counts(printed) == before


def test_a_leader_that_the_office_has_changed_is_not_put_back(printed: Session) -> None:
    chain = printed.scalars(select(LinkFirm).limit(1)).one().chain_link.chain
    chain.leader_firm_id = None
    printed.flush()
    seed_print(printed)
    assert chain.leader_firm_id is None


def test_each_is_an_event_of_nobody_on_the_last_day_of_its_year(printed: Session) -> None:
    kinds = (EventKind.FIRM_STOOD_ON_LINK, EventKind.CAPACITY_NOTED, EventKind.CHAIN_REVISED)
    events = printed.scalars(select(Event).where(Event.kind.in_(kinds))).all()
    assert len(events) == 4 + 5 + 1
    assert {(one.by_id, one.on) for one in events} == {(None, date(2017, 12, 31))}


def test_in_the_demo_invented_firms_stand_beside_it(demo: Session) -> None:
    names = demo.scalars(select(Firm.name).join(LinkFirm, LinkFirm.firm_id == Firm.id)).all()
    assert len(set(names)) > 10
    assert all(name == "衡阳华菱钢管" or "示例" in name for name in names)
    short = [
        gap for link in _map(demo).links for gap in link.gaps if gap.kind is GapKind.SHORT_OF_DEMAND
    ]
    assert [gap.words for gap in short] == ["8 万件"]


def _counts(session: Session) -> list[int | None]:
    tables = (Capacity, LinkFirm, Event, Firm)
    return [session.scalar(select(func.count()).select_from(one)) for one in tables]
