"""Two entries made one and two again, by the head of the bureau."""

from tests.builders import firms
from tests.world import TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.merging.merge import FirmMerge, merge, undo

BECAUSE = "营业执照一致"


def one_firm(world: World, kept: Firm, gone: Firm) -> FirmMerge:
    return merge(kept, gone, because=BECAUSE, by=world.by("head"), on=TODAY)


def two_again(world: World, merged: FirmMerge) -> list[str]:
    return undo(merged, because="并错了", by=world.by("head"), on=TODAY)


def two(world: World) -> tuple[Firm, Firm]:
    return firms.firm(world, "示例甲钢管有限公司"), firms.firm(world, "示例乙钢管有限公司")
