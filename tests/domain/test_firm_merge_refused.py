"""What cannot be one firm is not made one, and says why."""

from typing import Any

import pytest

from tests.builders import firms
from tests.builders.firm_merges import one_firm, two
from tests.world import TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.merging.merge import merge
from tracker.domain.same_firm.settlements import Verdict, settle
from tracker.domain.words import Segment
from tracker.refusal import Refused


def accepted(world: World, kept: Firm, gone: Firm) -> None:
    link = world.link(Segment.UPSTREAM)
    firms.targeted(world, kept, link)
    firms.courted(world, gone, link)


def kin(world: World, kept: Firm, gone: Firm) -> None:
    kept.hold_share_of(gone, 5100, on=TODAY, by=world.by("head"), source=firms.SOURCE)


def different(world: World, kept: Firm, gone: Firm) -> None:
    settle(
        world.session,
        kept,
        gone,
        Verdict.DIFFERENT,
        because="两张执照",
        by=world.by("head"),
        on=TODAY,
    )


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
    accepted: "反过来合并",
    kin: "持股关系",
    different: "不同企业",
    two_codes: "信用代码不同",
    merged_before: "已经并入",
    merged_elsewhere: "已并入另一家",
    kept_merged_elsewhere: "已并入",
    too_many_shares: "120%",
    in_a_circle: "绕成了圈",
}


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
