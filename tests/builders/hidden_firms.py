"""A firm known through one project alone, with one of everything that a firm can have."""

from dataclasses import dataclass

from tests.builders import firms
from tests.world import TODAY, World
from tracker.domain.merging.merge import merge
from tracker.domain.project import Project


@dataclass(frozen=True)
class Owned:
    """The numbers of the firm, of what it has, and of a paper behind the project."""

    firm: int
    alias: int
    contact: int
    share: int
    merge: int
    paper: int


def owned_by_firm_of(world: World, project: Project, name: str) -> Owned:
    """Give the project a firm of its own, and that firm one of each."""
    by = world.by("head")
    firm = firms.firm(world, f"示例暗{name}有限公司", is_listed=False)
    project.revise({"firm_id": firm.id}, by=by, on=TODAY)
    parent, other = (firms.firm(world, f"示例{one}{name}有限公司") for one in "母又")
    held = parent.hold_share_of(firm, 5100, on=TODAY, by=by, source=firms.SOURCE)
    contact = firm.add_contact("示例人", phone="13800003333", by=by, on=TODAY)
    merged = merge(firm, other, because="营业执照一致", by=by, on=TODAY)
    firm.is_listed = False
    paper = firms.paper(world, f"project:{project.id}", f"示例{name}.pdf")
    world.session.flush()
    return Owned(firm.id, firm.aliases[-1].id, contact.id, held.id, merged.id, paper.id)
