"""Fed: which links a link feeds, and that no link feeds itself in a circle."""

from collections import deque
from datetime import date
from typing import TYPE_CHECKING, cast

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, declared_attr, relationship

from tracker.domain.base import Base
from tracker.domain.chain.placed import Placed
from tracker.domain.event_kind import EventKind
from tracker.domain.refusal import refuse
from tracker.domain.user import Actor

if TYPE_CHECKING:
    from tracker.domain.chain.link import ChainLink

link_feed = Table(
    "link_feed",
    Base.metadata,
    Column("from_link_id", ForeignKey("chain_link.id"), primary_key=True),
    Column("to_link_id", ForeignKey("chain_link.id"), primary_key=True, index=True),
)


class Fed(Placed):
    """The feeds of a link, and the verbs that join and part it."""

    __abstract__ = True

    @declared_attr
    def feeds(cls) -> Mapped[list["ChainLink"]]:
        return relationship(
            secondary=link_feed,
            primaryjoin="ChainLink.id == link_feed.c.from_link_id",
            secondaryjoin="ChainLink.id == link_feed.c.to_link_id",
            order_by="ChainLink.position",
        )

    def feed(self, other: "ChainLink", *, by: Actor | None, on: date) -> None:
        """Send on to another link of the chain. Refused is a way that leads back to this one."""
        if other.id == self.id:
            refuse("to", f"“{self.name}”不能供给自己。")
        if other.chain_id != self.chain_id:
            refuse("to", "只能供给同一条链上的环节。")
        if other in self.feeds:
            refuse("to", f"“{self.name}”已经供给“{other.name}”了。")
        if way := way_between(other, cast("ChainLink", self)):
            circle = " → ".join(link.name for link in (self, *way))
            refuse("to", f"会绕成一圈：{circle}。请先断开其中一段。")
        self.feeds.append(other)
        self.chain.note(
            EventKind.FEED_JOINED, by=by, on=on, after={"from": self.name, "to": other.name}
        )

    def stop_feeding(self, other: "ChainLink", *, by: Actor | None, on: date) -> None:
        if other not in self.feeds:
            refuse("to", f"“{self.name}”没有供给“{other.name}”，可能刚被别人断开。")
        self.feeds.remove(other)
        self.chain.note(
            EventKind.FEED_PARTED, by=by, on=on, before={"from": self.name, "to": other.name}
        )


def way_between(start: "ChainLink", end: "ChainLink") -> list["ChainLink"]:
    """The shortest way along the feeds, both ends included; empty where there is none."""
    came_from: dict[ChainLink, ChainLink | None] = {start: None}
    waiting = deque([start])
    while waiting and end not in came_from:
        here = waiting.popleft()
        for fed in here.feeds:
            if fed not in came_from:
                came_from[fed] = here
                waiting.append(fed)
    way: list[ChainLink] = []
    step: ChainLink | None = end if end in came_from else None
    while step is not None:
        way.append(step)
        step = came_from[step]
    return way[::-1]
