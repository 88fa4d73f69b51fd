"""How those arguments of a project list's address are read that no other list has."""

from collections.abc import Iterable
from datetime import date

from tracker.domain.amounts import WAN, in_yuan
from tracker.domain.project.tallies import NO_LINK
from tracker.domain.words import Stage
from tracker.queries.listing.readers import number


def stages(texts: Iterable[str]) -> tuple[Stage, ...]:
    return tuple(dict.fromkeys(Stage(text) for text in texts if text))


def link_number(text: str) -> int:
    """A link's number, or 0 for what stands on none."""
    return NO_LINK if text == str(NO_LINK) else number(text)


def calendar_year(text: str) -> int:
    return date(number(text), 1, 1).year


def of_wan(text: str) -> int:
    """元 of a sum in 万元, or in the unit that it names."""
    return in_yuan(text, "万")


def in_wan(yuan: int) -> str:
    """万元 with up to four decimals, which give back the very 元: 12345000 → "1234.5"."""
    whole, rest = divmod(yuan, WAN)
    return f"{whole}.{rest:04d}".rstrip("0") if rest else str(whole)


def order_asked_for(key: str) -> str:
    """An order as the address names it; the most urgent first is what nobody need ask for."""
    return "" if key == "urgency" else key
