"""How alike two 字号 are: the same, heard alike, seen alike, or mistyped."""

from enum import Enum, auto

from rapidfuzz.distance import OSA

from tracker.matching.name_parts import Parts
from tracker.matching.sounds import look_alike, near_readings, readings

COUNTING = frozenset("0123456789一二三四五六七八九十")
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
    if counts_apart(one, other):
        return None
    if len(one) == len(other):
        return _sign_by_sign(one, other)
    if max(len(one), len(other)) >= LONG_ENOUGH and OSA.distance(one, other, score_cutoff=1) == 1:
        return Alike.MISTYPED
    return None


def counts_apart(one: str, other: str) -> bool:
    """Whether two texts count differently: 第一工程局 and 第二工程局 are never a slip."""
    ours, theirs = ([sign for sign in text if sign in COUNTING] for text in (one, other))
    return len(one) == len(other) and ours != theirs


def slip_in_trade(one: Parts, other: Parts) -> Alike | None:
    """A trade that is none because of one wrong sign: 新材枓 behind the same 字号."""
    for whole, slipped in ((one, other), (other, one)):
        begins_alike = slipped.brand.startswith(whole.brand) and len(slipped.brand) > len(
            whole.brand
        )
        if begins_alike and whole.trades and OSA.distance(one.body, other.body) == 1:
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
