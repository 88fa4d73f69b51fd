"""One firm, perhaps one, or two; judged by a table from the evidence, never merged."""

from typing import NamedTuple

from tracker.matching.comparison import by_names, by_numbers
from tracker.matching.evidence import Evidence, EvidenceKind
from tracker.matching.firm_identity import FirmIdentity
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

    def has(self, sign: EvidenceKind) -> bool:
        return any(said.sign is sign for said in self.evidence)

    def at_most(self, likeness: Likeness) -> "Judgement":
        """The same, but no surer than that."""
        return self._replace(likeness=max(self.likeness, likeness, key=list(Likeness).index))


class Rule(NamedTuple):
    """With all of these signs, and none of those, two names are judged so."""

    likeness: Likeness
    signs: frozenset[EvidenceKind]
    but: frozenset[EvidenceKind] = frozenset()


CERTAIN, DOUBTFUL, DIFFERENT = Likeness


def rule(likeness: Likeness, *signs: EvidenceKind, but: tuple[EvidenceKind, ...] = ()) -> Rule:
    return Rule(likeness, frozenset(signs), frozenset(but))


UNSURE = (
    EvidenceKind.PART_PLACE,
    EvidenceKind.PART_TRADE,
    EvidenceKind.NEAR_TRADE,
    EvidenceKind.ONE_GROUP,
    EvidenceKind.ONE_BRANCH,
    EvidenceKind.OTHER_PROVINCE,
)
"""What keeps two names with one 字号 from being surely one firm's."""

RULES = (
    rule(CERTAIN, EvidenceKind.SETTLED),
    rule(CERTAIN, EvidenceKind.SAME_CODE),
    rule(DOUBTFUL, EvidenceKind.OTHER_CODE, EvidenceKind.SAME_NAME),
    rule(DOUBTFUL, EvidenceKind.OTHER_CODE, EvidenceKind.ALIAS),
    rule(DIFFERENT, EvidenceKind.OTHER_CODE),
    rule(DOUBTFUL, EvidenceKind.SAME_NAME, EvidenceKind.OTHER_PROVINCE),
    rule(CERTAIN, EvidenceKind.SAME_NAME),
    rule(CERTAIN, EvidenceKind.ALIAS),
    rule(DOUBTFUL, EvidenceKind.SAME_PHONE),
    rule(DIFFERENT, EvidenceKind.OTHER_PLACE),
    rule(DIFFERENT, EvidenceKind.OTHER_BRANCH),
    rule(
        DOUBTFUL, EvidenceKind.SAME_BRAND, EvidenceKind.ONE_GROUP, but=(EvidenceKind.OTHER_TRADE,)
    ),
    rule(DIFFERENT, EvidenceKind.OTHER_TRADE),
    rule(DOUBTFUL, EvidenceKind.SAME_BRAND, EvidenceKind.BOTH_GROUPS, EvidenceKind.ONE_STOCK),
    rule(CERTAIN, EvidenceKind.SAME_BRAND, EvidenceKind.SAME_TRADE, but=UNSURE),
    rule(CERTAIN, EvidenceKind.SAME_BRAND, EvidenceKind.SAME_PLACE, but=UNSURE),
    rule(CERTAIN, EvidenceKind.SAME_BRAND, EvidenceKind.BOTH_GROUPS, but=UNSURE),
    rule(DOUBTFUL, EvidenceKind.SAME_BRAND),
    rule(DOUBTFUL, EvidenceKind.SAME_SOUND, EvidenceKind.SAME_TRADE),
    rule(
        DOUBTFUL, EvidenceKind.NEAR_SOUND, EvidenceKind.SAME_TRADE, but=(EvidenceKind.PART_PLACE,)
    ),
    rule(
        DOUBTFUL, EvidenceKind.LOOKS_ALIKE, EvidenceKind.SAME_TRADE, but=(EvidenceKind.PART_PLACE,)
    ),
    rule(DOUBTFUL, EvidenceKind.MISTYPED, EvidenceKind.SAME_TRADE, but=(EvidenceKind.PART_PLACE,)),
    rule(DOUBTFUL, EvidenceKind.SAME_SOUND, EvidenceKind.SAME_PLACE),
    rule(DOUBTFUL, EvidenceKind.SAME_SOUND, EvidenceKind.BOTH_GROUPS),
    rule(DOUBTFUL, EvidenceKind.SAME_SOUND, EvidenceKind.LONG_BRAND),
    rule(DOUBTFUL, EvidenceKind.NEAR_SOUND, EvidenceKind.LONG_BRAND),
    rule(DOUBTFUL, EvidenceKind.LOOKS_ALIKE, EvidenceKind.LONG_BRAND),
    rule(DOUBTFUL, EvidenceKind.MISTYPED, EvidenceKind.LONG_BRAND, EvidenceKind.SAME_PLACE),
    rule(DOUBTFUL, EvidenceKind.CLOSE),
    rule(DOUBTFUL, EvidenceKind.SHORT_NAME),
)
"""The first rule that fits decides; where none fits, the two are different."""

WEIGHTS = {
    EvidenceKind.SETTLED: 200,
    EvidenceKind.SAME_CODE: 100,
    EvidenceKind.SAME_NAME: 60,
    EvidenceKind.ALIAS: 50,
    EvidenceKind.SAME_PHONE: 25,
    EvidenceKind.SAME_BRAND: 20,
    EvidenceKind.SAME_SOUND: 14,
    EvidenceKind.NEAR_SOUND: 10,
    EvidenceKind.LOOKS_ALIKE: 10,
    EvidenceKind.MISTYPED: 10,
    EvidenceKind.LONG_BRAND: 2,
    EvidenceKind.CLOSE: 8,
    EvidenceKind.SHORT_NAME: 6,
    EvidenceKind.SAME_PLACE: 6,
    EvidenceKind.SAME_TRADE: 8,
    EvidenceKind.NEAR_TRADE: 4,
    EvidenceKind.BOTH_GROUPS: 3,
    EvidenceKind.PART_PLACE: -2,
    EvidenceKind.PART_TRADE: -2,
    EvidenceKind.ONE_GROUP: -3,
    EvidenceKind.ONE_BRANCH: -3,
    EvidenceKind.ONE_STOCK: -1,
    EvidenceKind.OTHER_PROVINCE: -4,
    EvidenceKind.OTHER_BRANCH: -15,
    EvidenceKind.OTHER_TRADE: -15,
    EvidenceKind.OTHER_PLACE: -15,
    EvidenceKind.OTHER_CODE: -50,
}
"""What puts one candidate before another of the same likeness; it decides nothing else."""


def judge(one: FirmIdentity, other: FirmIdentity, known: tuple[Evidence, ...] = ()) -> Judgement:
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


def _parts(face: FirmIdentity) -> list[Parts]:
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
