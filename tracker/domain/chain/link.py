"""A link of a chain: its place and name, what it feeds, and whether it is in use."""

from collections import deque
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import Base, Record, word_column
from tracker.domain.event.kinds import EventKind
from tracker.domain.people.user import Actor
from tracker.domain.words import Segment
from tracker.refusal import need, refuse

if TYPE_CHECKING:
    from tracker.domain.chain import Chain


REVISABLE = ("name", "segment", "products", "words", "source", "position")
"""Columns that the edit page changes."""


class Placed(Record):
    """Columns and verbs of a link's place.

    `words` are the industry words, blank-separated, by which firms for it are looked for.
    """

    __abstract__ = True

    name: Mapped[str] = mapped_column(String(60))
    segment: Mapped[Segment] = mapped_column(word_column(Segment))
    products: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)
    words: Mapped[str] = mapped_column(String(200), default="")

    @declared_attr
    def chain_id(cls) -> Mapped[int]:
        return mapped_column(ForeignKey("chain.id"))

    @declared_attr
    def chain(cls) -> Mapped["Chain"]:
        return relationship(back_populates="links")

    @property
    def full_name(self) -> str:
        return f"{self.segment.label} / {self.name}"

    def revise(self, changes: dict[str, Any], *, by: Actor | None, on: date) -> bool:
        """Change the columns named in REVISABLE; says whether anything changed at all."""
        unknown = set(changes) - set(REVISABLE)
        assert not unknown, f"not revisable: {unknown}"
        differing = {key: new for key, new in changes.items() if getattr(self, key) != new}
        if not differing:
            return False
        if "name" in differing:
            self.chain.refuse_a_second(differing["name"])
        before = {"link": self.name} | {key: getattr(self, key) for key in differing}
        for key, new in differing.items():
            setattr(self, key, new)
        after = differing | {"link_id": self.id}
        self.chain.note(EventKind.LINK_REVISED, by=by, on=on, before=before, after=after)
        return True

    def put_out_of_use(self, *, by: Actor | None, on: date, because: str) -> None:
        """Offer it no longer; the projects, firms and feeds that it has stay where they are."""
        if not self.in_use:
            refuse("", f"“{self.name}”已经停用了。")
        need(because, "请写明为什么停用，以后的人看得到。")
        if self.chain.in_use and self.chain.links_in_use == [self]:
            refuse("", f"“{self.name}”是链上最后一个在用的环节；都不要了，请停用整条链。")
        self.in_use = False
        self.chain.note(EventKind.LINK_CLOSED, by=by, on=on, because=because, after=self._named())

    def put_in_use(self, *, by: Actor | None, on: date) -> None:
        if self.in_use:
            refuse("", f"“{self.name}”已经在用了。")
        self.in_use = True
        self.chain.note(EventKind.LINK_REOPENED, by=by, on=on, after=self._named())

    def _named(self) -> dict[str, Any]:
        return {"link": self.name, "link_id": self.id}


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


class ChainLink(Fed):
    """环节, known by its name within its chain."""

    __tablename__ = "chain_link"
    __table_args__ = (UniqueConstraint("chain_id", "name"),)
