"""Two firms side by side: what each is, and how much of everything it has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select

from tracker.domain.attachment import Attachment
from tracker.domain.chain.link_facts import Capacity, LinkFirm
from tracker.domain.firm import Firm
from tracker.domain.firm.contacts import FirmContact
from tracker.domain.firm.shareholdings import Shareholding
from tracker.domain.permissions import visible_projects
from tracker.domain.project import Project
from tracker.domain.ranking import RankingEntry
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import visible_targets
from tracker.extensions import db
from tracker.web.identity import asker


@dataclass(frozen=True, slots=True)
class Side:
    """One row of the comparison."""

    label: str
    kept: str
    gone: str

    @property
    def differs(self) -> bool:
        """Whether each says something, and not the same; what one lacks is taken over."""
        return bool(self.kept and self.gone) and self.kept != self.gone


FACTS: tuple[tuple[str, Callable[[Firm], str]], ...] = (
    ("名称", lambda firm: firm.name),
    ("别名", lambda firm: "、".join(alias.name for alias in firm.aliases)),
    ("统一社会信用代码", lambda firm: firm.credit_code or ""),
    ("所在地", lambda firm: f"{firm.province} {firm.city}".strip()),
    ("行业", lambda firm: firm.industry),
    ("网址", lambda firm: firm.website),
    ("备注", lambda firm: firm.remark),
    ("来源", lambda firm: firm.source),
)


def sides_of(kept: Firm, gone: Firm) -> list[Side]:
    """Facts of both, then counts of what goes along; of projects those that are seen."""
    rows = [Side(label, read(kept), read(gone)) for label, read in FACTS]
    for label, column, bounds in _counted():
        many = [_count(column, firm, bounds) for firm in (kept, gone)]
        rows.append(Side(label, *(str(one) if one else "" for one in many)))
    return [row for row in rows if row.kept or row.gone]


def _counted() -> list[tuple[str, Any, Sequence[ColumnElement[bool]]]]:
    """(what is counted, the column that says whose it is, which of them count)."""
    return [
        ("项目", Project.firm_id, [visible_projects(asker())]),
        ("目标", Target.firm_id, [visible_targets(asker())]),
        ("联系人", FirmContact.firm_id, [FirmContact.voided_at.is_(None)]),
        ("股东记录", Shareholding.firm_id, [Shareholding.voided_at.is_(None)]),
        ("对外持股记录", Shareholding.parent_id, [Shareholding.voided_at.is_(None)]),
        ("所在环节", LinkFirm.firm_id, [LinkFirm.voided_at.is_(None)]),
        ("产能记录", Capacity.firm_id, [Capacity.voided_at.is_(None)]),
        ("上榜", RankingEntry.firm_id, []),
        ("资料", Attachment.subject, [Attachment.voided_at.is_(None)]),
    ]


def _count(column: Any, firm: Firm, bounds: Sequence[ColumnElement[bool]]) -> int:
    mark = firm.subject if column is Attachment.subject else firm.id
    asked = select(func.count()).select_from(column.class_).where(column == mark, *bounds)
    return db.session.scalar(asked) or 0
