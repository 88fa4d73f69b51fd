"""Which firms a list asks for, in which order, and the rows that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from tracker.domain.chain import ChainLink
from tracker.domain.chain.link_facts import LinkFirm
from tracker.domain.firm import Firm
from tracker.domain.people.asker import Asker
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.project.badge import Tier
from tracker.domain.search.text_index import FIRMS, matches
from tracker.matching.provinces import PROVINCES
from tracker.queries.firm_badges import badge_column, is_listed
from tracker.queries.listing.filter import Filter, argument
from tracker.queries.listing.paging import Order, row_number, text
from tracker.queries.listing.readers import number, one_of, words
from tracker.queries.visible_firms import visible_firms
from tracker.word import Word


class Having(Word):
    """Whether a firm has projects, as far as the reader sees them."""

    WITH = "with", "有项目"
    WITHOUT = "without", "没有项目"


ORDERS: dict[str, Order] = {
    "name": Order("名称拼音", Firm.name_key, Firm.id, text),
    "newest": Order("最近建档", Firm.id, Firm.id, row_number, is_down=True),
}


@dataclass(frozen=True, slots=True)
class FirmFilter(Filter):
    """By which words, at home where, on which link, on which list, with projects or without."""

    q: str = argument("名称、代码", words, "")
    province: str = argument("省份", one_of(PROVINCES), "")
    link: int | None = argument("环节", number)
    tier: Tier | None = argument("三类500强", Tier)
    projects: Having | None = argument("项目", Having)
    sort: str = argument("排序", one_of(ORDERS), "")

    @property
    def order(self) -> Order:
        return ORDERS[self.sort or "name"]

    def statement(self, asker: Asker, lists: Sequence[int], dialect: str) -> Select[Any]:
        """Core rows of all the firms asked for, in order; `lists` are the rankings in force."""
        columns = (*read(asker, lists), *self.order.place)
        found = select(*columns).select_from(Firm).where(*self.wanted(asker, lists, dialect))
        return found.order_by(*self.order.ordering())

    def wanted(self, asker: Asker, lists: Sequence[int], dialect: str) -> list[ColumnElement[bool]]:
        """Everything that must hold, the person's own bounds with it."""
        found = [Firm.merged_into_id.is_(None), visible_firms(asker)]
        found += matches(dialect, self.q, Firm.id.expression, FIRMS)
        if self.province:
            found.append(Firm.province.startswith(self.province, autoescape=True))
        if self.link:
            found.append(Firm.id.in_(_standing().where(LinkFirm.chain_link_id == self.link)))
        if self.tier:
            found.append(is_listed(self.tier, lists))
        if self.projects:
            has = exists().where(Project.firm_id == Firm.id, visible_projects(asker))
            found.append(has if self.projects is Having.WITH else ~has)
        return found


def read(asker: Asker, lists: Sequence[int]) -> list[Any]:
    """What every list of firms reads; its place in the order comes last."""
    return [
        Firm.name,
        Firm.credit_code,
        Firm.province,
        Firm.city,
        Firm.industry,
        Firm.website,
        badge_column(lists),
        _links(),
        _of_projects(func.count(), asker).label("projects"),
        _of_projects(func.sum(Project.amount_yuan), asker).label("sum_yuan"),
        _of_projects(func.max(Project.last_followed_on), asker).label("followed_on"),
    ]


def _standing() -> Select[Any]:
    return select(LinkFirm.firm_id).where(LinkFirm.voided_at.is_(None))


def _links() -> ColumnElement[str]:
    """The links that a firm stands on, by name."""
    near = (
        select(ChainLink.name)
        .join(LinkFirm, LinkFirm.chain_link_id == ChainLink.id)
        .where(LinkFirm.firm_id == Firm.id, LinkFirm.voided_at.is_(None))
        .distinct()
        .correlate(Firm)
        .order_by(ChainLink.name)
        .subquery()
    )
    joined = select(func.aggregate_strings(near.c.name, "、")).select_from(near)
    return joined.scalar_subquery().label("links")


def _of_projects(figure: Any, asker: Asker) -> Any:
    """A figure of a firm's projects, of those that the person sees."""
    found = select(figure).where(Project.firm_id == Firm.id, visible_projects(asker))
    return found.select_from(Project).correlate(Firm).scalar_subquery()
