"""Two faces side by side, numbers first, then each pair of their names."""

from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from tracker.matching.brand_likeness import Alike, alike, counts_apart, slip_in_trade
from tracker.matching.evidence import Evidence, EvidenceKind
from tracker.matching.firm_identity import FirmIdentity
from tracker.matching.name_parts import Parts
from tracker.matching.places import Places, disagree, places_of
from tracker.matching.short_names import short_names_of

LONG_BRAND, VERY_LONG, CLOSE_PERCENT = 4, 7, 80
"""Below seven signs a percentage says nothing: one sign of three is a third."""


def by_numbers(one: FirmIdentity, other: FirmIdentity) -> Iterator[Evidence]:
    """What codes and telephones say, whatever the names are."""
    if one.credit_code and other.credit_code:
        if one.credit_code == other.credit_code:
            yield Evidence(EvidenceKind.SAME_CODE, f"统一社会信用代码同为 {one.credit_code}")
        else:
            yield Evidence(EvidenceKind.OTHER_CODE, "两个统一社会信用代码都有效，但不相同")
    if shared := one.phones & other.phones:
        yield Evidence(EvidenceKind.SAME_PHONE, f"联系电话相同，尾号 {min(shared)[-4:]}")
    ours, theirs = places_of(one.province), places_of(other.province)
    if disagree(ours, theirs):
        yield Evidence(EvidenceKind.OTHER_PROVINCE, f"一方在{one.province}，一方在{other.province}")


def by_names(one: Parts, other: Parts, is_alias: bool) -> Iterator[Evidence]:
    """What two names say; nothing about places and trades where the 字号 are strangers."""
    if one.plain == other.plain:
        yield _the_same(one, is_alias)
        return
    brands = _of_brands(one, other)
    yield from brands
    if brands:
        yield from _of_places(one, other)
        yield from _of_kinds(one, other)
    if brands and brands[-1].sign not in (EvidenceKind.SHORT_NAME, EvidenceKind.SAME_TRADE):
        yield from _of_trades(one, other)


def _the_same(one: Parts, is_alias: bool) -> Evidence:
    if is_alias:
        return Evidence(EvidenceKind.ALIAS, f"与别名“{one.plain}”相同")
    return Evidence(EvidenceKind.SAME_NAME, f"名称同为“{one.plain}”")


_ALIKE_SAYS = {
    Alike.SAME: (EvidenceKind.SAME_BRAND, "字号同为“{0}”"),
    Alike.SOUND: (EvidenceKind.SAME_SOUND, "“{0}”与“{1}”读音相同"),
    Alike.NEAR_SOUND: (EvidenceKind.NEAR_SOUND, "“{0}”与“{1}”读音相近"),
    Alike.LOOKS: (EvidenceKind.LOOKS_ALIKE, "“{0}”与“{1}”字形相近"),
    Alike.MISTYPED: (EvidenceKind.MISTYPED, "“{0}”与“{1}”只差一处，可能是笔误"),
}


def _of_brands(one: Parts, other: Parts) -> tuple[Evidence, ...]:
    """What the 字号 say: alike, or alike together with the trade, or one short for the other."""
    if kind := alike(one.brand, other.brand):
        said = _alike_says(kind, one.brand, other.brand)
        return (said, *_is_long(one, other)) if kind is not Alike.SAME else (said,)
    for short, whole in ((one, other), (other, one)):
        if short.plain in short_names_of(whole):
            says = f"“{short.plain}”可能是“{whole.plain}”的简称"
            return (Evidence(EvidenceKind.SHORT_NAME, says),)
    kind = alike(one.body, other.body) or slip_in_trade(one, other)
    if kind:
        trade = Evidence(EvidenceKind.SAME_TRADE, "字号与行业词合起来只差一处")
        return (_alike_says(kind, one.body, other.body), trade)
    return tuple(_close(one.brand, other.brand))


def _alike_says(kind: Alike, ours: str, theirs: str) -> Evidence:
    sign, says = _ALIKE_SAYS[kind]
    return Evidence(sign, says.format(ours, theirs))


def _is_long(one: Parts, other: Parts) -> Iterator[Evidence]:
    length = min(len(one.brand), len(other.brand))
    if length >= LONG_BRAND:
        yield Evidence(EvidenceKind.LONG_BRAND, f"字号有 {length} 个字，不易巧合")


def _close(ours: str, theirs: str) -> Iterator[Evidence]:
    if min(len(ours), len(theirs)) >= VERY_LONG and not counts_apart(ours, theirs):
        percent = fuzz.ratio(ours, theirs)
        if percent >= CLOSE_PERCENT:
            yield Evidence(EvidenceKind.CLOSE, f"“{ours}”与“{theirs}”相似 {percent:.0f}%")


def _of_places(one: Parts, other: Parts) -> Iterator[Evidence]:
    ours, theirs = one.places.words, other.places.words
    if disagree(one.places, other.places):
        yield Evidence(EvidenceKind.OTHER_PLACE, f"地区不同：{ours}、{theirs}")
    elif one.places == other.places:
        if one.places:
            yield Evidence(EvidenceKind.SAME_PLACE, f"地区同为{ours}")
    else:
        yield Evidence(
            EvidenceKind.PART_PLACE, f"地区只有一方写到{Places(one.places ^ other.places).words}"
        )


def _of_trades(one: Parts, other: Parts) -> Iterator[Evidence]:
    ours, theirs = one.own_trades, other.own_trades
    if not one.trades or not other.trades:
        if one.trades or other.trades:
            yield Evidence(EvidenceKind.PART_TRADE, f"只有一方写了行业“{one.trade or other.trade}”")
    elif one.trade == other.trade:
        yield Evidence(EvidenceKind.SAME_TRADE, f"行业同为“{one.trade}”")
    elif ours == theirs or _all_in(ours, other.trade) or _all_in(theirs, one.trade):
        yield Evidence(EvidenceKind.NEAR_TRADE, f"行业相近：“{one.trade}”“{other.trade}”")
    else:
        yield Evidence(EvidenceKind.OTHER_TRADE, f"行业不同：“{one.trade}”“{other.trade}”")


def _all_in(words: Iterable[str], trade: str) -> bool:
    return all(word in trade for word in words)


def _of_kinds(one: Parts, other: Parts) -> Iterator[Evidence]:
    if (one.is_group, one.is_holding) != (other.is_group, other.is_holding):
        yield Evidence(EvidenceKind.ONE_GROUP, "只有一方是集团或控股公司")
    elif one.is_group or one.is_holding:
        yield Evidence(EvidenceKind.BOTH_GROUPS, "都是集团或控股公司")
    if one.branch and other.branch and one.branch != other.branch:
        yield Evidence(EvidenceKind.OTHER_BRANCH, f"分支机构不同：{one.branch}、{other.branch}")
    elif one.branch != other.branch:
        yield Evidence(EvidenceKind.ONE_BRANCH, f"只有一方是“{one.branch or other.branch}”")
    if one.is_full and other.is_full and one.is_stock != other.is_stock:
        yield Evidence(EvidenceKind.ONE_STOCK, "一方是股份公司，一方不是")
