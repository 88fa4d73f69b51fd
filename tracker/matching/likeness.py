"""One firm, perhaps one, or two; judged by a table from the evidence, never merged."""

from typing import NamedTuple

from tracker.matching.comparison import by_names, by_numbers
from tracker.matching.evidence import Evidence, Sign
from tracker.matching.identity_marks import Face
from tracker.matching.name_parts import Parts, parts_of
from tracker.word import Word


class Likeness(Word):
    """What the evidence comes to."""

    CERTAIN = "certain", "同一企业"
    DOUBTFUL = "doubtful", "疑似"
    DIFFERENT = "different", "不同"


class Judgement(NamedTuple):
    """A likeness, the evidence behind it, and how much speaks for it, to put the best first."""

    likeness: Likeness
    evidence: tuple[Evidence, ...]
    weight: int

    def has(self, sign: Sign) -> bool:
        return any(said.sign is sign for said in self.evidence)

    def at_most(self, likeness: Likeness) -> "Judgement":
        """The same, but no surer than that."""
        return self._replace(likeness=max(self.likeness, likeness, key=list(Likeness).index))


class Rule(NamedTuple):
    """With all of these signs, and none of those, two names are judged so."""

    likeness: Likeness
    signs: frozenset[Sign]
    but: frozenset[Sign] = frozenset()


CERTAIN, DOUBTFUL, DIFFERENT = Likeness


def rule(likeness: Likeness, *signs: Sign, but: tuple[Sign, ...] = ()) -> Rule:
    return Rule(likeness, frozenset(signs), frozenset(but))


UNSURE = (
    Sign.PART_PLACE,
    Sign.PART_TRADE,
    Sign.NEAR_TRADE,
    Sign.ONE_GROUP,
    Sign.ONE_BRANCH,
    Sign.OTHER_PROVINCE,
)
"""What keeps two names with one 字号 from being surely one firm's."""

RULES = (
    rule(CERTAIN, Sign.SETTLED),
    rule(CERTAIN, Sign.SAME_CODE),
    rule(DOUBTFUL, Sign.OTHER_CODE, Sign.SAME_NAME),
    rule(DOUBTFUL, Sign.OTHER_CODE, Sign.ALIAS),
    rule(DIFFERENT, Sign.OTHER_CODE),
    rule(DOUBTFUL, Sign.SAME_NAME, Sign.OTHER_PROVINCE),
    rule(CERTAIN, Sign.SAME_NAME),
    rule(CERTAIN, Sign.ALIAS),
    rule(DOUBTFUL, Sign.SAME_PHONE),
    rule(DIFFERENT, Sign.OTHER_PLACE),
    rule(DIFFERENT, Sign.OTHER_BRANCH),
    rule(DOUBTFUL, Sign.SAME_BRAND, Sign.ONE_GROUP, but=(Sign.OTHER_TRADE,)),
    rule(DIFFERENT, Sign.OTHER_TRADE),
    rule(DOUBTFUL, Sign.SAME_BRAND, Sign.BOTH_GROUPS, Sign.ONE_STOCK),
    rule(CERTAIN, Sign.SAME_BRAND, Sign.SAME_TRADE, but=UNSURE),
    rule(CERTAIN, Sign.SAME_BRAND, Sign.SAME_PLACE, but=UNSURE),
    rule(CERTAIN, Sign.SAME_BRAND, Sign.BOTH_GROUPS, but=UNSURE),
    rule(DOUBTFUL, Sign.SAME_BRAND),
    rule(DOUBTFUL, Sign.SAME_SOUND, Sign.SAME_TRADE),
    rule(DOUBTFUL, Sign.NEAR_SOUND, Sign.SAME_TRADE, but=(Sign.PART_PLACE,)),
    rule(DOUBTFUL, Sign.LOOKS_ALIKE, Sign.SAME_TRADE, but=(Sign.PART_PLACE,)),
    rule(DOUBTFUL, Sign.MISTYPED, Sign.SAME_TRADE, but=(Sign.PART_PLACE,)),
    rule(DOUBTFUL, Sign.SAME_SOUND, Sign.SAME_PLACE),
    rule(DOUBTFUL, Sign.SAME_SOUND, Sign.BOTH_GROUPS),
    rule(DOUBTFUL, Sign.SAME_SOUND, Sign.LONG_BRAND),
    rule(DOUBTFUL, Sign.NEAR_SOUND, Sign.LONG_BRAND),
    rule(DOUBTFUL, Sign.LOOKS_ALIKE, Sign.LONG_BRAND),
    rule(DOUBTFUL, Sign.MISTYPED, Sign.LONG_BRAND, Sign.SAME_PLACE),
    rule(DOUBTFUL, Sign.CLOSE),
    rule(DOUBTFUL, Sign.SHORT_NAME),
)
"""The first rule that fits decides; where none fits, the two are different."""

WEIGHTS = {
    Sign.SETTLED: 200,
    Sign.SAME_CODE: 100,
    Sign.SAME_NAME: 60,
    Sign.ALIAS: 50,
    Sign.SAME_PHONE: 25,
    Sign.SAME_BRAND: 20,
    Sign.SAME_SOUND: 14,
    Sign.NEAR_SOUND: 10,
    Sign.LOOKS_ALIKE: 10,
    Sign.MISTYPED: 10,
    Sign.LONG_BRAND: 2,
    Sign.CLOSE: 8,
    Sign.SHORT_NAME: 6,
    Sign.SAME_PLACE: 6,
    Sign.SAME_TRADE: 8,
    Sign.NEAR_TRADE: 4,
    Sign.BOTH_GROUPS: 3,
    Sign.PART_PLACE: -2,
    Sign.PART_TRADE: -2,
    Sign.ONE_GROUP: -3,
    Sign.ONE_BRANCH: -3,
    Sign.ONE_STOCK: -1,
    Sign.OTHER_PROVINCE: -4,
    Sign.OTHER_BRANCH: -15,
    Sign.OTHER_TRADE: -15,
    Sign.OTHER_PLACE: -15,
    Sign.OTHER_CODE: -50,
}
"""What puts one candidate before another of the same likeness; it decides nothing else."""


def judge(one: Face, other: Face, known: tuple[Evidence, ...] = ()) -> Judgement:
    """Whether two faces are one firm's, by the strongest pair of their names.

    `known` is evidence that stands whatever the faces say.
    """
    numbers = (*known, *by_numbers(one, other))
    ours, theirs = (_parts(face) for face in (one, other))
    judged = [
        _by_rules((*by_names(mine, his, bool(at or place)), *numbers))
        for at, mine in enumerate(ours)
        for place, his in enumerate(theirs)
    ]
    return min(judged, key=in_order, default=_by_rules(numbers))


def in_order(judged: Judgement) -> tuple[int, int]:
    """The surest first, and of these the one with the most behind it."""
    return list(Likeness).index(judged.likeness), -judged.weight


def _parts(face: Face) -> list[Parts]:
    return [parts for parts in map(parts_of, face.names) if parts.plain]


def _by_rules(evidence: tuple[Evidence, ...]) -> Judgement:
    signs = frozenset(said.sign for said in evidence)
    likeness = next(
        (one.likeness for one in RULES if one.signs <= signs and not one.but & signs), DIFFERENT
    )
    weight = sum(WEIGHTS[sign] for sign in signs)
    return Judgement(likeness, tuple(sorted(evidence, key=_strongest_first)), weight)


def _strongest_first(said: Evidence) -> int:
    return -WEIGHTS[said.sign]
