"""Two entries of one firm become one, and two again: nothing is lost on the way."""

import pytest
from sqlalchemy import select

from tests.builders import firms, samples
from tests.builders.firm_merges import BECAUSE, one_firm, two, two_again
from tests.databases import EVENT_KEY
from tests.plans import dialect_of
from tests.world import TODAY, World
from tracker.commands.checking import differences
from tracker.domain.base import Base
from tracker.domain.event import EventKind
from tracker.domain.firm import firms_called
from tracker.domain.merging.belongings import BELONGINGS
from tracker.domain.merging.merge import FirmMerge
from tracker.domain.project import Project
from tracker.domain.same_firm.settlements import FirmSettlement, Verdict, settle
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import visible_targets
from tracker.domain.words import Segment
from tracker.queries.project_list.filter import ProjectFilter
from tracker.refusal import Refused

STAYS = {"firm_merge.kept_id", "firm_merge.gone_id", "firm_key.firm_id"}
"""Whose firm these name is told by the merge itself, or by the keys that it makes anew."""
SETTLED = {"firm_settlement.firm_id", "firm_settlement.other_id"}


def test_every_column_that_names_a_firm_is_somebodys_belonging() -> None:
    naming = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.target_fullname == "firm.id"
    }
    moved = {belonging.key for belonging in BELONGINGS} - {"attachment.subject"}
    assert naming == moved | STAYS | SETTLED


def test_whatever_was_the_gone_firms_is_the_kept_firms(world: World) -> None:
    kept, gone = two(world)
    project = samples.project(world, firm=gone)
    link = world.link(Segment.UPSTREAM)
    standing, entry = firms.on_link(world, gone, link), firms.ranked(world, gone, 12)
    target, paper = firms.targeted(world, gone, link), firms.paper(world, gone.subject)
    contact = gone.add_contact("示例人", phone="13800002222", by=world.by("head"), on=TODAY)
    one_firm(world, kept, gone)
    assert {project.firm, standing.firm, entry.firm, target.firm, contact.firm} == {kept}
    assert paper.subject == kept.subject
    assert gone.merged_into_id == kept.id
    assert project.tier_words == "民企 12"


def test_the_gone_firms_names_lead_to_the_kept_one(world: World) -> None:
    kept, gone = two(world)
    gone.also_called("示例小乙")
    project = samples.project(world, firm=gone)
    one_firm(world, kept, gone)
    for name in ("示例甲钢管有限公司", "示例乙钢管有限公司", "示例小乙"):
        assert world.session.scalars(firms_called(name)).one() is kept
    dialect = dialect_of(world.session)
    for words in ("甲钢管", "乙钢管", "小乙"):
        asked = ProjectFilter(q=words).statement(
            [Project.code], world.by("leader").asker, TODAY, dialect
        )
        assert world.session.scalars(asked).all() == [project.code]


def test_what_is_empty_is_taken_over_and_what_is_not_is_kept(world: World) -> None:
    kept = firms.firm(world, "示例甲", province="湖南", is_listed=False)
    gone = firms.firm(world, "示例乙", province="湖北", city="武汉", credit_code=firms.CODES[0])
    merged = one_firm(world, kept, gone)
    assert (kept.province, kept.city, kept.credit_code) == ("湖南", "武汉", firms.CODES[0])
    assert kept.is_listed
    two_again(world, merged)
    assert (kept.city, kept.credit_code, gone.credit_code) == ("", None, firms.CODES[0])
    assert not kept.is_listed


def test_a_merge_is_one_event_that_says_both_names(world: World) -> None:
    kept, gone = two(world)
    merged = one_firm(world, kept, gone)
    told = firms.last_event(world)
    assert (told.kind, told.subject, told.because) == (
        EventKind.FIRM_MERGED,
        kept.subject,
        BECAUSE,
    )
    assert told.after["gone"] == gone.name
    two_again(world, merged)
    assert firms.last_event(world).kind is EventKind.FIRM_MERGE_UNDONE


def test_the_same_thing_told_of_both_stands_once(world: World) -> None:
    kept, gone = two(world)
    link, head = world.link(Segment.UPSTREAM), world.by("head")
    both = [firms.on_link(world, one, link) for one in (kept, gone)]
    made = [firms.capacity(world, one, link, 1000) for one in (kept, gone)]
    for one in (kept, gone):
        one.also_called("示例钢管")
    merged = one_firm(world, kept, gone)
    assert [one.is_void for one in (*both, *made)] == [False, True, False, True]
    assert "合并" in (both[1].voided_because or "")
    assert [one.name for one in kept.aliases] == ["示例钢管", gone.name]
    two_again(world, merged)
    assert not any(one.is_void for one in (*both, *made))
    assert head


