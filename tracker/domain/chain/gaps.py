"""What a link lacks, found by a table of rules and explained with its sum."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tracker.domain.chain.quantities import scaled, spoken
from tracker.word import Word


class GapKind(Word):
    """What is lacking."""

    NOBODY = "nobody", "没人做"
    ONLY_TALKS = "only-talks", "只有在谈"
    SHORT_OF_FEED = "short-of-feed", "接不住上一环"
    SHORT_OF_DEMAND = "short-of-demand", "供不上需求"


@dataclass(frozen=True, slots=True)
class StatedQuantity:
    """One yearly quantity as it was told. `quantity` counts whole units."""

    id: int
    firm_id: int | None
    firm: str
    quantity: int
    unit: str
    product: str
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Load:
    """What a link makes or needs a year in one unit, and the quantities that it is the sum of.

    `name` is the link's, or 需求.
    """

    name: str
    quantity: int
    unit: str
    told: tuple[StatedQuantity, ...]

    @property
    def years(self) -> str:
        """2017 年, or 2017、2019 年."""
        return "、".join(str(year) for year in sorted({one.year for one in self.told})) + " 年"

    @property
    def said(self) -> str:
        """150 万吨（衡钢 2017 年）, each firm with its year."""
        parts = "，".join(f"{one.firm or '未分企业'} {one.year} 年" for one in self.told)
        return f"{spoken(self.quantity, self.unit)}（{parts}）"


@dataclass(frozen=True, slots=True)
class Ground:
    """All that a link's gaps are judged by; the loads are by unit.

    `in_line` counts the projects that are neither shelved, transferred nor dropped,
    `signed` those of them that are signed or further along.
    """

    name: str
    firms: int = 0
    in_line: int = 0
    signed: int = 0
    capacity: Mapping[str, Load] = field(default_factory=dict)
    demand: Mapping[str, Load] = field(default_factory=dict)
    sent: Mapping[str, Load] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a link lacks: `words` for the card, and what was taken from what."""

    kind: GapKind
    words: str
    wanted: Load | None = None
    there: Load | None = None

    @property
    def sum(self) -> str:
        """轧管 150 − 热处理 83，2017 年; empty where nothing is reckoned."""
        terms, years = self._terms
        return f"{terms}，{years}" if years else terms

    @property
    def reckoned(self) -> str:
        """The whole reckoning: 轧管 150 − 热处理 83 = 67 万吨（2017 年）."""
        terms, years = self._terms
        return f"{terms} = {self.words}" + (f"（{years}）" if years else "") if terms else ""

    @property
    def _terms(self) -> tuple[str, str]:
        """What is taken from what, and the year of both; years that differ stand with each."""
        if self.wanted is None or self.there is None:
            return "", ""
        numbers, _ = scaled([self.wanted.quantity, self.there.quantity], self.wanted.unit)
        wanted, there = (
            f"{load.name} {number}"
            for load, number in zip((self.wanted, self.there), numbers, strict=True)
        )
        if self.there.told and self.there.years != self.wanted.years:
            return f"{wanted}（{self.wanted.years}）− {there}（{self.there.years}）", ""
        return f"{wanted} − {there}", self.wanted.years

    @property
    def told(self) -> tuple[StatedQuantity, ...]:
        """Every quantity behind it."""
        return tuple(one for load in (self.wanted, self.there) if load for one in load.told)

    @property
    def sources(self) -> list[str]:
        """Where its quantities come from, each source once."""
        return list(dict.fromkeys(one.source for one in self.told))

    @property
    def said(self) -> str:
        """The card's whole line: 67 万吨（轧管 150 − 热处理 83，2017 年）."""
        return f"{self.words}（{self.sum}）" if self.sum else self.words


def gaps_of(ground: Ground) -> tuple[Gap, ...]:
    """Everything that the rules find lacking, in their order."""
    return tuple(gap for rule in RULES for gap in rule.find(ground))


def loads_of(name: str, told: Iterable[StatedQuantity]) -> dict[str, Load]:
    """What a link makes (or needs) by unit: each firm's newest year, added product by product.

    Different products are not added, for one becomes the other: 铁 becomes 钢.
    The largest stands for the link.
    """
    newest: dict[tuple[int | None, str, str], StatedQuantity] = {}
    for one in told:
        key = (one.firm_id, one.product, one.unit)
        if key not in newest or (one.year, one.id) > (newest[key].year, newest[key].id):
            newest[key] = one
    by_product: dict[tuple[str, str], list[StatedQuantity]] = defaultdict(list)
    for one in newest.values():
        by_product[one.unit, one.product].append(one)
    loads = [
        Load(name, sum(one.quantity for one in parts), unit, tuple(parts))
        for (unit, _), parts in by_product.items()
    ]
    return largest(loads)


def largest(loads: Iterable[Load]) -> dict[str, Load]:
    """The largest load of each unit; of equals the first."""
    found: dict[str, Load] = {}
    for load in loads:
        if load.unit not in found or load.quantity > found[load.unit].quantity:
            found[load.unit] = load
    return found


def _nobody(ground: Ground) -> Iterator[Gap]:
    if not ground.firms and not ground.in_line:
        yield Gap(GapKind.NOBODY, "无企业、无项目")


def _only_talks(ground: Ground) -> Iterator[Gap]:
    if not ground.firms and ground.in_line and not ground.signed:
        yield Gap(GapKind.ONLY_TALKS, f"只有在谈（{ground.in_line} 个，都没签约）")


def _short_of_feed(ground: Ground) -> Iterator[Gap]:
    for unit, sent in ground.sent.items():
        there = ground.capacity.get(unit)
        if there is not None:
            yield from _short(GapKind.SHORT_OF_FEED, sent, there)


def _short_of_demand(ground: Ground) -> Iterator[Gap]:
    for unit, demand in ground.demand.items():
        if unit in ground.capacity:
            yield from _short(GapKind.SHORT_OF_DEMAND, demand, ground.capacity[unit])
        elif not ground.firms:
            nothing = Load(ground.name, 0, unit, ())
            yield from _short(GapKind.SHORT_OF_DEMAND, demand, nothing)


def _short(kind: GapKind, wanted: Load, there: Load) -> Iterator[Gap]:
    lacking = wanted.quantity - there.quantity
    if lacking > 0:
        (_, number), unit = scaled([wanted.quantity, lacking], wanted.unit)
        yield Gap(kind, f"{number} {unit}", wanted, there)


@dataclass(frozen=True, slots=True)
class Rule:
    """When there is a gap, in the user's words, and how it is found."""

    kind: GapKind
    when: str
    find: Callable[[Ground], Iterator[Gap]]


RULES: tuple[Rule, ...] = (
    Rule(GapKind.NOBODY, "没有企业在做，也没有在办的项目。", _nobody),
    Rule(GapKind.ONLY_TALKS, "没有企业在做，项目一个也没签约。", _only_talks),
    Rule(
        GapKind.SHORT_OF_FEED,
        "产能小于上一环送来的量：供给它的环节里产能最大的一个，减去它自己的产能。产能未知的不算。",
        _short_of_feed,
    ),
    Rule(
        GapKind.SHORT_OF_DEMAND,
        "产能小于记下的需求。没有企业在做，产能按 0 算；有企业而产能未知的不算。",
        _short_of_demand,
    ),
)
"""Every rule, in the order in which gaps are told. The sums: HANDBOOK §8."""

RECKONED = "同一单位才相减；每家企业取最新年份，同一产品各家相加，不同产品取最大的一种。"
"""How quantities are put together, said beside the rules."""
