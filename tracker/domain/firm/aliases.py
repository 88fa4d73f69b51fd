"""The names that a firm goes by, and the spellings that find it again."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from tracker.domain.base import Record
from tracker.domain.event import EventKind
from tracker.domain.firm.firm_events import Recorded
from tracker.domain.people.user import Actor
from tracker.matching.normal_name import normal_name
from tracker.matching.pinyin import pinyin_of
from tracker.refusal import need, refuse

if TYPE_CHECKING:
    from tracker.domain.firm import Firm

SHORTEST_NAME, LONGEST_NAME = 2, 120
LONGEST_KEY = 200


class FirmAlias(Record):
    """别名、曾用名、简称, or another spelling in print."""

    __tablename__ = "firm_alias"
    # Merges remember aliases by number: one that was dropped is never given to another.
    __table_args__ = (UniqueConstraint("firm_id", "normal_name"), {"sqlite_autoincrement": True})

    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    normal_name: Mapped[str] = mapped_column(String(LONGEST_NAME), index=True)
    source: Mapped[str] = mapped_column(String(200), default="")

    firm: Mapped["Firm"] = relationship(back_populates="aliases")


class Called(Recorded):
    """Columns and verbs of a firm's names."""

    __abstract__ = True

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    normal_name: Mapped[str] = mapped_column(String(LONGEST_NAME), unique=True)
    name_key: Mapped[str] = mapped_column(String(LONGEST_KEY), default="", index=True)

    @declared_attr
    def aliases(cls) -> Mapped[list[FirmAlias]]:
        return relationship(
            back_populates="firm", order_by=FirmAlias.id, cascade="all, delete-orphan"
        )

    def judge_standing(self) -> None:
        """Refuse to act on an entry that went into another."""
        if self.merged_into_id is not None:
            refuse("", f"“{self.name}”已并入另一家企业，请到那一家去改。")

    def take_name(self, name: str) -> None:
        """Put the name in place, and what it is found and sorted by."""
        if fault := fault_of_name(name):
            refuse("name", fault)
        self.name = name.strip()
        self.normal_name = normal_name(name)
        self.name_key = pinyin_of(name)[0][:LONGEST_KEY]

    def also_called(self, name: str, source: str = "") -> None:
        """Add an alias unless it is there already."""
        plain = normal_name(name)
        if plain and plain not in {alias.normal_name for alias in self.aliases}:
            self.aliases.append(FirmAlias(name=name.strip(), normal_name=plain, source=source))

    def add_alias(
        self, name: str, *, by: Actor, on: date, seen: ColumnElement[bool], source: str = ""
    ) -> None:
        """Write down another name of the firm.

        Raises Refused for one that it has already, and for another firm's very name.
        """
        self.judge_standing()
        plain = normal_name(name)
        need(plain, "请写别名。", "name")
        if fault := fault_of_name(name):
            refuse("name", fault)
        if plain == self.normal_name:
            refuse("name", "这就是企业现在的名称，不用再记成别名。")
        firm = type(self)
        other = and_(firm.normal_name == plain, firm.merged_into_id.is_(None))
        if (said := self._another(other, seen)) is not None:
            refuse("name", f"这是{said}的名称；如是同一家，请合并，不要记成别名。")
        if plain in {alias.normal_name for alias in self.aliases}:
            refuse("name", f"别名“{name.strip()}”已经有了。")
        self.also_called(name, source)
        self.note(
            EventKind.FIRM_ALIAS_ADDED, by=by, on=on, after={"name": name.strip(), "source": source}
        )

    def drop_alias(self, alias: FirmAlias, *, by: Actor, on: date, because: str) -> None:
        """Take a wrong alias away; the event keeps what it was and why it went."""
        need(because, "请写明为什么去掉这个别名。")
        gone = {"name": alias.name, "source": alias.source}
        self.aliases.remove(alias)
        self.note(EventKind.FIRM_ALIAS_DROPPED, by=by, on=on, because=because, before=gone)

    def _another(self, which: ColumnElement[bool], seen: ColumnElement[bool]) -> str | None:
        """What another firm may be called in a refusal; None where there is none."""
        firm = type(self)
        with self.session.no_autoflush:
            found = self.session.execute(
                select(firm.name, seen.label("is_seen")).where(which, firm.id != (self.id or 0))
            ).first()
        if found is None:
            return None
        return f"“{found.name}”" if found.is_seen else "另一家企业（归别的单位，您看不到）"


def fault_of_name(name: str) -> str:
    """Why this is no name to be kept; "" when it is one. One sign may fold to many: ﷺ."""
    plain = normal_name(name)
    if max(len(name.strip()), len(plain)) > LONGEST_NAME:
        return f"企业名称最多 {LONGEST_NAME} 个字，请写到公司全称为止。"
    if len(plain) < SHORTEST_NAME or not any(sign.isalpha() for sign in plain):
        return "这不像企业的名称：至少两个字，不能只有数字和标点。"
    return ""
