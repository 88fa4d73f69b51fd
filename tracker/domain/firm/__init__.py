"""Firms: investors, chain firms and targets, with the names they go by."""

from sqlalchemy import ForeignKey, Select, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import Record
from tracker.domain.names import normal_name
from tracker.domain.pinyin import pinyin_of


class Firm(Record):
    """企业; found again by its normalised name or any alias.

    `is_listed` says that it was entered in its own right; another, which came with a
    project, is known to nobody but those who see one of its projects.
    """

    __tablename__ = "firm"

    name: Mapped[str] = mapped_column(String(120))
    normal_name: Mapped[str] = mapped_column(String(120), unique=True)
    credit_code: Mapped[str | None] = mapped_column(String(18), unique=True)
    source: Mapped[str] = mapped_column(String(200), default="")
    province: Mapped[str] = mapped_column(String(40), default="")
    city: Mapped[str] = mapped_column(String(40), default="")
    industry: Mapped[str] = mapped_column(String(100), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    name_key: Mapped[str] = mapped_column(String(200), default="", index=True)
    is_listed: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    __mapper_args__ = {"version_id_col": version}

    aliases: Mapped[list["FirmAlias"]] = relationship(
        back_populates="firm", order_by="FirmAlias.id", cascade="all, delete-orphan"
    )

    @classmethod
    def called(cls, name: str, **more: str) -> "Firm":
        """A new firm under this name."""
        name = name.strip()
        key = pinyin_of(name)[0][:200]
        return cls(name=name, normal_name=normal_name(name), name_key=key, **more)

    def also_called(self, name: str, source: str = "") -> None:
        """Add an alias unless it is there already."""
        plain = normal_name(name)
        if plain and plain not in {alias.normal_name for alias in self.aliases}:
            self.aliases.append(FirmAlias(name=name.strip(), normal_name=plain, source=source))


class FirmAlias(Record):
    """别名、曾用名、简称, or another spelling in print."""

    __tablename__ = "firm_alias"
    __table_args__ = (UniqueConstraint("firm_id", "normal_name"),)

    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    name: Mapped[str] = mapped_column(String(120))
    normal_name: Mapped[str] = mapped_column(String(120), index=True)
    source: Mapped[str] = mapped_column(String(200), default="")

    firm: Mapped[Firm] = relationship(back_populates="aliases")


def firms_called(name: str) -> Select[tuple[Firm]]:
    """Firms whose name or alias is this one, whatever its brackets and widths."""
    plain = normal_name(name)
    by_alias = select(FirmAlias.firm_id).where(FirmAlias.normal_name == plain)
    return select(Firm).where((Firm.normal_name == plain) | Firm.id.in_(by_alias))
