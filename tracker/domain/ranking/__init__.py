"""Rankings: the three 500 lists, one row a list and year, and who stood where on it."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.domain.base import Record, Yuan, word_column
from tracker.domain.event import DatedFact
from tracker.domain.firm import Firm
from tracker.word import Word

STANDING = text("voided_at IS NULL")


class RankingList(Word):
    """三类500强, the most telling first; `tone` is what a badge says."""

    WORLD = "world", "世界500强", "世界"
    CHINA = "china", "中国企业500强", "中企"
    PRIVATE = "private", "中国民营企业500强", "民企"


class Match(Word):
    """Whether an entry has found its firm."""

    CERTAIN = "certain", "已对上"
    DOUBTFUL = "doubtful", "待核"
    NONE = "none", "库中没有"


class Ranking(DatedFact):
    """榜单: one list of one year. `on` is the day from which it counts: its publication.

    Where the source names no day, `is_dated` is False and `on` is the latest that
    it can have come out. A corrected file is a ranking of its own that voids and
    `replaces` the one before: no two of the same list and year stand at once.
    """

    __tablename__ = "ranking"
    __table_args__ = (
        Index(
            "uq_ranking_kind_year",
            "kind",
            "year",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    kind: Mapped[RankingList] = mapped_column(word_column(RankingList))
    year: Mapped[int]
    publisher: Mapped[str] = mapped_column(String(60), default="")
    is_dated: Mapped[bool] = mapped_column(default=True)
    is_complete: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(String(300), default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("ranking.id"))

    entries: Mapped[list["RankingEntry"]] = relationship(
        back_populates="ranking", order_by="RankingEntry.rank", cascade="all, delete-orphan"
    )
    replaces: Mapped["Ranking | None"] = relationship(remote_side="Ranking.id")

    @property
    def full_name(self) -> str:
        return f"{self.kind.label} {self.year}"


class RankingEntry(Record):
    """One row of a list as printed, and the firm that it is.

    `likely_id` is the firm that it may be, as long as nobody has settled it. `body` is
    the name without place and legal form: by it a firm that comes later finds its entry.
    """

    __tablename__ = "ranking_entry"
    __table_args__ = (
        UniqueConstraint("ranking_id", "rank"),
        Index("ix_ranking_entry_firm_id_ranking_id", "firm_id", "ranking_id", "rank"),
        Index("ix_ranking_entry_body", "body"),
    )

    ranking_id: Mapped[int] = mapped_column(ForeignKey("ranking.id"))
    rank: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(String(120), default="")
    other_name: Mapped[str] = mapped_column(String(160), default="")
    province: Mapped[str] = mapped_column(String(40), default="")
    revenue_yuan: Mapped[int | None] = mapped_column(Yuan)
    firm_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"))
    likely_id: Mapped[int | None] = mapped_column(ForeignKey("firm.id"))
    match: Mapped[Match] = mapped_column(word_column(Match), default=Match.NONE)
    why: Mapped[str] = mapped_column(String(200), default="")

    ranking: Mapped[Ranking] = relationship(back_populates="entries")
    firm: Mapped[Firm | None] = relationship(foreign_keys=firm_id)
    likely: Mapped[Firm | None] = relationship(foreign_keys=likely_id)


def counts_from(year: int, published_on: date | None, known_on: date) -> date:
    """The day from which a list counts: its publication, else the latest that it can have been.

    That is the end of its year, or the day on which we had it in hand.
    """
    return published_on or min(date(year, 12, 31), known_on)
