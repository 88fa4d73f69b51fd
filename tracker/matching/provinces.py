"""The provinces that a firm can be at home in, each in its one spelling."""

from tracker.matching.places import CITIES, led_off

ABROAD = "境外"
PROVINCES = (*CITIES, ABROAD)


def province_of(text: str) -> str:
    """湖南省 → 湖南, 广西壮族自治区 → 广西; a text that names none stays as it is."""
    found = led_off(text.strip())[0].provinces & set(PROVINCES)
    return found.pop() if len(found) == 1 else text.strip()
