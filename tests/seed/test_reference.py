"""The reference tables that every office begins with."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seed.reference import seed_reference
from seed.sheet import sheet
from tracker.domain.chain import Chain, ChainLink, link_feed
from tracker.domain.office.clocks import BY_HAND, ClockSetting, Reason, Unit, clocks_in_force
from tracker.domain.office.zone import Zone
from tracker.domain.people.department import Department
from tracker.domain.words import Segment

KINDS = {"园区", "街区", "商区", "景区", "片区"}


def _counts(session: Session) -> list[int | None]:
    tables = (Department, Zone, Chain, ChainLink, ClockSetting)
    counted = [session.scalar(select(func.count()).select_from(one)) for one in tables]
    return [*counted, session.scalar(select(func.count()).select_from(link_feed))]


def test_seeding_twice_changes_nothing(session: Session) -> None:
    seed_reference(session)
    once = _counts(session)
    seed_reference(session)
    assert _counts(session) == once
    assert all(once)


def test_what_the_office_changed_stays_changed(session: Session) -> None:
    seed_reference(session)
    bureau = session.scalars(select(Department).where(Department.is_bureau)).one()
    bureau.short_name = "招商局"
    seed_reference(session)
    assert bureau.short_name == "招商局"


def test_every_row_names_its_source() -> None:
    for name in ("departments", "zones", "chains", "chain_links", "clocks"):
        assert all(row["source"] for row in sheet(f"reference/{name}")), name


def test_the_chain_runs_from_scrap_to_saw_blades(session: Session) -> None:
    seed_reference(session)
    links = session.scalars(select(ChainLink).order_by(ChainLink.position)).all()
    assert {link.segment for link in links} == set(Segment)
    assert (links[0].name, links[-1].name) == ("废钢加工回收", "冶金锯片")
    assert [fed.name for fed in links[0].feeds] == ["炼铁炼钢连铸"]
    named = {name for row in sheet("reference/chain_links") for name in row["feeds"].split(";")}
    assert named - {""} <= {link.name for link in links}


def test_the_chains_in_print_are_names_until_somebody_gives_them_links(session: Session) -> None:
    seed_reference(session)
    chains = session.scalars(select(Chain).order_by(Chain.position)).all()
    assert [chain.slug for chain in chains if chain.in_use] == ["steel-pipe"]
    named = {chain.name for chain in chains}
    assert {"汽车销售", "房地产", "建筑建材", "金融", "商贸", "包装", "数字经济"} <= named
    assert {"现代商贸服务", "城旅文旅农旅融合", "房地产和建筑建材"} <= named
    assert "钢管制造及深加工" in chains[0].source
    assert [len(chain.links) for chain in chains] == [17, *[0] * (len(chains) - 1)]


def test_a_chain_that_the_office_made_under_such_a_name_is_left_alone(session: Session) -> None:
    session.add(Chain(name="商贸", slug="own", in_use=False))
    session.flush()
    seed_reference(session)
    assert session.scalars(select(Chain.slug).where(Chain.name == "商贸")).all() == ["own"]


def test_every_link_has_the_words_by_which_firms_for_it_are_found(session: Session) -> None:
    seed_reference(session)
    for link in session.scalars(select(ChainLink)):
        assert len(link.words.split()) >= 2, link.name


def test_every_reason_has_a_clock(session: Session) -> None:
    seed_reference(session)
    clocks = clocks_in_force(session, date(2020, 1, 1))
    assert set(clocks) == set(Reason) - BY_HAND
    blocker = clocks[Reason.BLOCKER]
    assert (blocker.yellow, blocker.red, blocker.unit) == (-2, 1, Unit.WORKDAYS)


def test_zones_are_of_the_five_kinds(session: Session) -> None:
    seed_reference(session)
    assert set(session.scalars(select(Zone.kind))) == KINDS
