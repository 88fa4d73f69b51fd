"""How each argument of a project list's address is read, and what it is called on screen."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from tracker.domain.amounts import WAN, in_yuan
from tracker.domain.project.badge import Tier
from tracker.domain.words import Colour, Segment, Stage
from tracker.queries.project_list.due_days import Due
from tracker.queries.project_list.paging import SORTS
from tracker.queries.project_list.watch_lists import Watch
from tracker.word import Word

LARGEST_NUMBER = 2**31 - 1
"""What both databases take for a row's number."""

YEARS = range(1900, 2201)
"""What a filter's day may lie in; beyond, a day has no neighbour or no moment."""

_SLUG = re.compile(r"[a-z0-9-]{1,40}")


def day(text: str) -> date:
    """A day in ISO form, of a year that people mean."""
    found = date.fromisoformat(text)
    if found.year not in YEARS:
        raise ValueError(text)
    return found


def _stages(texts: Iterable[str]) -> tuple[Stage, ...]:
    return tuple(dict.fromkeys(Stage(text) for text in texts if text))


def _one_of(word: type[Word]) -> Callable[[str], Word]:
    return lambda text: word(text)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and int(text[:11]) <= LARGEST_NUMBER):
        raise ValueError(text)
    return int(text)


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError(text)
    return text


def _sort(text: str) -> str:
    if text not in SORTS:
        raise ValueError(text)
    return text


def _year(text: str) -> int:
    return date(_number(text), 1, 1).year


def _sum(text: str) -> int:
    return in_yuan(text, "万")


def in_wan(yuan: int) -> str:
    """万元 with up to four decimals, which give back the very 元: 12345000 → "1234.5"."""
    whole, rest = divmod(yuan, WAN)
    return f"{whole}.{rest:04d}".rstrip("0") if rest else str(whole)


READERS: Mapping[str, tuple[str, Callable[[Any], Any], str]] = {
    "q": ("q", lambda text: text[:100], "搜索"),
    "stage": ("stage", _stages, "阶段"),
    "chain": ("chain", _slug, "产业链"),
    "segment": ("segment", _one_of(Segment), "上中下游"),
    "link": ("link", _number, "环节"),
    "department": ("department", _number, "跟踪单位"),
    "owner": ("owner", _number, "跟踪人"),
    "firm": ("firm", _number, "企业"),
    "tier": ("tier", _one_of(Tier), "三类500强"),
    "zone": ("zone", _number, "区域"),
    "light": ("light", _one_of(Colour), "灯"),
    "watch": ("watch", _one_of(Watch), "盯办清单"),
    "due": ("due", _one_of(Due), "下次跟进"),
    "year": ("year", _year, "登记年份"),
    "min": ("min_yuan", _sum, "金额不低于"),
    "max": ("max_yuan", _sum, "金额不高于"),
    "since": ("since", day, "登记从"),
    "until": ("until", day, "登记到"),
    "sort": ("sort", _sort, "排序"),
    "page": ("page", lambda text: text[:400], "页"),
}
"""Address argument → (attribute, how it is read, its name in the user's words)."""
