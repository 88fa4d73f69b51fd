"""Numbers as people type them, with a unit behind or none: money, quantities, areas and shares."""

import re
from decimal import Decimal
from typing import NamedTuple

from tracker.refusal import refuse

WAN = 10_000
YI = 100_000_000
MOST_SIGNS = 20
LARGEST_AREA = YI - 1
WHOLE_SHARE = 100 * 100

WRONG_AREA = "请只写数字（亩），最多两位小数，如 35.5。"
WRONG_SHARE = "持股比例请写 0 到 100 之间的数，最多两位小数，如 51 或 33.33；0 表示不再持股。"

_TYPED = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>\D*)")


class Typed(NamedTuple):
    """A number as it was typed, and what stands behind it."""

    number: Decimal
    unit: str


def typed_number(text: str) -> Typed | None:
    """The plain number at the head of a text; None for a range, a sign, an exponent, or words.

    Digits may be full-width and thousands set apart: "1，200 万" → (1200, "万").
    """
    plain = text.strip().replace("，", ",").replace("％", "%").replace(" ", "")
    found = _TYPED.fullmatch(plain)
    if not found or len(found["number"]) > MOST_SIGNS:
        return None
    return Typed(Decimal(found["number"].replace(",", "")), found["unit"])


def read_area(text: str, *, field: str = "area_mu") -> int:
    """Hundredths of the 亩 that were typed. Raises Refused at `field` for what is no area."""
    area = _hundredths(text, "亩", LARGEST_AREA)
    return refuse(field, WRONG_AREA) if area is None else area


def read_share(text: str, *, field: str = "share") -> int:
    """Hundredths of the percent that were typed. Raises Refused at `field` for what is no share."""
    share = _hundredths(text, "%", WHOLE_SHARE)
    return refuse(field, WRONG_SHARE) if share is None else share


def _hundredths(text: str, unit: str, most: int) -> int | None:
    typed = typed_number(text)
    if typed is None or typed.unit not in ("", unit):
        return None
    exact = typed.number * 100
    return int(exact) if exact == exact.to_integral_value() and exact <= most else None
