"""Firms: investors, chain firms and targets, with the names they go by."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.event import EventKind
from tracker.domain.firm.called import FirmAlias
from tracker.domain.firm.kin import Kin
from tracker.domain.firm.reached import Reached
from tracker.domain.firm.revised import Revised
from tracker.domain.names import normal_name
from tracker.domain.refusal import refuse
from tracker.domain.user import Actor

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
        """A new firm under this name."""
        firm = cls(**more)
        firm.take_name(name)
        return firm

    @classmethod
    def register(
        cls, session: Session, name: str, *, by: Actor, on: date, seen: ColumnElement[bool],
        **columns: Any,
    ) -> "Firm":  # fmt: skip
        """Enter a firm in its own right. Raises Refused for one that the person knows already.

        One that so far came with other people's projects alone is entered for all,
        and what it is called is all that is told of it.
        """
        known = session.scalars(firms_called(name).where(seen)).first()
        if known is not None:
            refuse("name", f"“{known.name}”已经在库里了，名称或别名就是“{name.strip()}”。")
        plain = cls.normal_name == normal_name(name)
        firm = session.scalars(select(cls).where(plain, cls.merged_into_id.is_(None))).first()
        if firm is None:
            firm = cls.called(name)
            session.add(firm)
            firm.fill_in({"name": name, **columns}, seen)
        firm.is_listed = True
        firm.note(EventKind.FIRM_REGISTERED, by=by, on=on, after={"name": firm.name})
        return firm


def firms_called(name: str) -> Select[tuple[Firm]]:
    """Firms whose name or alias is this one, whatever its brackets and widths.

    An entry that was merged leads to the one that it went into.
    """
    plain, stands_for = normal_name(name), func.coalesce(Firm.merged_into_id, Firm.id)
    by_name = select(stands_for).where(Firm.normal_name == plain)
    by_alias = select(stands_for).join(FirmAlias).where(FirmAlias.normal_name == plain)
    return select(Firm).where(Firm.id.in_(by_name.union(by_alias)))
