"""Which entries of a list are asked for, and the rows that answer it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Select, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from tracker.domain.firm import Firm
from tracker.domain.people.asker import Asker
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.ranking import Match, RankingEntry
from tracker.matching.name_parts import plain_of
from tracker.pages.rankings.blueprint import match_seen_by
from tracker.queries.visible_firms import visible_firms
from tracker.web.asked import Asked, RowOrder, words
from tracker.word import Word

BY_RANK = RowOrder("名次", RankingEntry.rank, int, row_id=RankingEntry.id)
WIDE, NARROW = str.maketrans("()", "（）"), str.maketrans("（）", "()")
Joined, Likely = aliased(Firm), aliased(Firm)


class Here(Word):
    """Whether a firm, or one that it is above, has a project that the reader sees."""

    YES = "yes", "区内有项目"
    NO = "no", "区内没有项目"


@dataclass(frozen=True, slots=True)
class EntryFilter(Asked):
    """Whether it has found its firm, from which province, of which name, with a project or not."""

    READERS: ClassVar = {
        "q": (words, "企业"),
        "match": (Match, "核对"),
        "province": (words, "省份"),
        "here": (Here, "项目"),
    }
    q: str = ""
    match: Match | None = None
    province: str = ""
    here: Here | None = None

    def statement(self, ranking_id: int, asker: Asker) -> Select[Any]:
        """Core rows of all the entries asked for, by rank."""
        match = match_seen_by(asker)
        found = (
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
                _is_known(asker).label("is_known"),
                _projects(asker, Project.firm_id == RankingEntry.firm_id).label("own"),
                _projects(asker, _below()).label("below"),
                BY_RANK.expression.label("place"),
                RankingEntry.id,
            )
            .outerjoin(Joined, Joined.id == RankingEntry.firm_id)
            .outerjoin(Likely, Likely.id == RankingEntry.likely_id)
            .where(RankingEntry.ranking_id == ranking_id, *self._wanted(match, asker))
        )
        return found.order_by(*BY_RANK.ordering())

    def _wanted(self, match: ColumnElement[Match], asker: Asker) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.q:
            found.append(_called(self.q))
        if self.match:
            found.append(match == self.match)
        if self.province:
            found.append(RankingEntry.province == self.province)
        if self.here:
            theirs = or_(Project.firm_id == RankingEntry.firm_id, _below())
            has = exists().where(theirs, visible_projects(asker))
            found.append(has if self.here is Here.YES else ~has)
        return found


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


def _projects(asker: Asker, theirs: ColumnElement[bool]) -> Any:
    return (
        select(func.count())
        .select_from(Project)
        .where(theirs, visible_projects(asker))
        .correlate(RankingEntry)
        .scalar_subquery()
    )


def _is_known(asker: Asker) -> ColumnElement[bool]:
    """Whether the reader knows of the firm that the entry may be."""
    theirs = select(literal(1)).where(Firm.id == RankingEntry.likely_id, visible_firms(asker))
    return theirs.correlate(RankingEntry).exists()
