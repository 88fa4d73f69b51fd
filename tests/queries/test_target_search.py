"""Looking for firms for a link: from the lists, from the links beside, and never twice."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.builders import samples
from tests.builders.firm_searches import PRINTED, ask, found, heat, names, printed
from tests.builders.rankings import firm, ranking, share
from tests.query_counts import counted_queries
from tests.world import TODAY, World
from tracker.domain.chain.link_facts import LinkFirm, stand_on
from tracker.domain.event import Event, EventKind
from tracker.domain.firm import Firm
from tracker.domain.office.settings import Setting
from tracker.domain.ranking import Match, RankingList
from tracker.domain.settings_changes import set_number
from tracker.domain.targeting import Target, TargetState
from tracker.domain.words import Segment
from tracker.queries.proposals.proposals import words_of
from tracker.refusal import Refused


def test_a_row_of_a_list_that_speaks_of_the_link_is_proposed_with_its_reasons(
    world: World,
) -> None:
    printed(world, PRINTED, "示例百货有限公司")
    [target] = ask(world)
    assert (target.firm.name, target.firm.province) == (PRINTED, "湖南")
    assert (target.state, target.owner_id, target.score) == (TargetState.PROPOSED, None, 70)
    told = [(one["rule"], one["points"]) for one in target.why]
    assert told == [("words", 30), ("size", 15), ("region", 15), ("gap", 10)]
    assert "民营企业500强 2026 第 1 位" in target.why[1]["said"]


def test_a_firm_made_of_a_row_is_that_rows_firm_from_then_on(world: World) -> None:
    [entry] = printed(world, PRINTED)
    [target] = ask(world)
    assert (entry.firm_id, entry.match) == (target.firm_id, Match.CERTAIN)
    assert target.firm.source == "中国民营企业500强 2026"
    assert len(world.session.scalars(select(Firm).where(Firm.name == PRINTED)).all()) == 1


def test_a_firm_that_came_in_since_is_taken_for_the_row_and_not_made_twice(world: World) -> None:
    printed(world, PRINTED)
    there = firm(world.session, PRINTED)
    [target] = ask(world)
    assert target.firm_id == there.id


def test_looking_writes_nothing(world: World) -> None:
    printed(world, PRINTED)
    before = world.session.scalar(select(Event.id).order_by(Event.id.desc()).limit(1))
    assert names(found(world)) == [PRINTED]
    world.session.flush()
    assert world.session.scalars(select(Target)).all() == []
    assert world.session.scalar(select(Event.id).order_by(Event.id.desc()).limit(1)) == before


def test_each_proposal_is_one_event(world: World) -> None:
    printed(world, PRINTED, "示例热处理装备有限公司")
    targets = ask(world)
    assert len(targets) == 2
    for target in targets:
        [event] = target.events_since(0)
        assert event.kind is EventKind.TARGET_PROPOSED
        assert event.after["why"] == [one["said"] for one in target.why]


def test_a_firm_on_the_link_beside_is_proposed_and_one_on_the_link_itself_is_not(
    world: World,
) -> None:
    link, by = heat(world), world.by("head")
    beside, there = firm(world.session, "示例轧管厂"), firm(world.session, "示例钢管热处理厂")
    for one, on in ((beside, world.link(Segment.UPSTREAM)), (there, link)):
        stand_on(one, on, since=TODAY, source="示例日报", by=by, on=TODAY)
    far = firm(world.session, "示例石油管厂")
    stand_on(far, world.link(Segment.DOWNSTREAM), since=TODAY, source="示例日报", by=by, on=TODAY)
    link.feeds = []
    set_number(
        world.session, Setting.PROPOSE_FROM, 25, holds_from=TODAY, by=world.by("admin"), on=TODAY
    )
    assert names(found(world)) == ["示例轧管厂"]
    world.session.scalars(select(LinkFirm).where(LinkFirm.firm_id == beside.id)).one().void(1, "错")
    assert names(found(world)) == []


def test_a_shareholder_of_a_firm_here_is_proposed_with_its_own_or_its_parents_rank(
    world: World,
) -> None:
    session = world.session
    group, holder = firm(session, "示例重工集团"), firm(session, "示例投资钢管")
    child = firm(session, "示例轧管厂")
    share(session, group, holder, 80)
    share(session, holder, child, 51)
    stand_on(
        child,
        world.link(Segment.UPSTREAM),
        since=TODAY,
        source="示例日报",
        by=world.by("head"),
        on=TODAY,
    )
    stand_on(
        holder,
        world.link(Segment.UPSTREAM),
        since=TODAY,
        source="示例日报",
        by=world.by("head"),
        on=TODAY,
    )
    ranking(session, RankingList.CHINA, 2026, (40, group), on=date(2026, 5, 1))
    said = {one.firm.name: [each.said for each in one.findings] for one in found(world).fresh}
    assert "是本区链上企业“示例轧管厂”的股东" in said["示例投资钢管"]
    assert "中国企业500强 2026 第 40 位（母公司示例重工集团）" in said["示例投资钢管"]


def test_a_list_that_counts_no_more_proposes_nobody(world: World) -> None:
    printed(world, PRINTED)
    assert names(found(world, on=date(2028, 4, 30))) == [PRINTED]
    assert names(found(world, on=date(2028, 5, 1))) == []


def test_a_doubtful_row_waits_until_somebody_has_settled_it(world: World) -> None:
    printed(world, PRINTED, match=Match.DOUBTFUL)
    search = found(world)
    assert (names(search), search.doubtful) == ([], 1)


def test_nobody_learns_of_a_firm_through_projects_that_they_do_not_see(world: World) -> None:
    hidden = firm(world.session, "示例钢管秘密厂")
    samples.project(
        world, "示例轧管扩建", who="stranger", firm=hidden, chain_link=world.link(Segment.UPSTREAM)
    )
    assert names(found(world, "officer")) == []
    assert names(found(world, "stranger")) == ["示例钢管秘密厂"]
    said = " ".join(one.said for one in found(world, "stranger").fresh[0].findings)
    assert "示例轧管扩建" not in said


def test_few_points_are_not_enough(world: World) -> None:
    printed(world, PRINTED, province="海南省")
    assert names(found(world)) == [PRINTED]
    set_number(
        world.session, Setting.PROPOSE_FROM, 56, holds_from=TODAY, by=world.by("admin"), on=TODAY
    )
    assert names(found(world)) == []


def test_a_link_out_of_use_is_not_looked_for(world: World) -> None:
    heat(world).in_use = False
    with pytest.raises(Refused, match="已停用"):
        ask(world)


def test_without_words_of_its_own_a_link_is_looked_for_by_name_and_products(
    world: World,
) -> None:
    link = world.link(Segment.MIDSTREAM)
    link.products = "调质管、管"
    assert words_of(link) == ("热处理", "调质管")


@pytest.mark.slow
def test_a_search_asks_as_many_questions_however_long_the_lists_are(world: World) -> None:
    printed(world, PRINTED)
    found(world)
    with counted_queries() as few:
        found(world)
    ranking(
        world.session,
        RankingList.CHINA,
        2026,
        *((rank, firm(world.session, f"示例钢管{rank}厂")) for rank in range(1, 40)),
        on=date(2026, 5, 1),
    )
    with counted_queries() as many:
        assert len(found(world).fresh) == 30
    assert len(many) <= len(few) + 6, "shares and parents are read only where there are firms"
