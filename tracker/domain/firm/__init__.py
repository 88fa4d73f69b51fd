"""Firms: investors, chain firms and targets, with the names they go by."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.event import EventKind
from tracker.domain.firm.aliases import FirmAlias
from tracker.domain.firm.contacts import Reached
from tracker.domain.firm.particulars import Revised
from tracker.domain.firm.shareholdings import Kin
from tracker.domain.people.user import Actor
from tracker.matching.normal_name import normal_name
from tracker.matching.provinces import province_of

__all__ = ["Firm", "FirmAlias", "firms_called"]


class Firm(Kin, Reached, Revised):
    """企业; found again by its normalised name or any alias.

    `is_listed` says that it was entered in its own right; another, which came with a
    project, is known to nobody but those who see one of its projects.
    """

    __tablename__ = "firm"

    is_listed: Mapped[bool] = mapped_column(default=False)

    @classmethod
    def called(cls, name: str, **more: Any) -> "Firm":
        """A new firm under this name, at home in that province if one is told."""
        if "province" in more:
            more["province"] = province_of(more["province"])
        firm = cls(**more)
        firm.take_name(name)
        return firm

    def enter(
        self, columns: Mapping[str, Any], *, by: Actor, on: date, seen: ColumnElement[bool]
    ) -> None:
        """Enter it in its own right, for all to know of; what is told of it already stays.

        Raises Refused for a code that is none or another firm's.
        """
        blank = {key: new for key, new in columns.items() if new and not getattr(self, key)}
        self.fill_in(blank, seen)
        self.is_listed = True
        self.note(EventKind.FIRM_REGISTERED, by=by, on=on, after={"name": self.name})


def firms_called(name: str) -> Select[tuple[Firm]]:
    """Firms whose name or alias is this one, whatever its brackets and widths.

    An entry that was merged leads to the one that it went into.
    """
    plain, stands_for = normal_name(name), func.coalesce(Firm.merged_into_id, Firm.id)
    by_name = select(stands_for).where(Firm.normal_name == plain)
    by_alias = select(stands_for).join(FirmAlias).where(FirmAlias.normal_name == plain)
    return select(Firm).where(Firm.id.in_(by_name.union(by_alias)))
