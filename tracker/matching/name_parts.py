"""A firm's name taken apart: place, 字号, trade, legal form, group, branch."""

import re
from dataclasses import dataclass
from functools import lru_cache

from tracker.matching.normal_name import normal_name
from tracker.matching.places import NOWHERE, Places, led_off, places_of, within
from tracker.matching.trades import (
    ALIKE,
    GENERAL,
    GROUP,
    HOLDING,
    STOCK,
    brand_and_trades,
    is_trade,
    without_branch,
    without_form,
)
from tracker.matching.traditional_characters import simplified

LONGEST_NAME = 200
"""What goes on after so many signs is no name."""

NO_NAMES = ("筹", "有限合伙", "普通合伙", "特殊普通合伙", "筹备", "暂名", "拟")
FORMER = ("原名", "曾用名", "原", "简称", "下称", "即")
_BRACKETS = re.compile(r"[(\[〔【〈《]([^()\[\]〔〕【】〈〉《》]*)[)\]〕】〉》]")
_NO_NAME = re.compile(r"[\W_]+")
_lead = re.compile(rf"^(?:{'|'.join(FORMER)})[:]?")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one name. `plain` is the whole of it, folded, without punctuation."""

    plain: str
    places: Places = NOWHERE
    brand: str = ""
    trades: tuple[str, ...] = ()
    form: str = ""
    is_group: bool = False
    is_holding: bool = False
    branch: str = ""

    @property
    def body(self) -> str:
        """What is left when place and form are stripped."""
        return self.brand + "".join(self.trades)

    @property
    def trade(self) -> str:
        """The trade in words, for a sentence."""
        return "".join(self.trades)

    @property
    def own_trades(self) -> tuple[str, ...]:
        """The trades that tell something; the general ones only where there is no other."""
        alike = tuple(ALIKE.get(word, word) for word in self.trades)
        return tuple(word for word in alike if word not in GENERAL) or alike

    @property
    def is_stock(self) -> bool:
        return self.form in STOCK

    @property
    def is_full(self) -> bool:
        """Whether it is a whole name with its legal form, not what people say for short."""
        return bool(self.form)


def names_in(name: str) -> list[str]:
    """The names that stand in one: 北京某某科技有限公司（某某网）, 甲公司（原乙公司）."""
    name = name[:LONGEST_NAME]
    folded = simplified(normal_name(name))
    bare, asides = _out_of_brackets(folded)
    others = [_lead.sub("", aside) for aside in asides if _is_a_name(aside)]
    return [name if not others else bare, *(one for one in others if one)]


def plain_of(name: str) -> str:
    """The name folded as far as it can be without losing a word: 華菱（鋼管） → 华菱钢管."""
    return _NO_NAME.sub("", simplified(normal_name(name)))


@lru_cache(maxsize=2048)
def parts_of(name: str) -> Parts:
    """Take a name apart, whatever its widths, brackets, blanks and characters."""
    folded = simplified(normal_name(name))
    plain = _NO_NAME.sub("", folded)
    bare, asides = _out_of_brackets(folded)
    bare, branch = without_branch(_NO_NAME.sub("", bare))
    bare, form = without_form(bare)
    bare, endings = _without_endings(bare)
    places, rest = led_off(bare)
    if len(rest) < 2 or (is_trade(rest) and not places.provinces):
        places, rest = NOWHERE, bare
    for aside in asides:
        if aside == GROUP:
            endings.add(GROUP)
        elif found := places_of(aside):
            places = Places(places | found)
    rest = rest.replace(GROUP, "", 1) if len(rest) > 3 else rest
    places, rest = _place_inside(places, rest)
    brand, trades = brand_and_trades(rest)
    return Parts(plain, places, brand, trades, form, GROUP in endings, HOLDING in endings, branch)


def _out_of_brackets(folded: str) -> tuple[str, list[str]]:
    """The name without its brackets, and what stood in them; any other aside stays in the name."""
    asides: list[str] = []

    def take(found: re.Match[str]) -> str:
        aside, before = found[1], _NO_NAME.sub("", folded[: found.start()])
        is_apart = aside == GROUP or places_of(aside) or aside.startswith(FORMER)
        if is_apart or without_form(before)[1]:
            asides.append(aside)
            return ""
        return aside

    return _BRACKETS.sub(take, folded), asides


def _is_a_name(aside: str) -> bool:
    return len(aside) >= 2 and aside != GROUP and not places_of(aside) and aside not in NO_NAMES


def _without_endings(bare: str) -> tuple[str, set[str]]:
    """Take 集团 and 控股 off the end, in either order."""
    endings: set[str] = set()
    while ending := next(
        (one for one in (GROUP, HOLDING) if bare.endswith(one) and len(bare) - len(one) >= 2), ""
    ):
        endings.add(ending)
        bare = bare.removesuffix(ending)
    return bare, endings


def _place_inside(places: Places, rest: str) -> tuple[Places, str]:
    """A place between 字号 and trade belongs to neither: 华菱衡阳钢管."""
    for at, place in within(rest):
        after = rest[at + len(place) :]
        if at >= 2 and (not after or is_trade(after)):
            return Places(places | places_of(place)), rest[:at] + after
    return places, rest
