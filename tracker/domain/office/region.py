"""How near each province is to the office's own, as its own table says."""

from collections.abc import Mapping

from sqlalchemy import String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Record, word_column
from tracker.word import Word


class Nearness(Word):
    """How near a province is to ours."""

    HOME = "home", "本省"
    NEIGHBOUR = "neighbour", "邻省"
    BAY = "bay", "粤港澳大湾区"
    DELTA = "delta", "长三角"


class Region(Record):
    """A province by its short name (湖南, 广西), and how near it is; the others are far."""

    __tablename__ = "region"

    province: Mapped[str] = mapped_column(String(20), unique=True)
    nearness: Mapped[Nearness] = mapped_column(word_column(Nearness))


def regions(session: Session) -> dict[str, Nearness]:
    """Short name → nearness."""
    return dict(session.execute(select(Region.province, Region.nearness)).tuples().all())


def nearness_of(province: str, known: Mapping[str, Nearness]) -> Nearness | None:
    """Of a province however it is written: 湖南, 湖南省, 广西壮族自治区; None for a far one."""
    return next((known[name] for name in known if province.startswith(name)), None)
