"""Whatever two firms have: merged and undone, every row is as it was."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from tests.builders import firms, samples
from tests.builders.firm_merges import one_firm, two, two_again
from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.base import Base
from tracker.domain.chain import ChainLink
from tracker.domain.firm import Firm
from tracker.domain.ranking_matching.project_badges import retier
from tracker.domain.same_firm.settlements import Verdict, settle
from tracker.domain.words import Segment
from tracker.refusal import Refused

UNCOMPARED = {"event", "event_tail", "firm_merge", "notice"}
STAMPS = {"version", "changed_at"}


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
    "project": lambda world, of, _, which: samples.project(world, f"示例项目{which}", firm=of),
    "alias": lambda world, of, _, which: of.also_called(f"示例别名{which}"),
    "link": lambda world, of, _, which: firms.on_link(world, of, _link(world, which)),
    "capacity": lambda world, of, _, which: firms.capacity(world, of, _link(world, which)),
    "entry": lambda world, of, _, which: firms.ranked(world, of, of.id * 10 + which),
    "target": lambda world, of, _, which: firms.targeted(world, of, _link(world, which)),
    "paper": lambda world, of, _, which: firms.paper(world, of.subject, f"示例{which}.pdf"),
    "contact": _contact,
    "share": _share,
    "holding": _holding,
    "verdict": _verdict,
    "leader": _lead,
}
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
