"""Which rankings a list asks for and which entries of one, and the rows that answer it."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor, User
from tracker.domain.permissions import Can, may, sees_everything, visible_projects
from tracker.domain.project import Project
from tracker.domain.ranking import Match, Ranking, RankingEntry, RankingList
from tracker.matching.name_parts import plain_of
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Order, whole
from tracker.queries.listing.readers import number, words
from tracker.queries.visible_firms import visible_firms
from tracker.word import Word

NEWEST = Order("最近的年份在前", Ranking.year, Ranking.id, whole, is_down=True)
BY_RANK = Order("名次", RankingEntry.rank, RankingEntry.id, whole)
WIDE, NARROW = str.maketrans("()", "（）"), str.maketrans("（）", "()")
Joined, Likely = aliased(Firm), aliased(Firm)


class RankingScope(Word):
    """Which rankings to list besides those that stand."""

    ALL = "all", "含撤销和更正前的"


class LocalProjects(Word):
    """Whether a firm, or one that it is above, has a project that the reader sees."""

    YES = "yes", "区内有项目"
    NO = "no", "区内没有项目"


@dataclass(frozen=True, slots=True)
class RankingFilter(Filter):
    """Of which list, of which year, and whether those taken back too."""

    kind: RankingList | None = argument("榜单", RankingList)
    year: int | None = argument("年份", number)
    state: RankingScope | None = argument("状态", RankingScope)

    @property
    def order(self) -> Order:
        return NEWEST

    def statement(self, actor: Actor) -> Select[Any]:
        """Core rows of all the rankings asked for, in order."""
        counted = _counted(actor)
        found = (
            select(
                Ranking.kind,
                Ranking.year,
                Ranking.publisher,
                Ranking.on,
                Ranking.is_dated,
                Ranking.is_complete,
                Ranking.source,
                Ranking.recorded_at,
                Ranking.voided_because,
                User.name.label("by"),
                counted.c.rows,
                counted.c.first,
                counted.c.last,
                *(counted.c[one.value] for one in Match),
                *self.order.place,
            )
            .join(counted, counted.c.ranking_id == Ranking.id)
            .outerjoin(User, User.id == Ranking.by_id)
        )
        if self.state is None:
            found = found.where(Ranking.voided_at.is_(None))
        if self.kind:
            found = found.where(Ranking.kind == self.kind)
        if self.year:
            found = found.where(Ranking.year == self.year)
        return found.order_by(*self.order.ordering())


@dataclass(frozen=True, slots=True)
class EntryFilter(Filter):
    """Whether it has found its firm, from which province, of which name, with a project or not."""

    q: str = argument("企业", words, "")
    match: Match | None = argument("核对", Match)
    province: str = argument("省份", words, "")
    here: LocalProjects | None = argument("项目", LocalProjects)

    @property
    def order(self) -> Order:
        return BY_RANK

    def statement(self, ranking_id: int, actor: Actor) -> Select[Any]:
        """Core rows of all the entries asked for, in order."""
        match = match_seen_by(actor)
        return (
            select(
                RankingEntry.rank,
                RankingEntry.name,
                RankingEntry.other_name,
                RankingEntry.province,
                RankingEntry.revenue_yuan,
                match.label("match"),
                RankingEntry.why,
                RankingEntry.firm_id,
                Joined.name.label("firm"),
                Likely.name.label("likely"),
                _is_known(actor).label("is_known"),
                _projects(actor, Project.firm_id == RankingEntry.firm_id).label("own"),
                _projects(actor, _below()).label("below"),
                *self.order.place,
            )
            .outerjoin(Joined, Joined.id == RankingEntry.firm_id)
            .outerjoin(Likely, Likely.id == RankingEntry.likely_id)
            .where(RankingEntry.ranking_id == ranking_id, *self._wanted(match, actor))
            .order_by(*self.order.ordering())
        )

    def _wanted(self, match: ColumnElement[Match], actor: Actor) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.q:
            found.append(_called(self.q))
        if self.match:
            found.append(match == self.match)
        if self.province:
            found.append(RankingEntry.province == self.province)
        if self.here:
            theirs = or_(Project.firm_id == RankingEntry.firm_id, _below())
            has = exists().where(theirs, visible_projects(actor.asker))
            found.append(has if self.here is LocalProjects.YES else ~has)
        return found


def sees_doubts(actor: Actor) -> bool:
    """Whether somebody is told of firms that an entry may be: they may be others' secrets."""
    return may(actor, Can.KEEP_RANKINGS) or sees_everything(actor)


def match_seen_by(actor: Actor) -> ColumnElement[Match]:
    """How far an entry has found its firm, as this person may know it."""
    if sees_doubts(actor):
        return RankingEntry.match.expression
    return case((RankingEntry.match == Match.CERTAIN, RankingEntry.match), else_=Match.NONE)


def _counted(actor: Actor) -> Any:
    """Each ranking's rows, its first and last rank, and how many of them found their firm."""
    match = match_seen_by(actor)
    sums = [func.sum(case((match == one, 1), else_=0)).label(one.value) for one in Match]
    return (
        select(
            RankingEntry.ranking_id,
            func.count().label("rows"),
            func.min(RankingEntry.rank).label("first"),
            func.max(RankingEntry.rank).label("last"),
            *sums,
        )
        .group_by(RankingEntry.ranking_id)
        .subquery()
    )


def _called(asked: str) -> ColumnElement[bool]:
    """Whether the name, however its brackets are written, or the foreign name holds it."""
    typed = asked.lower()
    found = [
        func.lower(column).contains(text, autoescape=True)
        for text in {typed, typed.translate(WIDE), typed.translate(NARROW)}
        for column in (RankingEntry.name, RankingEntry.other_name)
    ]
    if plain := plain_of(asked):
        found.append(RankingEntry.body.contains(plain, autoescape=True))
    return or_(*found)


def _below() -> ColumnElement[bool]:
    """The project's own firm is another one, which counts by the firm on the list."""
    return (Project.tier_firm_id == RankingEntry.firm_id) & (
        Project.firm_id != RankingEntry.firm_id
    )


def _projects(actor: Actor, theirs: ColumnElement[bool]) -> Any:
    return (
        select(func.count())
        .select_from(Project)
        .where(theirs, visible_projects(actor.asker))
        .correlate(RankingEntry)
        .scalar_subquery()
    )


def _is_known(actor: Actor) -> ColumnElement[bool]:
    """Whether the reader knows of the firm that the entry may be."""
    theirs = select(literal(1)).where(Firm.id == RankingEntry.likely_id, visible_firms(actor.asker))
    return theirs.correlate(RankingEntry).exists()
