"""Telephone numbers as they are compared: digits only, one number at a time."""

import re
import unicodedata

SHORTEST = 7
_BETWEEN = re.compile(r"[,，、;；/|\n]|或|和")
_EXTENSION = re.compile(r"(?:转|ext\.?|#).*$", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9]\d{9}")


def phones_of(text: str) -> frozenset[str]:
    """Every whole number in a text: “0734-8888888、+86 138 0000 1234” holds two.

    A masked number tells nothing and is left out, as is one too short to be anyone's.
    """
    folded = unicodedata.normalize("NFKC", text)
    found: set[str] = set()
    for part in _BETWEEN.split(folded):
        if "*" in part:
            continue
        digits = re.sub(r"\D", "", _EXTENSION.sub("", part))
        mobiles = _MOBILE.findall(digits) if len(digits) > 12 else []
        found |= set(mobiles) or {digits[:20]}
    return frozenset(one for one in found if len(one) >= SHORTEST)


def fault_of_phone(typed: str) -> str:
    """Why this is no telephone number; "" when it is one, or nothing at all."""
    is_one = not typed.strip() or phones_of(typed)
    return "" if is_one else "电话至少 7 位数字，座机请带区号，如 0734-8888888。"
