"""Evidence: what speaks for and against two names being one firm's, each as a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz
from stdnum.cn import uscc

from tracker.domain.firm.abbreviated import short_names_of
from tracker.domain.firm.alike import Alike, alike
from tracker.domain.firm.core import Parts, names_in
from tracker.domain.firm.places import Places, disagree, places_of
from tracker.domain.names import normal_name
from tracker.domain.words import Word

CLOSE_PERCENT = 85
LONG_BODY = 6
"""Below six signs a percentage says nothing: one sign of three is a third."""


class Sign(Word):
    """What kind of evidence it is; `tone` says whether it speaks for or against."""

    SAME_CODE = "same-code", "信用代码相同", "for"
    OTHER_CODE = "other-code", "信用代码不同", "against"
    SAME_NAME = "same-name", "名称相同", "for"
    ALIAS = "alias", "别名相同", "for"
    SAME_BRAND = "same-brand", "字号相同", "for"
    SAME_SOUND = "same-sound", "读音相同", "for"
    NEAR_SOUND = "near-sound", "读音相近", "for"
    LOOKS_ALIKE = "looks-alike", "字形相近", "for"
    MISTYPED = "mistyped", "疑似多字、漏字或颠倒", "for"
    CLOSE = "close", "名称相近", "for"
    SHORT_NAME = "short-name", "疑似简称", "for"
    SAME_PLACE = "same-place", "地区相同", "for"
    PART_PLACE = "part-place", "地区只写了一方", "against"
    OTHER_PLACE = "other-place", "地区不同", "against"
    OTHER_PROVINCE = "other-province", "所在省份不同", "against"
    SAME_TRADE = "same-trade", "行业词相同", "for"
    NEAR_TRADE = "near-trade", "行业词相近", "for"
    PART_TRADE = "part-trade", "行业词只写了一方", "against"
    OTHER_TRADE = "other-trade", "行业词不同", "against"
    BOTH_GROUPS = "both-groups", "都是集团", "for"
    ONE_GROUP = "one-group", "只有一方是集团", "against"
    ONE_BRANCH = "one-branch", "只有一方是分支机构", "against"
    ONE_STOCK = "one-stock", "只有一方是股份公司", "against"
    SAME_PHONE = "same-phone", "联系电话相同", "for"


class Evidence(NamedTuple):
    """One piece of evidence: its kind and the sentence that says it."""

    sign: Sign
    says: str


@dataclass(frozen=True, slots=True)
class Face:
    """What a firm is recognised by. `names` begins with its own; the others are its aliases."""

    names: tuple[str, ...]
    credit_code: str = ""
    phones: frozenset[str] = frozenset()
    province: str = ""

    @classmethod
    def of(
        cls, name: str, *aliases: str, credit_code: str = "", phones: frozenset[str] = frozenset(),
        province: str = "",
    ) -> "Face":  # fmt: skip
        """A face from names as they are written; one in brackets counts as another name."""
        names = [one for written in (name, *aliases) for one in names_in(written)]
        code = valid_code(credit_code)
        return cls(tuple(dict.fromkeys(names)), code, phones, province)


def valid_code(text: str) -> str:
    """The 统一社会信用代码 in its one spelling, or nothing if its check digit is wrong."""
    code = normal_name(text).upper()
    return code if uscc.is_valid(code) else ""


def by_numbers(one: Face, other: Face) -> Iterator[Evidence]:
    """What codes and telephones say, whatever the names are."""
    if one.credit_code and other.credit_code:
        if one.credit_code == other.credit_code:
            yield Evidence(Sign.SAME_CODE, f"统一社会信用代码同为 {one.credit_code}")
        else:
            yield Evidence(Sign.OTHER_CODE, "两个统一社会信用代码都有效，但不相同")
    if shared := one.phones & other.phones:
        yield Evidence(Sign.SAME_PHONE, f"联系电话相同，尾号 {min(shared)[-4:]}")
    ours, theirs = places_of(one.province), places_of(other.province)
    if disagree(ours, theirs):
        yield Evidence(Sign.OTHER_PROVINCE, f"一方在{one.province}，一方在{other.province}")


def by_names(one: Parts, other: Parts, is_alias: bool) -> Iterator[Evidence]:
    """What two names say; nothing about places and trades where the 字号 are strangers."""
    if one.plain == other.plain:
        yield _the_same(one, is_alias)
        return
    brand = list(_of_brands(one, other))
    yield from brand
    if brand:
        yield from _of_places(one, other)
        yield from _of_kinds(one, other)
        if all(said.sign in OF_BRANDS for said in brand):
            yield from _of_trades(one, other)


def _the_same(one: Parts, is_alias: bool) -> Evidence:
    if is_alias:
        return Evidence(Sign.ALIAS, f"与登记的别名“{one.plain}”相同")
    return Evidence(Sign.SAME_NAME, f"名称同为“{one.plain}”")


_ALIKE_SAYS = {
    Alike.SAME: (Sign.SAME_BRAND, "字号同为“{0}”"),
    Alike.SOUND: (Sign.SAME_SOUND, "“{0}”与“{1}”读音相同"),
    Alike.NEAR_SOUND: (Sign.NEAR_SOUND, "“{0}”与“{1}”读音相近"),
    Alike.LOOKS: (Sign.LOOKS_ALIKE, "“{0}”与“{1}”字形相近"),
    Alike.MISTYPED: (Sign.MISTYPED, "“{0}”与“{1}”只差一处，可能是多字、漏字或颠倒"),
}
OF_BRANDS = {sign for sign, _ in _ALIKE_SAYS.values()}


def _of_brands(one: Parts, other: Parts) -> Iterator[Evidence]:
    for ours, theirs in ((one.brand, other.brand), (one.body, other.body)):
        if (kind := alike(ours, theirs)) is not None:
            sign, says = _ALIKE_SAYS[kind]
            yield Evidence(sign, says.format(ours, theirs))
            if (ours, theirs) != (one.brand, other.brand):
                yield Evidence(Sign.SAME_TRADE, "字号与行业词合起来几乎一样")
            return
    for short, whole in ((one, other), (other, one)):
        if short.plain in short_names_of(whole):
            yield Evidence(Sign.SHORT_NAME, f"“{short.plain}”可能是“{whole.plain}”的简称")
            return
    if min(len(one.body), len(other.body)) >= LONG_BODY:
        percent = fuzz.ratio(one.body, other.body)
        if percent >= CLOSE_PERCENT:
            says = f"去掉地区和组织形式后，“{one.body}”与“{other.body}”相似 {percent:.0f}%"
            yield Evidence(Sign.CLOSE, says)


def _of_places(one: Parts, other: Parts) -> Iterator[Evidence]:
    ours, theirs = one.places.words, other.places.words
    if disagree(one.places, other.places):
        yield Evidence(Sign.OTHER_PLACE, f"地区不同：{ours}、{theirs}")
    elif one.places == other.places:
        if one.places:
            yield Evidence(Sign.SAME_PLACE, f"地区同为{ours}")
    else:
        yield Evidence(
            Sign.PART_PLACE, f"地区只有一方写到{Places(one.places ^ other.places).words}"
        )


def _of_trades(one: Parts, other: Parts) -> Iterator[Evidence]:
    ours, theirs = one.own_trades, other.own_trades
    if not one.trades or not other.trades:
        if one.trades or other.trades:
            yield Evidence(Sign.PART_TRADE, f"只有一方写了行业“{one.trade or other.trade}”")
    elif one.trade == other.trade:
        yield Evidence(Sign.SAME_TRADE, f"行业同为“{one.trade}”")
    elif ours == theirs or set(ours) < set(theirs) or set(theirs) < set(ours):
        yield Evidence(Sign.NEAR_TRADE, f"行业相近：“{one.trade}”“{other.trade}”")
    else:
        yield Evidence(Sign.OTHER_TRADE, f"行业不同：“{one.trade}”“{other.trade}”")


def _of_kinds(one: Parts, other: Parts) -> Iterator[Evidence]:
    if (one.is_group, one.is_holding) != (other.is_group, other.is_holding):
        yield Evidence(Sign.ONE_GROUP, "只有一方是集团或控股公司")
    elif one.is_group:
        yield Evidence(Sign.BOTH_GROUPS, "都是集团")
    if one.branch != other.branch:
        yield Evidence(Sign.ONE_BRANCH, f"只有一方是“{one.branch or other.branch}”")
    if one.is_full and other.is_full and one.is_stock != other.is_stock:
        yield Evidence(Sign.ONE_STOCK, "一方是股份公司，一方不是")
