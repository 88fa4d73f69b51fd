"""Two entries of one firm become one, and two again: nothing is lost on the way."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests import firms, make
from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.base import Base
from tracker.domain.chain import ChainLink
from tracker.domain.event import EventKind
from tracker.domain.firm import Firm, firms_called
from tracker.domain.firm.belongings import BELONGINGS
from tracker.domain.firm.merged import FirmMerge, merge, undo
from tracker.domain.firm.settled import FirmSettlement, Verdict, settle
from tracker.domain.project import Project
from tracker.domain.project.filter import ProjectFilter
from tracker.domain.project.tiered import retier
from tracker.domain.refusal import Refused
from tracker.domain.target import Target
from tracker.domain.target.states import TargetState
from tracker.domain.target.visible import visible_targets
from tracker.domain.words import Segment

UNCOMPARED = {"event", "event_tail", "firm_merge", "notice"}
STAMPS = {"version", "changed_at"}
STAYS = {"firm_merge.kept_id", "firm_merge.gone_id", "firm_key.firm_id"}
"""Whose firm these name is told by the merge itself, or by the keys that it makes anew."""
SETTLED = {"firm_settlement.firm_id", "firm_settlement.other_id"}
BECAUSE = "营业执照一致"


def one_firm(world: World, kept: Firm, gone: Firm) -> FirmMerge:
    return merge(kept, gone, because=BECAUSE, by=world.by("head"), on=TODAY)


def two_again(world: World, merged: FirmMerge) -> list[str]:
    return undo(merged, because="并错了", by=world.by("head"), on=TODAY)


def two(world: World) -> tuple[Firm, Firm]:
    return firms.firm(world, "示例甲钢管有限公司"), firms.firm(world, "示例乙钢管有限公司")


def rows(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row but for stamps and events, and what the firms are found by."""
    session.flush()
    found = {
        table.name: sorted(
            map(
                tuple,
                session.execute(select(*(one for one in table.columns if one.name not in STAMPS))),
            ),
            key=repr,
        )
        for table in Base.metadata.sorted_tables
        if table.name not in UNCOMPARED
    }
    for index in ("firm_search", "project_search"):
        asked = text(f"SELECT rowid, tokens FROM {index} ORDER BY rowid")
        found[index] = list(map(tuple, session.execute(asked)))
    return found


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
    project = make.project(world, firm=gone)
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
    project = make.project(world, firm=gone)
    one_firm(world, kept, gone)
    for name in ("示例甲钢管有限公司", "示例乙钢管有限公司", "示例小乙"):
        assert world.session.scalars(firms_called(name)).one() is kept
    dialect = world.session.get_bind().dialect.name
    for words in ("甲钢管", "乙钢管", "小乙"):
        asked = ProjectFilter(q=words).statement([Project.code], world.by("leader"), TODAY, dialect)
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
        EventKind.FIRM_MERGED, kept.subject, BECAUSE,
    )  # fmt: skip
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
    seen = select(Target.id).where(visible_targets(world.by("leader"))).order_by(Target.id)
    both = world.session.scalars(seen).all()
    merged = one_firm(world, kept, gone)
    assert [one.firm for one in targets] == [kept, gone]
    assert world.session.scalars(seen).all() == both[:1]
    two_again(world, merged)
    assert world.session.scalars(seen).all() == both


def accepted(world: World, kept: Firm, gone: Firm) -> None:
    link = world.link(Segment.UPSTREAM)
    firms.targeted(world, kept, link)
    target = firms.targeted(world, gone, link)
    target.move_to(
        TargetState.ACCEPTED, on=TODAY, by=world.by("officer"), because="缺这一环",
        owner=world.user("officer"), next_step="登门", next_on=TODAY,
    )  # fmt: skip


def kin(world: World, kept: Firm, gone: Firm) -> None:
    kept.hold_share_of(gone, 5100, on=TODAY, by=world.by("head"), source=firms.SOURCE)


def different(world: World, kept: Firm, gone: Firm) -> None:
    settle(
        world.session, kept, gone, Verdict.DIFFERENT, because="两张执照", by=world.by("head"),
        on=TODAY,
    )  # fmt: skip


def two_codes(_: World, kept: Firm, gone: Firm) -> None:
    kept.credit_code, gone.credit_code = firms.CODES


def merged_before(world: World, kept: Firm, gone: Firm) -> None:
    one_firm(world, kept, gone)


def merged_elsewhere(world: World, _: Firm, gone: Firm) -> None:
    one_firm(world, firms.firm(world, "示例丙"), gone)


def kept_merged_elsewhere(world: World, kept: Firm, _: Firm) -> None:
    one_firm(world, firms.firm(world, "示例丙"), kept)


def too_many_shares(world: World, kept: Firm, gone: Firm) -> None:
    for of, name in ((kept, "示例母一"), (gone, "示例母二")):
        parent = firms.firm(world, name)
        parent.hold_share_of(of, 6000, on=TODAY, by=world.by("head"), source=firms.SOURCE)


def in_a_circle(world: World, kept: Firm, gone: Firm) -> None:
    middle, head = firms.firm(world, "示例中间"), world.by("head")
    kept.hold_share_of(middle, 6000, on=TODAY, by=head, source=firms.SOURCE)
    middle.hold_share_of(gone, 6000, on=TODAY, by=head, source=firms.SOURCE)


