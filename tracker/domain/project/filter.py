"""ProjectFilter: reads the address line, gives the query, the words for it, and the address again.

Ledger, board, CSV and saved views are windows on this one object.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from operator import ge, le
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, union_all
from sqlalchemy.orm import aliased

from tracker.domain.chain import Chain, ChainLink
from tracker.domain.department import Department
from tracker.domain.firm import Firm
from tracker.domain.permissions import visible_projects, visible_shares
from tracker.domain.project import Project
from tracker.domain.project.arguments import READERS, in_wan
from tracker.domain.project.due import Due, due
from tracker.domain.project.lit import UNLIT
from tracker.domain.project.paging import SORTS, Sort, Stretch
from tracker.domain.project.ranked import Tier
from tracker.domain.project.tallied import NO_LINK, Tally
from tracker.domain.project.watched import Watch, watched
from tracker.domain.refusal import Refused
from tracker.domain.search import matches
from tracker.domain.user import Actor, User
from tracker.domain.words import Colour, Segment, Stage
from tracker.domain.zone import Zone

Owner = aliased(User)


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What is asked for. `min_yuan` and `max_yuan` are 元; `link` 0 means outside the chains."""

    q: str = ""
    stage: tuple[Stage, ...] = ()
    chain: str = ""
    segment: Segment | None = None
    link: int | None = None
    department: int | None = None
    owner: int | None = None
    firm: int | None = None
    tier: Tier | None = None
    zone: int | None = None
    light: Colour | None = None
    watch: Watch | None = None
    due: Due | None = None
    year: int | None = None
    min_yuan: int | None = None
    max_yuan: int | None = None
    since: date | None = None
    until: date | None = None
    sort: str = "urgency"
    page: str = ""
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_args(cls, args: Any) -> "ProjectFilter":
        """Read a MultiDict of the address line; what cannot be read is said in `problems`."""
        read: dict[str, Any] = {}
        problems = []
        for name, (attribute, parse, label) in READERS.items():
            given = args.getlist(name) if name == "stage" else args.get(name, "").strip()
            if not given:
                continue
            try:
                read[attribute] = parse(given)
            except (ValueError, ArithmeticError, Refused):
                shown = given if isinstance(given, str) else "、".join(given)
                problems.append(f"筛选条件“{label}”看不懂：{shown[:30]}，已忽略。")
        return cls(**read, problems=tuple(problems))

    def to_args(self, **changes: Any) -> list[tuple[str, str]]:
        """The address line's arguments again, changed as asked; defaults are left out.

        Any change but one of `page` goes back to the first page.
        """
        changed = replace(self, **({"page": ""} | changes))
        args = []
        for name, (attribute, _, _) in READERS.items():
            value = getattr(changed, attribute)
            if value in (None, "", ()) or (name == "sort" and value == "urgency"):
                continue
            if attribute.endswith("_yuan"):
                value = in_wan(value)
            args += [(name, str(one)) for one in (value if isinstance(value, tuple) else (value,))]
        return args

    def without(self, attribute: str) -> list[tuple[str, str]]:
        """The arguments with one condition taken off."""
        default = {one.name: one.default for one in fields(self)}[attribute]
        return self.to_args(**{attribute: default})

    @property
    def order(self) -> Sort:
        return SORTS[self.sort]

    @property
    def on_page_one(self) -> "ProjectFilter":
        """The same projects, whatever their order and page."""
        return replace(self, sort="urgency", page="")

    @property
    def is_tallied(self) -> bool:
        """Whether the kept tally can count what is asked for."""
        return self == ProjectFilter(
            stage=self.stage, chain=self.chain, segment=self.segment, link=self.link,
            department=self.department, sort=self.sort, page=self.page,
        )  # fmt: skip

    def wanted(self, today: date, dialect: str) -> list[ColumnElement[bool]]:
        """Everything that must hold, but for the person's own bounds."""
        found = self.placed_at(Project)
        found += matches(dialect, self.q, Project.id.expression)
        plain = {"owner_id": self.owner, "firm_id": self.firm, "zone_id": self.zone}
        found += [getattr(Project, name) == value for name, value in plain.items() if value]
        if self.tier:
            found.append(badged(self.tier))
        if self.light:
            found.append(lit(self.light, today))
        if self.watch:
            found.append(watched(self.watch, today))
        if self.due:
            found.append(due(self.due, today))
        if self.year:
            found.append(Project.filed_on.between(date(self.year, 1, 1), date(self.year, 12, 31)))
        bounds: tuple[tuple[Any, Any, Any], ...] = (
            (ge, Project.filed_on, self.since), (le, Project.filed_on, self.until),
            (ge, Project.amount_yuan, self.min_yuan), (le, Project.amount_yuan, self.max_yuan),
        )  # fmt: skip
        found += [holds(column, asked) for holds, column, asked in bounds if asked is not None]
        return found

    def placed_at(self, on: type[Project] | type[Tally]) -> list[ColumnElement[bool]]:
        """The conditions that a tally can answer as well as the projects themselves."""
        found: list[ColumnElement[bool]] = []
        if self.stage:
            found.append(on.stage.in_(self.stage))
        if self.department:
            found.append(on.owner_department_id == self.department)
        if self.link == NO_LINK:
            found.append(func.coalesce(on.chain_link_id, NO_LINK) == NO_LINK)
        elif self.link:
            found.append(on.chain_link_id == self.link)
        if self.segment or self.chain:
            links = select(ChainLink.id)
            if self.chain:
                links = links.join(Chain).where(Chain.slug == self.chain)
            if self.segment:
                links = links.where(ChainLink.segment == self.segment)
            found.append(on.chain_link_id.in_(links))
        return found

    def statement(
        self, columns: Iterable[Any], actor: Actor, today: date, dialect: str
    ) -> Select[Any]:
        """Core rows of all the projects asked for, in order."""
        return (
            joined(select(*columns))
            .where(visible_projects(actor), *self.wanted(today, dialect))
            .order_by(*self.order.ordering())
        )

    def stretch(
        self, columns: Iterable[Any], stretch: Stretch, actor: Actor, today: date, dialect: str
    ) -> Select[Any]:
        """Core rows of one stretch of them, read from an index for each share of what one sees."""
        shares = visible_shares(actor)
        wanted = self.wanted(today, dialect)
        if len(shares) == 1:
            found = joined(select(*columns)).where(shares[0].condition, *wanted)
            return stretch.of(found)
        parts = [stretch.of(select(Project.id).where(share.condition, *wanted)) for share in shares]
        near = union_all(*(select(part.subquery()) for part in parts))
        return stretch.of(joined(select(*columns)).where(Project.id.in_(near)))


def lit(colour: Colour, today: date) -> ColumnElement[bool]:
    """The condition that a project shows this light today."""
    red, yellow = Project.red_on <= today, Project.yellow_on <= today
    if colour is Colour.RED:
        return red
    if colour is Colour.YELLOW:
        return and_(yellow, not_(red))
    return and_(not_(or_(red, yellow)), Project.stage.not_in(UNLIT))


def badged(tier: Tier) -> ColumnElement[bool]:
    """The condition that a project bears such a badge."""
    return Project.tier == tier.kind if tier.kind else Project.tier.is_not(None)


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
