"""A chain is made, copied, renamed, given links, and put in and out of use."""

import re
from datetime import date
from itertools import count, islice
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, relationship

from tracker.domain.chain.link import ChainLink
from tracker.domain.event.kinds import EventKind
from tracker.domain.event.versioned import Changing
from tracker.domain.people.user import Actor
from tracker.domain.words import Segment
from tracker.matching.pinyin import pinyin_of
from tracker.refusal import need, refuse

if TYPE_CHECKING:
    from tracker.domain.firm import Firm


class Recorded(Changing):
    """What every capability of a chain stands on."""

    __abstract__ = True

    NOUN = "chain"


REVISABLE = ("name", "position", "leader_firm_id", "source")
"""Columns that the edit page changes; the slug stays, for addresses stay put."""

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 40
NOT_SLUGS = {"new"}
"""Words that stand for pages of their own."""

TAKEN = {"name": "已经有一条链叫“{}”。", "slug": "“{}”已经是另一条链的地址了，请换一个。"}


class Edited(Recorded):
    """Columns and verbs of keeping chains."""

    __abstract__ = True

    name: Mapped[str] = mapped_column(String(60), unique=True)
    slug: Mapped[str] = mapped_column(String(LONGEST_SLUG), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(String(200), default="")

    @declared_attr
    def leader_firm_id(cls) -> Mapped[int | None]:
        return mapped_column(ForeignKey("firm.id"))

    @declared_attr
    def leader_firm(cls) -> Mapped["Firm | None"]:
        return relationship()

    @declared_attr
    def links(cls) -> Mapped[list[ChainLink]]:
        return relationship(back_populates="chain", order_by=ChainLink.position)

    @property
    def links_in_use(self) -> list[ChainLink]:
        return [link for link in self.links if link.in_use]

    @classmethod
    def make(
        cls,
        session: Session,
        name: str,
        *,
        by: Actor | None,
        on: date,
        slug: str = "",
        source: str = "",
    ) -> Self:
        """A chain without links, and so out of use; its slug is the name's pinyin unless told."""
        chain = cls._begun(session, name, slug, source)
        chain.note(EventKind.CHAIN_MADE, by=by, on=on, after={"name": chain.name})
        return chain

    def copy_as(self, name: str, *, by: Actor | None, on: date, slug: str = "") -> Self:
        """Another chain with the same links and feeds, out of use until somebody has seen to it.

        Firms and quantities are facts about the links that they were told of, and stay there.
        """
        copy = self._begun(self.session, name, slug, f"照“{self.name}”复制")
        twins = {link: _twin_of(link) for link in self.links_in_use}
        copy.links.extend(twins.values())
        for link, twin in twins.items():
            twin.feeds.extend(twins[fed] for fed in link.feeds if fed in twins)
        copy.note(
            EventKind.CHAIN_COPIED,
            by=by,
            on=on,
            after={"name": copy.name, "of": self.name, "links": len(twins)},
        )
        return copy

    def revise(self, changes: dict[str, Any], *, by: Actor | None, on: date) -> bool:
        """Change the columns named in REVISABLE; says whether anything changed at all."""
        unknown = set(changes) - set(REVISABLE)
        assert not unknown, f"not revisable: {unknown}"
        differing = {key: new for key, new in changes.items() if getattr(self, key) != new}
        if not differing:
            return False
        if "name" in differing:
            self._refuse_taken(self.session, name=differing["name"])
        before = {key: getattr(self, key) for key in differing}
        for key, new in differing.items():
            setattr(self, key, new)
        self.note(
            EventKind.CHAIN_REVISED,
            by=by,
            on=on,
            before=before,
            after=differing | {"chain": self.name},
        )
        return True

    def add_link(
        self,
        name: str,
        segment: Segment,
        *,
        by: Actor | None,
        on: date,
        products: str = "",
        words: str = "",
        source: str = "",
    ) -> ChainLink:
        """A link at the end of its column."""
        self.refuse_a_second(name)
        last = max((link.position for link in self.links), default=0)
        link = ChainLink(
            name=name,
            segment=segment,
            products=products,
            words=words,
            source=source,
            position=last + 1,
            in_use=True,
        )
        self.links.append(link)
        self.note(
            EventKind.LINK_ADDED,
            by=by,
            on=on,
            after={"link": name, "segment": segment, "products": products, "source": source},
        )
        return link

    def put_in_use(self, *, by: Actor | None, on: date) -> None:
        """Offer its links for projects; Refused where it has none."""
        if self.in_use:
            refuse("", f"“{self.name}”已经在用了。")
        if not self.links_in_use:
            refuse("", f"“{self.name}”还没有环节，请先加环节再启用。")
        self.in_use = True
        self.note(EventKind.CHAIN_REOPENED, by=by, on=on, after={"name": self.name})

    def put_out_of_use(self, *, by: Actor | None, on: date, because: str) -> None:
        """Offer its links no longer; what stands on them stays."""
        if not self.in_use:
            refuse("", f"“{self.name}”已经停用了。")
        need(because, "请写明为什么停用，以后的人看得到。")
        self.in_use = False
        self.note(EventKind.CHAIN_CLOSED, by=by, on=on, because=because, after={"name": self.name})

    def refuse_a_second(self, name: str) -> None:
        """Two links of one chain do not share a name."""
        if any(link.name == name for link in self.links):
            refuse("name", f"链上已经有环节叫“{name}”。")

    @classmethod
    def _begun(cls, session: Session, name: str, slug: str, source: str) -> Self:
        cls._refuse_taken(session, name=name)
        if slug and (slug in NOT_SLUGS or not SLUG.fullmatch(slug) or len(slug) > LONGEST_SLUG):
            refuse("slug", "地址请用小写字母、数字和连字符，如 steel-pipe，不超过 40 个字。")
        slug = slug or cls._free_slug(session, name)
        cls._refuse_taken(session, slug=slug)
        last = session.scalar(select(func.max(cls.position))) or 0
        chain = cls(name=name, slug=slug, source=source, position=last + 1, in_use=False)
        try:
            with session.begin_nested():
                session.add(chain)
        except IntegrityError:
            refuse("name", f"刚刚有人建了“{name}”，请看看是不是同一条。")
        return chain

    @classmethod
    def _refuse_taken(cls, session: Session, **value: str) -> None:
        ((field, told),) = value.items()
        if session.scalar(select(cls.id).where(getattr(cls, field) == told)) is not None:
            refuse(field, TAKEN[field].format(told))

    @classmethod
    def _free_slug(cls, session: Session, name: str) -> str:
        """The name's pinyin, with a number behind it where that is taken."""
        plain = "".join(re.findall(r"[a-z0-9]+", pinyin_of(name)[0]))[: LONGEST_SLUG - 4] or "chain"
        taken = set(session.scalars(select(cls.slug).where(cls.slug.startswith(plain)))) | NOT_SLUGS
        numbered = (f"{plain}-{number}" for number in count(2))
        return next(slug for slug in (plain, *islice(numbered, len(taken))) if slug not in taken)


def _twin_of(link: ChainLink) -> ChainLink:
    return ChainLink(
        name=link.name,
        segment=link.segment,
        products=link.products,
        words=link.words,
        source=link.source,
        position=link.position,
        in_use=True,
    )