REFUSED = {
    accepted: "反过来合并", kin: "持股关系", different: "不同企业", two_codes: "信用代码不同",
    merged_before: "已经并入", merged_elsewhere: "已并入另一家", kept_merged_elsewhere: "已并入",
    too_many_shares: "120%", in_a_circle: "绕成了圈",
}  # fmt: skip


@pytest.mark.parametrize("before", REFUSED, ids=lambda before: before.__name__)
def test_what_cannot_be_one_firm_is_not_merged(world: World, before: Any) -> None:
    kept, gone = two(world)
    before(world, kept, gone)
    world.session.flush()
    with pytest.raises(Refused, match=REFUSED[before]):
        one_firm(world, kept, gone)


def test_a_firm_is_not_merged_into_itself_nor_without_a_reason(world: World) -> None:
    kept, gone = two(world)
    with pytest.raises(Refused, match="不能和自己合并"):
        one_firm(world, kept, kept)
    with pytest.raises(Refused, match="凭什么"):
        merge(kept, gone, because=" ", by=world.by("head"), on=TODAY)


def test_what_changed_hands_meanwhile_stays_where_it_is_and_is_told(world: World) -> None:
    kept, gone = two(world)
    theirs, elsewhere = make.project(world, firm=gone), make.project(world, firm=gone)
    merged = one_firm(world, kept, gone)
    other = firms.firm(world, "示例丙")
    elsewhere.revise({"firm_id": other.id}, by=world.by("officer"), on=TODAY)
    fresh = make.project(world, firm=kept)
    assert two_again(world, merged) == ["项目"]
    assert (theirs.firm, elsewhere.firm, fresh.firm) == (gone, other, kept)


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
            world.session, gone, other, Verdict.DIFFERENT, because="两家", by=world.by("head"),
            on=TODAY,
        )  # fmt: skip
    merged = one_firm(world, kept, gone)
    pairs = select(FirmSettlement.firm_id, FirmSettlement.other_id).order_by(FirmSettlement.id)
    assert world.session.execute(pairs).all() == [(third.id, kept.id), (kept.id, None)]
    two_again(world, merged)
    assert world.session.execute(pairs).all() == [(third.id, gone.id), (gone.id, None)]


def _contact(world: World, of: Firm, _: Firm, which: int) -> None:
    head = world.by("head")
    of.add_contact(f"示例人{which}", phone="0734-8888888", by=head, on=TODAY)


def _share(world: World, of: Firm, other: Firm, _: int) -> None:
    head = world.by("head")
    other.hold_share_of(of, 2000, on=TODAY, by=head, source=firms.SOURCE)


def _holding(world: World, of: Firm, other: Firm, _: int) -> None:
    head = world.by("head")
    of.hold_share_of(other, 3000, on=TODAY, by=head, source=firms.SOURCE)


def _verdict(world: World, of: Firm, other: Firm, _: int) -> None:
    head = world.by("head")
    settle(world.session, of, other, Verdict.OPEN, because="待查", by=head, on=TODAY)


def _lead(world: World, of: Firm, _: Firm, which: int) -> None:
    world.link(list(Segment)[which]).chain.leader_firm_id = of.id


def _link(world: World, which: int) -> ChainLink:
    return world.link(list(Segment)[which])


THINGS: dict[str, Callable[[World, Firm, Firm, int], object]] = {
    "project": lambda world, of, _, which: make.project(world, f"示例项目{which}", firm=of),
    "alias": lambda world, of, _, which: of.also_called(f"示例别名{which}"),
    "link": lambda world, of, _, which: firms.on_link(world, of, _link(world, which)),
    "capacity": lambda world, of, _, which: firms.capacity(world, of, _link(world, which)),
    "entry": lambda world, of, _, which: firms.ranked(world, of, of.id * 10 + which),
    "target": lambda world, of, _, which: firms.targeted(world, of, _link(world, which)),
    "paper": lambda world, of, _, which: firms.paper(world, of.subject, f"示例{which}.pdf"),
    "contact": _contact, "share": _share, "holding": _holding, "verdict": _verdict,
    "leader": _lead,
}  # fmt: skip
"""How a firm is given one more thing of each kind."""

OWNED = st.lists(
    st.tuples(st.sampled_from(sorted(THINGS)), st.booleans(), st.integers(0, 2)),
    max_size=12,
    unique=True,
)


@settings(max_examples=30)
@given(owned=OWNED)
def test_merging_and_undoing_leaves_everything_as_it_was(
    database: Database, owned: list[tuple[str, bool, int]]
) -> None:
    with database.session() as session:
        world = World(session)
        pair, kindred = two(world), [firms.firm(world, f"示例亲{n}") for n in range(6)]
        for what, is_kept, which in owned:
            # Parents and children are others, or there would be circles before any merge.
            other = kindred[which + 3 * (what == "holding")]
            THINGS[what](world, pair[not is_kept], other, which)
            session.flush()
        retier(session, [one.id for one in (*pair, *kindred)], TODAY)
        before = rows(session)
        try:
            merged = one_firm(world, *pair)
        except Refused:
            return
        assert rows(session) != before
        assert two_again(world, merged) == []
        after = rows(session)
        for name in before:
            assert after[name] == before[name], name
