"""Called: the firms of a list by a word of their name, an alias or the name's pinyin."""

from sqlalchemy import ColumnElement, or_, select

from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.names import normal_name


def called(word: str) -> ColumnElement[bool]:
    """The firm's name, an alias or, for Latin letters, the name's pinyin holds the word."""
    plain = normal_name(word)
    by_alias = select(FirmAlias.firm_id).where(
        FirmAlias.normal_name.contains(plain, autoescape=True)
    )
    found = [Firm.normal_name.contains(plain, autoescape=True), Firm.id.in_(by_alias)]
    if plain.isascii():
        found.append(Firm.name_key.contains(plain, autoescape=True))
    return or_(*found)