def test_two_idle_targets_for_one_link_leave_one_in_sight(world: World) -> None:
    kept, gone = two(world)
    link = world.link(Segment.UPSTREAM)
    targets = [firms.targeted(world, one, link) for one in (kept, gone)]
    seen = select(Target.id).where(visible_targets(world.by("leader").asker)).order_by(Target.id)
    both = world.session.scalars(seen).all()
    merged = one_firm(world, kept, gone)
    assert [one.firm for one in targets] == [kept, gone]
    assert world.session.scalars(seen).all() == both[:1]
    two_again(world, merged)
    assert world.session.scalars(seen).all() == both


def test_what_changed_hands_meanwhile_stays_where_it_is_and_is_told(world: World) -> None:
    kept, gone = two(world)
    theirs, elsewhere = samples.project(world, firm=gone), samples.project(world, firm=gone)
    merged = one_firm(world, kept, gone)
    other = firms.firm(world, "示例丙")
    elsewhere.revise({"firm_id": other.id}, by=world.by("officer"), on=TODAY)
    fresh = samples.project(world, firm=kept)
    assert two_again(world, merged) == ["项目"]
    assert (theirs.firm, elsewhere.firm, fresh.firm) == (gone, other, kept)


def test_a_name_dropped_meanwhile_does_not_stop_the_undoing(world: World) -> None:
    kept, gone = two(world)
    merged = one_firm(world, kept, gone)
    world.session.commit()
    by = world.by("head")
    remembered = next(one for one in kept.aliases if one.name == gone.name)
    kept.drop_alias(remembered, by=by, on=TODAY, because="不用了")
    world.session.commit()
    for firm, name in ((world.jia.firm, "示例别名一"), (kept, "示例别名二")):
        firm.also_called(name)
        world.session.commit()
    assert two_again(world, merged) == []
    world.session.commit()
    assert [one.name for one in kept.aliases] == ["示例别名二"]
    assert "示例别名一" in {one.name for one in world.jia.firm.aliases}


def test_a_merge_is_undone_once_and_the_last_one_first(world: World) -> None:
    kept, gone = two(world)
    third = firms.firm(world, "示例丙")
    first, second = one_firm(world, kept, gone), one_firm(world, kept, third)
    with pytest.raises(Refused, match="示例丙"):
        two_again(world, first)
    two_again(world, second)
    two_again(world, first)
    with pytest.raises(Refused, match="已经恢复"):
        two_again(world, first)


def test_a_firm_that_took_one_in_may_go_into_another(world: World) -> None:
    kept, gone = two(world)
    first = one_firm(world, kept, gone)
    third = firms.firm(world, "示例丙")
    second = one_firm(world, third, kept)
    assert gone.merged_into_id == third.id
    assert world.session.scalars(firms_called(gone.name)).one() is third
    with pytest.raises(Refused, match="也并入了别家"):
        two_again(world, first)
    two_again(world, second)
    assert gone.merged_into_id == kept.id
    two_again(world, first)
    assert gone.merged_into_id is None


def test_what_was_settled_about_the_gone_firm_is_not_asked_again(world: World) -> None:
    third = firms.firm(world, "示例丙")
    kept, gone = two(world)
    for other in (third, "示例小乙"):
        settle(
            world.session,
            gone,
            other,
            Verdict.DIFFERENT,
            because="两家",
            by=world.by("head"),
            on=TODAY,
        )
    merged = one_firm(world, kept, gone)
    pairs = select(FirmSettlement.firm_id, FirmSettlement.other_id).order_by(FirmSettlement.id)
    assert world.session.execute(pairs).all() == [(third.id, kept.id), (kept.id, None)]
    two_again(world, merged)
    assert world.session.execute(pairs).all() == [(third.id, gone.id), (gone.id, None)]


def test_what_is_kept_for_speed_agrees_with_the_facts_before_and_after(world: World) -> None:
    kept, gone = two(world)
    gone.also_called("示例小乙")
    samples.project(world, firm=gone)
    firms.ranked(world, gone, 12)
    gone.add_contact("示例人", phone="13800002222", by=world.by("head"), on=TODAY)
    merged = one_firm(world, kept, gone)
    world.session.commit()
    assert list(differences(world.session, EVENT_KEY.encode())) == []
    two_again(world, world.session.get_one(FirmMerge, merged.id))
    world.session.commit()
    assert list(differences(world.session, EVENT_KEY.encode())) == []
