"""Link firms: invented firms that produce already stand on their links, and one link is short."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.chain import ChainLink
from tracker.domain.chain.link_facts import CapacityKind, note_capacity, stand_on
from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor
from tracker.domain.project import Project
from tracker.domain.words import Segment, Source, Stage

A_LINK = 2
"""How many firms stand on each link, where so many produce."""

SINCE_DAYS = 30
SOURCE = "示例：项目已投产"
MADE, NEEDED = 120_000, 200_000


def stand_firms(session: Session, today: date, by: Actor) -> None:
    """The first firms that produce stand on their link; of one product too little is made.

    No commit.
    """
    on, short = today - timedelta(days=SINCE_DAYS), False
    for link in session.scalars(select(ChainLink).order_by(ChainLink.id)):
        firms = _producing(session, link)
        for firm in firms:
            stand_on(firm, link, since=on, source=SOURCE, does="示例产线", by=by, on=on)
        if firms and link.segment is Segment.DOWNSTREAM and not short:
            _measure(link, firms[0], on, by)
            short = True
    session.flush()


def _producing(session: Session, link: ChainLink) -> list[Firm]:
    """The firms whose invented projects on the link were the first to produce."""
    first = (
        select(Project.firm_id, func.min(Project.id).label("first"))
        .where(
            Project.chain_link_id == link.id,
            Project.source != Source.PRINT,
            Project.stage.in_((Stage.PRODUCING, Stage.FULL_CAPACITY)),
        )
        .group_by(Project.firm_id)
        .order_by("first")
        .limit(A_LINK)
        .subquery()
    )
    asked = select(Firm).join(first, first.c.firm_id == Firm.id).order_by(first.c.first)
    return list(session.scalars(asked))


def _measure(link: ChainLink, firm: Firm, on: date, by: Actor) -> None:
    told = ((CapacityKind.CAPACITY, MADE, firm), (CapacityKind.DEMAND, NEEDED, None))
    for kind, quantity, whose in told:
        note_capacity(
            link,
            kind,
            quantity=quantity,
            unit="件",
            year=on.year,
            firm=whose,
            product="示例件",
            source="示例",
            by=by,
            on=on,
        )
