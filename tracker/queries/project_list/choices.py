"""What a project list can be filtered by, all of it in one query."""

from collections import defaultdict
from typing import Any

from sqlalchemy import String, case, cast, distinct, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from tracker.domain.chain import Chain, ChainLink
from tracker.domain.office.saved_view import SavedView
from tracker.domain.office.zone import Zone
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.permissions import sees_everything
from tracker.domain.statement_cache import kept
from tracker.domain.words import Role, Segment

Choices = dict[str, list[tuple[str, str]]]
ANSWERABLE = (Role.OFFICER, Role.HEAD)
LINKS_A_CHAIN = 10_000
"""More than any chain has, so that a link's rank begins with its chain's."""
BEGINS = {"ledger": "/projects?", "board": "/board?"}


def choices(session: Session, actor: Actor) -> Choices:
    """(value, label) pairs by argument; "view" has (address, name) of the person's own views."""
    found: Choices = defaultdict(list)
    for argument, _, value, label in sorted(map(tuple, _choosing(actor.asker).rows(session))):
        found[argument].append((value, label))
    return found


@kept(16)
def _choosing(asker: Asker) -> Any:
    """Rows of (argument, rank, value, label); people only of one's own department, or all.

    Chains and links out of use are there too, for old projects stand on them; a link is
    called by its chain where there are several.
    """
    chains = select(func.count(distinct(ChainLink.chain_id))).scalar_subquery()
    of_chain = case((chains > 1, Chain.name + " · "), else_="")
    place = case(*((ChainLink.segment == one, one.label) for one in Segment), else_="")
    people = select(literal("owner"), literal(0), cast(User.id, String), User.name).where(
        User.role.in_(ANSWERABLE), User.is_active
    )
    if not sees_everything(asker):
        people = people.where(User.department_id == asker.department_id)
    begins = case(*((SavedView.page == page, start) for page, start in BEGINS.items()), else_="")
    return union_all(
        select(literal("chain"), Chain.position, Chain.slug, Chain.name).where(
            or_(Chain.in_use, Chain.links.any())
        ),
        select(
            literal("link"),
            Chain.position * LINKS_A_CHAIN + ChainLink.position,
            cast(ChainLink.id, String),
            of_chain + place + " / " + ChainLink.name,
        ).join(Chain, Chain.id == ChainLink.chain_id),
        select(
            literal("department"),
            Department.id,
            cast(Department.id, String),
            Department.short_name,
        ),
        people,
        select(literal("zone"), Zone.id, cast(Zone.id, String), Zone.name),
        select(literal("view"), SavedView.id, begins + SavedView.arguments, SavedView.name).where(
            SavedView.user_id == asker.id
        ),
    )
