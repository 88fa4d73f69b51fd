"""Whom to call at a firm."""

from datetime import date
from typing import TYPE_CHECKING, cast

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.event import DatedFact, EventKind
from tracker.domain.firm.aliases import Called
from tracker.domain.people.user import Actor
from tracker.matching.phone_numbers import fault_of_phone, phones_of
from tracker.refusal import need, refuse

if TYPE_CHECKING:
    from tracker.domain.firm import Firm


class FirmContact(DatedFact):
    """Somebody to talk with at a firm."""

    __tablename__ = "firm_contact"
    __table_args__ = (Index("ix_firm_contact_firm_id", "firm_id"),)

    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    name: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(40), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(String(200), default="")

    firm: Mapped["Firm"] = relationship(back_populates="contacts")


class Reached(Called):
    """Questions and verbs of a firm's contacts."""

    __abstract__ = True

    @declared_attr
    def contacts(cls) -> Mapped[list[FirmContact]]:
        return relationship(back_populates="firm", order_by=FirmContact.id)

    def add_contact(
        self, name: str, *, by: Actor, on: date, title: str = "", phone: str = "", note: str = ""
    ) -> FirmContact:
        """Write down somebody to talk with. Raises Refused for a number that is none.

        The event says who, not the number: more people read it than may call.
        """
        self.judge_standing()
        need(name, "请写联系人姓名。", "name")
        if fault := fault_of_phone(phone):
            refuse("phone", fault)
        if any(self._is(one, name, phone) for one in self.contacts):
            refuse("name", f"“{name.strip()}”和这个电话已经记过了。")
        contact = FirmContact(
            firm=cast("Firm", self),
            name=name.strip(),
            title=title.strip(),
            phone=phone.strip(),
            note=note.strip(),
            on=on,
            by_id=by.id,
        )
        self.session.add(contact)
        self.note(
            EventKind.FIRM_CONTACT_ADDED,
            by=by,
            on=on,
            after={"name": contact.name, "title": contact.title},
        )
        return contact

    def void_contact(self, contact: FirmContact, *, by: Actor, on: date, because: str) -> None:
        """Strike out somebody who is not to be called there any more."""
        if contact.is_void:
            refuse("", f"“{contact.name}”已经作废了。")
        need(because, "请写明原因，如“已离职”“号码写错”。")
        contact.void(by.id, because)
        self.note(
            EventKind.FIRM_CONTACT_VOIDED,
            by=by,
            on=on,
            because=because,
            before={"name": contact.name, "title": contact.title},
        )

    def _is(self, contact: FirmContact, name: str, phone: str) -> bool:
        return (contact.name, phones_of(contact.phone), contact.is_void) == (
            name.strip(),
            phones_of(phone),
            False,
        )
