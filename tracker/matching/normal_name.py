"""One spelling for names: width, brackets, blanks and case do not tell firms apart."""

import unicodedata

SHOWS_NOTHING = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters by their category, blanks by their look."""


def is_seen(sign: str) -> bool:
    """Whether the sign leaves anything on the paper."""
    return unicodedata.category(sign) not in SHOWS_NOTHING and sign not in BLANK_LETTERS


def normal_name(name: str) -> str:
    """The name folded for comparison: NFKC, no blanks, lower case, half-width brackets."""
    folded = unicodedata.normalize("NFKC", name)
    return "".join(
        sign for sign in folded if not sign.isspace() and unicodedata.category(sign) != "Cf"
    ).casefold()
