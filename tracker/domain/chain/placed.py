"""Placed: a link's name, its place in a chain, and whether it is still in use."""

from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import Record, word_column
from tracker.domain.event_kind import EventKind
from tracker.domain.refusal import refuse
from tracker.domain.user import Actor
from tracker.domain.words import Segment

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
        if not because.strip():
            refuse("because", "请写明为什么停用，以后的人看得到。")
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
