"""The links that a project may be placed on, chain by chain and from up- to downstream."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from tracker.domain.chain import Chain, ChainLink


def offered_links(session: Session, also: int | None = None) -> list[tuple[str, str]]:
    """(number, label) of every link in use of a chain in use; the chain is named where it matters.

    `also` is where a project stands already, be it out of use: it may stay there.
    """
    rows = session.execute(
        select(ChainLink.id, ChainLink.segment, ChainLink.name, Chain.name.label("chain"))
        .join(Chain, Chain.id == ChainLink.chain_id)
        .where(or_(and_(Chain.in_use, ChainLink.in_use), ChainLink.id == also))
        .order_by(Chain.position, Chain.id, ChainLink.position, ChainLink.id)
    ).all()
    has_several = len({row.chain for row in rows}) > 1
    return [
        (
            str(row.id),
            f"{f'{row.chain} · ' if has_several else ''}{row.segment.label} / {row.name}",
        )
        for row in rows
    ]
