"""How alike two 字号 are: the same, heard alike, seen alike, or mistyped."""

from enum import Enum, auto

from rapidfuzz.distance import OSA

from tracker.domain.firm.sounds import look_alike, near_readings, readings

LONG_ENOUGH = 4
"""From four signs on, one sign more or less is a slip; before, it is another name."""


class Alike(Enum):
    """The ways to be alike, the closest first."""

    SAME = auto()
    SOUND = auto()
    NEAR_SOUND = auto()
    LOOKS = auto()
    MISTYPED = auto()


def alike(one: str, other: str) -> Alike | None:
    """In what way two texts are alike, if in any."""
    if one == other:
        return Alike.SAME
    if len(one) == len(other):
        return _sign_by_sign(one, other)
    if max(len(one), len(other)) >= LONG_ENOUGH and OSA.distance(one, other, score_cutoff=1) == 1:
        return Alike.MISTYPED
    return None


def _sign_by_sign(one: str, other: str) -> Alike | None:
    """The loosest likeness that any two signs at one place need."""
    found = Alike.SAME
    for ours, theirs in zip(one, other, strict=True):
        kind = _of_signs(ours, theirs)
        if kind is None:
            return Alike.MISTYPED if _swapped(one, other) else None
        found = max(found, kind, key=lambda kind: kind.value)
    return found


def _of_signs(one: str, other: str) -> Alike | None:
    if one == other:
        return Alike.SAME
    if readings(one) & readings(other):
        return Alike.SOUND
    if near_readings(one) & near_readings(other):
        return Alike.NEAR_SOUND
    return Alike.LOOKS if look_alike(one, other) else None


def _swapped(one: str, other: str) -> bool:
    return sorted(one) == sorted(other) and OSA.distance(one, other, score_cutoff=1) == 1
