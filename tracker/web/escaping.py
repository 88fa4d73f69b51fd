"""Escaping many texts at once, for lists whose templates switch autoescaping off."""

from collections.abc import Sequence

from markupsafe import escape

BETWEEN = "\x00"


def escaped(texts: Sequence[str]) -> list[str]:
    """Each text made safe for HTML, by one call for all: hundreds of small ones cost a page."""
    parts = str(escape(BETWEEN.join(texts))).split(BETWEEN)
    # A text that holds the separator itself would shift all that follow it.
    return parts if len(parts) == len(texts) else [str(escape(text)) for text in texts]
