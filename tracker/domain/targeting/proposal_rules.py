"""The rules by which a firm is proposed for a link: each with its points and its sentence."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tracker.domain.office.region import Nearness
from tracker.domain.ranking import RankingList
from tracker.matching.normal_name import normal_name


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A link beside the wanted one that a firm stands on; it has no name where a project says so.

    `is_before`: it feeds the wanted link; else it is fed by it.
    """

    name: str
    is_before: bool


@dataclass(frozen=True, slots=True)
class Rank:
    """A place on a list that counts; `through` names the parent that is printed there."""

    kind: RankingList
    year: int
    rank: int
    through: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """All that is known of a firm that might be wanted. Without `firm_id` it is a list's row."""

    name: str
    firm_id: int | None = None
    entry_ids: tuple[int, ...] = ()
    province: str = ""
    industry: str = ""
    nearness: Nearness | None = None
    ranks: tuple[Rank, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    children: tuple[str, ...] = ()
    has_project: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The link that firms are looked for: its name, its industry words, and what it lacks."""

    name: str
    words: tuple[str, ...]
    gap: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: its points, and why in a sentence."""

    rule: str
    points: int
    said: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `is_ground` tells why the firm fits the link, the others only weigh it.

    `points` and `says` explain it on the screen.
    """

    key: str
    label: str
    points: str
    says: str
    judge: Callable[[Candidate, Wanted], tuple[int, str] | None]
    is_ground: bool = False


def _speaks_of_it(firm: Candidate, link: Wanted) -> tuple[int, str] | None:
    name, industry = normal_name(firm.name), normal_name(firm.industry)
    if word := next((one for one in link.words if normal_name(one) in name), ""):
        return 30, f"名称里有本环节的词“{word}”"
    if word := next((one for one in link.words if normal_name(one) in industry), ""):
        return 30, f"行业（{firm.industry}）里有本环节的词“{word}”"
    return None


def _is_next_to_it(firm: Candidate, link: Wanted) -> tuple[int, str] | None:
    if not firm.neighbours:
        return None
    names = [one.name for one in firm.neighbours if one.name]
    if not names:
        return 30, f"在供给“{link.name}”或由它供给的环节上有项目"
    named = "、".join(f"“{name}”" for name in dict.fromkeys(names))
    before = any(one.is_before for one in firm.neighbours if one.name)
    return 30, f"已在{named}环节，{'供给' if before else '承接'}“{link.name}”"


def _holds_a_firm_here(firm: Candidate, _: Wanted) -> tuple[int, str] | None:
    if not firm.children:
        return None
    named = "、".join(f"“{name}”" for name in firm.children)
    return 20, f"是本区链上企业{named}的股东"


def _is_here(firm: Candidate, _: Wanted) -> tuple[int, str] | None:
    return (15, "在本区别处已有项目") if firm.has_project else None


OF_LIST = {RankingList.WORLD: 20, RankingList.CHINA: 15, RankingList.PRIVATE: 10}
TOP, OF_TOP = 100, 5


def _is_large(firm: Candidate, _: Wanted) -> tuple[int, str] | None:
    if not firm.ranks:
        return None
    best = max(firm.ranks, key=lambda one: (OF_LIST[one.kind], -one.rank))
    points = OF_LIST[best.kind] + (OF_TOP if best.rank <= TOP else 0)
    through = f"（母公司{best.through}）" if best.through else ""
    return points, f"{best.kind.label} {best.year} 第 {best.rank} 位{through}"


OF_REGION = {Nearness.HOME: 15, Nearness.NEIGHBOUR: 10, Nearness.BAY: 10, Nearness.DELTA: 5}


def _is_near(firm: Candidate, _: Wanted) -> tuple[int, str] | None:
    if firm.nearness is None:
        return None
    return OF_REGION[firm.nearness], f"在{firm.nearness.label}（{firm.province}）"


def _fills_a_gap(_: Candidate, link: Wanted) -> tuple[int, str] | None:
    return (10, f"“{link.name}”有缺口：{link.gap}") if link.gap else None


def _points(table: dict[RankingList, int] | dict[Nearness, int]) -> str:
    return "，".join(f"{one.label} {points}" for one, points in table.items())


RULES: tuple[Rule, ...] = (
    Rule("words", "行业对口", "30", "企业名称或行业里有本环节的行业词。", _speaks_of_it, True),
    Rule(
        "neighbour",
        "上下游相邻",
        "30",
        "已在供给本环节、或由本环节供给的环节上。",
        _is_next_to_it,
        True,
    ),
    Rule(
        "children", "已有子公司在链上", "20", "持有本区链上企业的股份。", _holds_a_firm_here, True
    ),
    Rule("here", "在本区有项目", "15", "在本区别处已有在办的项目；上下游的不重复算。", _is_here),
    Rule(
        "size",
        "规模",
        f"{min(OF_LIST.values())}–{max(OF_LIST.values()) + OF_TOP}",
        f"在有效的榜单上，本身或通过母公司：{_points(OF_LIST)}；前 {TOP} 名再加 {OF_TOP}。",
        _is_large,
    ),
    Rule(
        "region",
        "地域",
        f"{min(OF_REGION.values())}–{max(OF_REGION.values())}",
        f"总部所在：{_points(OF_REGION)}。",
        _is_near,
    ),
    Rule("gap", "补缺口", "10", "本环节算出来有缺口。", _fills_a_gap),
)
"""Every rule, our own default [D]. A firm is proposed when at least one ground holds and its
points reach the setting; nothing else is said of a firm than what its rows say."""

LABELS = {rule.key: rule.label for rule in RULES}


def weigh(firm: Candidate, link: Wanted) -> list[Finding]:
    """What the rules find, in their order; nothing where there is no ground to want the firm."""
    findings = list(_findings(firm, link))
    grounds = {rule.key for rule in RULES if rule.is_ground}
    return findings if grounds & {one.rule for one in findings} else []


def _findings(firm: Candidate, link: Wanted) -> Iterator[Finding]:
    for rule in RULES:
        if found := rule.judge(firm, link):
            yield Finding(rule.key, *found)
