"""One spelling for names: width, brackets, blanks and case do not tell firms apart."""

import unicodedata


def normal_name(name: str) -> str:
    """The name folded for comparison: NFKC, no blanks, lower case, half-width brackets."""
    folded = unicodedata.normalize("NFKC", name)
    return "".join(
        sign for sign in folded if not sign.isspace() and unicodedata.category(sign) != "Cf"
    ).casefold()
