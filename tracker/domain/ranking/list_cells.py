"""One line of a list's table as text by part, and everything that is wrong in it."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from tracker.domain.amounts import in_yuan
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.list_headers import Header, Part, folded, joined
from tracker.refusal import Refused

LAST_RANK = 500
LONGEST = {Part.NAME: 120, Part.OTHER_NAME: 160, Part.PROVINCE: 40}
NOTHING = {"", "-", "--", "—", "——", "/", "无", "n/a", "none"}

OWN_NAMES: dict[RankingList, tuple[str, ...]] = {
    RankingList.WORLD: ("世界500强", "全球500强", "fortuneglobal500"),
    RankingList.CHINA: ("中国企业500强",),
    RankingList.PRIVATE: ("民营企业500强", "民企500强"),
}
"""What a list is called in print; a title that ends in none of its names is of another list."""

Cells = dict[Part, str]

_RANK = re.compile(r"第?(\d{1,9})名?\.?")
_LIST = re.compile(r"(?:年度?)?([一-鿿]*500强|fortuneglobal500)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_YEAR_OF_LIST = re.compile(r"(20\d\d)年?度?[一-鿿]{0,12}500强")


def cells_of(row: Sequence[Any], header: Header) -> Cells:
    """The line's texts by part; a column that the table does not have is not there."""
    cells = {part: _text(row, one.place) for part, one in header.columns.items()}
    cells[Part.RANK] = folded(cells[Part.RANK]).replace(" ", "")
    return cells


def rank_of(cells: Cells) -> int | None:
    """The rank as a number; None where there is no whole number."""
    found = _RANK.fullmatch(cells[Part.RANK])
    return int(found[1]) if found else None


def revenue_of(cells: Cells, header: Header) -> int | None:
    """Whole 元; None where nothing is told. Raises Refused where it is no number."""
    told = cells.get(Part.REVENUE)
    return in_yuan(folded(told), header.columns[Part.REVENUE].unit) if told else None


def faults_in(cells: Cells, header: Header, kind: RankingList, year: int) -> Iterator[str]:
    """Everything that keeps this line, by itself, from being taken."""
    if not cells[Part.NAME]:
        yield "没有企业名称。"
    yield from _of_rank(cells)
    yield from _of_texts(cells)
    try:
        revenue_of(cells, header)
    except Refused:
        told = cells[Part.REVENUE][:20]
        yield f"营业收入“{told}”不是数字，或者超过 10 万亿元，请核对数字和单位。"
    yield from faults_of_title([cells.get(Part.LIST, "")], kind, year)
    told = cells.get(Part.YEAR, "")
    if told and str(year) not in folded(told):
        yield f"写的是 {told[:10].rstrip('年度')} 年，要导入的是 {year} 年的榜单。"


def faults_of_title(row: Sequence[Any], kind: RankingList, year: int) -> Iterator[str]:
    """Whether a title, or a line's own word for its list, is of another list or year."""
    for cell in row:
        text = folded(cell).replace(" ", "").replace("五百强", "500强")
        lists = [name for name in _LIST.findall(text) if name != "三类500强"]
        if not lists:
            continue
        if not any(name.endswith(OWN_NAMES[kind]) for name in lists):
            yield f"写的是“{lists[0]}”，要导入的是“{kind.label}”。"
        years = _YEAR_OF_LIST.findall(text) or _YEAR.findall(text)
        if years and str(year) not in years:
            yield f"写的是 {years[0]} 年的榜单，要导入的是 {year} 年的。"


def _of_rank(cells: Cells) -> Iterator[str]:
    told, rank = cells[Part.RANK], rank_of(cells)
    if not told:
        yield "没有排名。"
    elif rank is None:
        yield f"排名“{told[:20]}”不是整数，请写 1 到 {LAST_RANK}。"
    elif not 1 <= rank <= LAST_RANK:
        yield f"排名 {rank} 不在 1 到 {LAST_RANK} 之间。"


def _of_texts(cells: Cells) -> Iterator[str]:
    for part, most in LONGEST.items():
        text = cells.get(part, "")
        if len(text) > most:
            yield f"{part.label}超过 {most} 个字，请核对。"
        if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
            yield f"{part.label}里有无法保存的字符，请删掉后重新输入。"


def _text(row: Sequence[Any], place: int) -> str:
    """A cell as text, line breaks and the blanks between characters gone; 无 is nothing."""
    if place >= len(row):
        return ""
    value = row[place]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = joined(value)
    return "" if folded(text) in NOTHING else text
