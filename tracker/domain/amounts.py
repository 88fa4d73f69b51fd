"""Money as people type and read it: 万元 below one 亿, 亿元 above, whole 元 inside."""

from decimal import ROUND_HALF_UP, Decimal

from tracker.domain.numbers import WAN, YI, typed_number
from tracker.refusal import refuse

LARGEST_YUAN = 100_000 * YI

_FACTORS = {"亿": YI, "万": WAN, "元": 1}
_UNITS = ("", "亿", "亿元", "万", "万元", "元")


def in_yuan(text: str, unit: str, *, field: str = "amount") -> int:
    """Whole 元 of what was typed, e.g. ("1,200", "万") → 12000000; 约 and brackets are no number.

    A unit typed behind the number wins over `unit` ("万" or "亿").
    Raises Refused at `field` when there is no plain number in it.
    """
    typed = typed_number(text.strip().removeprefix("约"))
    if typed is None or typed.unit not in _UNITS:
        refuse(field, "金额请只写数字，如 5000 或 1.2；约数、区间写到“原话”里。")
    yuan = typed.number * _FACTORS[(typed.unit or unit)[0]]
    whole = int(yuan.quantize(Decimal(1), ROUND_HALF_UP))
    if whole > LARGEST_YUAN:
        refuse(field, "金额超过 10 万亿元，请核对数字和单位。")
    return whole


def vague_words(text: str, unit: str) -> str:
    """What was typed with 约 before it, whole enough to stand beside the number; else ""."""
    plain = text.strip()
    if not plain.startswith("约"):
        return ""
    return plain if typed_unit(plain) else f"{plain}{unit}元"


def typed_unit(text: str) -> str | None:
    """The unit that was typed behind the number ("万", "亿" or "元"), if any."""
    typed = typed_number(text.strip().removeprefix("约"))
    return typed.unit[0] if typed and typed.unit and typed.unit in _UNITS else None


def spoken(yuan: int | None) -> str:
    """A sum for the eye: 18000000 → "1,800 万元", 180000000 → "1.80 亿元", None → "未报"."""
    if yuan is None:
        return "未报"
    if abs(yuan) >= YI:
        return f"{Decimal(yuan) / YI:,.2f} 亿元"
    if yuan % WAN and abs(yuan) < WAN:
        return f"{yuan:,} 元"
    wan = f"{Decimal(yuan) / WAN:,.2f}"
    return f"{wan.removesuffix('.00')} 万元"


def doubtful_sum(yuan: int, before: int | None = None) -> str | None:
    """The question to ask about a sum that looks wrong, or None.

    Source: HANDBOOK §6 — over 100 亿, or a jump of more than three times; and under
    10 万 by our own default.
    """
    if yuan < 10 * WAN:
        return f"是 {spoken(yuan)}吗？不到 10 万元，请再核对单位。"
    if yuan > 100 * YI:
        return f"是 {spoken(yuan)}吗？超过 100 亿元，请再核对单位。"
    if before and (yuan > before * 3 or yuan * 3 < before):
        return f"是 {spoken(yuan)}吗？上一次记的是 {spoken(before)}，相差超过 3 倍。"
    return None
