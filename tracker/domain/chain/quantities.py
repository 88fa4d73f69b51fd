"""Yearly quantities as people type and read them: 83 万吨, kept as 830000 whole 吨."""

from decimal import Decimal

from tracker.domain.numbers import WAN, YI, typed_number
from tracker.refusal import refuse

LARGEST = 10**14

UNITS = (
    "吨",
    "台",
    "套",
    "件",
    "支",
    "只",
    "米",
    "平方米",
    "立方米",
    "千瓦时",
    "千瓦",
)
"""What links make and need is counted in one of these; only equal units are compared."""

_SCALES = {"": 1, "万": WAN, "亿": YI}


def unit_choices() -> list[tuple[str, str]]:
    """(value, label) pairs for a form: each unit by the 万, then each by itself."""
    names = [f"万{unit}" for unit in UNITS] + list(UNITS)
    return [(name, name) for name in names]


def read_quantity(text: str, unit: str, *, field: str = "quantity") -> tuple[int, str]:
    """Whole units of what was typed: ("83", "万吨") → (830000, "吨").

    A unit typed behind the number wins over `unit`. Raises Refused at `field`
    for what is no number, no whole number of units, none at all, or beyond reason.
    """
    typed = typed_number(text)
    if typed is None:
        refuse(field, "请只写数字，如 83 或 0.5；约数、区间请取有把握的下限，原话写到来源里。")
    scale, name = _scale_and_unit(typed.unit)
    if not name:
        usual, name = _scale_and_unit(unit)
        scale = scale or usual
    if name not in UNITS:
        refuse(field, f"不认识单位“{name[:10]}”，请用{'、'.join(UNITS)}，前面可以加万。")
    exact = typed.number * _SCALES[scale]
    if exact != exact.to_integral_value():
        refuse(field, f"换算下来不是整{name}数，请核对数字和单位。")
    if not 0 < exact <= LARGEST:
        refuse(field, "要大于 0，且不超过 100 万亿，请核对数字和单位。")
    return int(exact), name


def _scale_and_unit(words: str) -> tuple[str, str]:
    scale = words[:1] if words[:1] in _SCALES else ""
    return scale, words.removeprefix(scale)


def spoken(quantity: int, unit: str) -> str:
    """For the eye: (1500000, "吨") → "150 万吨", (800, "台") → "800 台"."""
    (number,), name = scaled([quantity], unit)
    return f"{number} {name}"


def scaled(quantities: list[int], unit: str) -> tuple[list[str], str]:
    """Several quantities at one scale, so that one can be taken from another by eye."""
    scale = WAN if max(quantities, default=0) >= WAN else 1
    numbers = [_plain(Decimal(one) / scale) for one in quantities]
    return numbers, f"万{unit}" if scale == WAN else unit


def _plain(number: Decimal) -> str:
    whole = f"{number:,f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole
