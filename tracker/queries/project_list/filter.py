"""Reads the address line, gives the query, the words for it, and the address again.

Ledger, board, CSV and saved views are windows on this one object.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from operator import ge, le
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select, union_all
from sqlalchemy.orm import aliased

from tracker.domain.amounts import spoken
from tracker.domain.chain import Chain, ChainLink
from tracker.domain.firm import Firm
from tracker.domain.office.zone import Zone
from tracker.domain.people.asker import Asker
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import visible_projects, visible_shares
from tracker.domain.project import Project
from tracker.domain.project.badge import Tier
from tracker.domain.project.tallies import NO_LINK, Tally
from tracker.domain.search.text_index import matches, terms
from tracker.domain.statement_cache import Shaped, Values
from tracker.domain.words import Colour, Segment, Stage
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Order, Stretch
from tracker.queries.listing.readers import LONGEST_SEARCH, day, number, one_of, slug
from tracker.queries.project_list.arguments import (
    calendar_year,
    in_wan,
    link_number,
    of_wan,
    order_asked_for,
    stages,
)
from tracker.queries.project_list.due_days import Due, due
from tracker.queries.project_list.orders import ORDERS
from tracker.queries.project_list.shown_light import lit
from tracker.queries.project_list.watch_lists import Watch, watched

Owner = aliased(User)

BOUND = (
    "chain",
    "link",
    "department",
    "owner",
    "firm",
    "zone",
    "year",
    "min_yuan",
    "max_yuan",
    "since",
    "until",
)
"""What of a filter is bound, whatever it is."""

BOUNDS: tuple[tuple[Any, Any, str], ...] = (
    (ge, Project.filed_on, "since"),
    (le, Project.filed_on, "until"),
    (ge, Project.amount_yuan, "min_yuan"),
    (le, Project.amount_yuan, "max_yuan"),
)


@dataclass(frozen=True, slots=True)
class ProjectFilter(Filter, Shaped):
    """What is asked for. `min_yuan` and `max_yuan` are 元; `link` 0 means outside the chains.

    Its conditions bind what is asked for under names, so that a kept statement serves
    every filter of its shape. Where a person's bounds meet it, each name stands once.
    """

    q: str = argument("搜索", lambda text: text[:LONGEST_SEARCH], "")
    stage: tuple[Stage, ...] = argument("阶段", stages, (), is_many=True)
    chain: str = argument("产业链", slug, "")
    segment: Segment | None = argument("上中下游", Segment)
    link: int | None = argument("环节", link_number)
    department: int | None = argument("跟踪单位", number)
    owner: int | None = argument("跟踪人", number)
    firm: int | None = argument("企业", number)
    tier: Tier | None = argument("三类500强", Tier)
    zone: int | None = argument("区域", number)
    light: Colour | None = argument("灯", Colour)
    watch: Watch | None = argument("盯办清单", Watch)
    due: Due | None = argument("下次跟进", Due)
    year: int | None = argument("登记年份", calendar_year)
    min_yuan: int | None = argument("金额不低于", of_wan, name="min", write=in_wan, say=spoken)
    max_yuan: int | None = argument("金额不高于", of_wan, name="max", write=in_wan, say=spoken)
    since: date | None = argument("登记从", day)
    until: date | None = argument("登记到", day)
    sort: str = argument("排序", one_of(ORDERS), "urgency", write=order_asked_for)

    @property
    def order(self) -> Order:
        return ORDERS[self.sort]

    @property
    def on_page_one(self) -> "ProjectFilter":
        """The same projects, whatever their order and page."""
        return replace(self, sort="urgency", page="")

    @property
    def shape(self) -> Hashable:
        """Which conditions there are; of words that the conditions are made of, which."""
        said = (*(getattr(self, name) for name, _ in SAID), self.segment, self.link == NO_LINK)
        return (
            len(terms(self.q)),
            min(len(self.stage), 2),
            said,
            tuple(getattr(self, name) in (None, "") for name in BOUND),
        )

    def values(self, tag: str = "") -> Values:
        """What `wanted` binds; `tag` ends the names of where a project is placed."""
        placed = {
            "stage": self.stage[0] if self.stage else None,
            "stages": list(self.stage),
            "department": self.department,
            "link": self.link,
            "chain": self.chain,
        }
        year = self.year or date.max.year
        plain = {name: getattr(self, name) for name in BOUND}
        return (
            plain
            | terms(self.q)
            | {f"{name}{tag}": one for name, one in placed.items()}
            | {
                "year_from": date(year, 1, 1),
                "year_to": date(year, 12, 31),
            }
        )

    @property
    def is_tallied(self) -> bool:
        """Whether the kept tally can count what is asked for."""
        return self == ProjectFilter(
            stage=self.stage,
            chain=self.chain,
            segment=self.segment,
            link=self.link,
            department=self.department,
            sort=self.sort,
            page=self.page,
        )

    def wanted(self, today: date, dialect: str, tag: str = "") -> list[ColumnElement[bool]]:
        """Everything that must hold, but for the person's own bounds."""
        found = self.placed_at(Project, tag) + matches(dialect, self.q, Project.id.expression)
        found += [
            getattr(Project, f"{name}_id") == bindparam(name, asked)
            for name in ("owner", "firm", "zone")
            if (asked := getattr(self, name)) is not None
        ]
        found += [holds(one, today) for name, holds in SAID if (one := getattr(self, name))]
        if self.year:
            first: Any = bindparam("year_from", date(self.year, 1, 1))
            last: Any = bindparam("year_to", date(self.year, 12, 31))
            found.append(Project.filed_on.between(first, last))
        return found + [
            holds(column, bindparam(name, asked, type_=column.type))
            for holds, column, name in BOUNDS
            if (asked := getattr(self, name)) is not None
        ]

    def placed_at(
        self, on: type[Project] | type[Tally], tag: str = ""
    ) -> list[ColumnElement[bool]]:
        """The conditions that a tally can answer as well as the projects themselves."""
        found = [] if self.link is None else [self._on_link(on, tag)]
        if len(self.stage) == 1:
            found.append(on.stage == bindparam(f"stage{tag}", self.stage[0]))
        elif self.stage:
            found.append(on.stage.in_(bindparam(f"stages{tag}", self.stage, expanding=True)))
        if self.department is not None:
            found.append(on.owner_department_id == bindparam(f"department{tag}", self.department))
        if self.segment or self.chain:
            found.append(on.chain_link_id.in_(self._links(tag)))
        return found

    def _on_link(self, on: type[Project] | type[Tally], tag: str) -> ColumnElement[bool]:
        if self.link == NO_LINK:
            return func.coalesce(on.chain_link_id, NO_LINK) == NO_LINK
        return on.chain_link_id == bindparam(f"link{tag}", self.link)

    def _links(self, tag: str) -> Select[Any]:
        """Those of the chain, or of the part of chains, that is asked for."""
        links = select(ChainLink.id)
        if self.chain:
            links = links.join(Chain).where(Chain.slug == bindparam(f"chain{tag}", self.chain))
        return links.where(ChainLink.segment == self.segment) if self.segment else links

    def statement(
        self, columns: Iterable[Any], asker: Asker, today: date, dialect: str
    ) -> Select[Any]:
        """Core rows of all the projects asked for, in order."""
        wanted = self.wanted(today, dialect)
        found = joined(select(*columns)).where(visible_projects(asker), *wanted)
        return found.order_by(*self.order.ordering())

    def stretch(
        self, columns: Iterable[Any], stretch: Stretch, asker: Asker, today: date, dialect: str
    ) -> Select[Any]:
        """Core rows of one stretch of them, read from an index for each share of what one sees."""
        shares = visible_shares(asker)
        wanted = self.wanted(today, dialect)
        if len(shares) == 1:
            found = joined(select(*columns)).where(shares[0].condition, *wanted)
            return stretch.of(found)
        parts = [stretch.of(select(Project.id).where(share.condition, *wanted)) for share in shares]
        near = union_all(*(select(part.subquery()) for part in parts))
        return stretch.of(joined(select(*columns)).where(Project.id.in_(near)))


def badged(tier: Tier, _: date) -> ColumnElement[bool]:
    """The condition that a project bears such a badge."""
    return Project.tier == tier.kind if tier.kind else Project.tier.is_not(None)


SAID: tuple[tuple[str, Callable[[Any, date], ColumnElement[bool]]], ...] = (
    ("tier", badged),
    ("light", lit),
    ("watch", watched),
    ("due", due),
)
"""The words that a condition is made of, and of which today."""


def joined(statement: Select[Any]) -> Select[Any]:
    """The tables that a list's columns come from."""
    return (
        statement.select_from(Project)
        .outerjoin(Firm, Project.firm_id == Firm.id)
        .outerjoin(Owner, Project.owner_id == Owner.id)
        .join(Department, Project.owner_department_id == Department.id)
        .outerjoin(ChainLink, Project.chain_link_id == ChainLink.id)
        .outerjoin(Zone, Project.zone_id == Zone.id)
    )
