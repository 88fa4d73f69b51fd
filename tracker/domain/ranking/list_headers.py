"""What each column of a list's table holds, whatever it is called and in which unit."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tracker.refusal import Refused
from tracker.word import Word

LOOKED_AT = 20
"""The header stands within the first so many lines, below a title or two."""


class Part(Word):
    """What a column can hold; `label` is its plain name."""

    RANK = "rank", "排名"
    NAME = "name", "企业名称"
    OTHER_NAME = "other-name", "英文名称"
    PROVINCE = "province", "省份"
    REVENUE = "revenue", "营业收入"
    YEAR = "year", "年份"
    LIST = "list", "榜单"


CALLED: dict[Part, tuple[str, ...]] = {
    Part.RANK: (
        "rank",
        "排名",
        "名次",
        "位次",
        "排位",
        "本年排名",
        "今年排名",
        "no",
        "no.",
        "序号",
        "编号",
    ),
    Part.NAME: (
        "name",
        "company",
        "name_zh",
        "企业名称",
        "公司名称",
        "单位名称",
        "名称",
        "企业",
        "公司",
        "企业名",
        "公司名",
        "中文名称",
        "中文名",
        "企业全称",
        "集团名称",
    ),
    Part.OTHER_NAME: (
        "name_en",
        "english name",
        "company name",
        "英文名称",
        "英文名",
        "外文名称",
        "企业英文名称",
        "公司英文名称",
        "企业名称英文",
        "公司名称英文",
        "英文",
    ),
    Part.PROVINCE: (
        "province",
        "省份",
        "省",
        "省市",
        "省区市",
        "所在地",
        "所在省",
        "所在省份",
        "省市区",
        "地区",
        "所属省份",
        "所属地区",
        "所在地区",
        "总部所在地",
        "总部",
        "注册地",
    ),
    Part.REVENUE: (
        "revenue",
        "revenues",
        "营业收入",
        "营收",
        "营业总收入",
        "营业收入总额",
        "销售收入",
        "收入",
    ),
    Part.YEAR: ("year", "年份", "年度", "榜单年份", "榜单年度", "发布年份"),
    Part.LIST: ("list", "榜单", "榜单名称", "榜名"),
}
"""Names of a column, folded. The first part that has one of them wins; 序号 gives way to 排名."""

WEAK = {"序号", "编号", "no", "no.", "总部", "注册地", "地区"}
"""Names that count only where no better one is there; so does a revenue in foreign money."""

UNITS = {"万元": "万", "亿元": "亿", "元": "元", "wan": "万", "yi": "亿", "yuan": "元"}
FOREIGN = ("美元", "usd", "$", "欧元", "港元", "日元")

_BETWEEN_CHARACTERS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_BRACKETED = re.compile(r"[(\[【](?P<inside>[^()\[\]【】]*)[)\]】]")
_UNIT_BEHIND = re.compile(r"[_/:,\s-]*(?P<unit>万元|亿元|wan|yi|yuan)$")
_YEAR_BEFORE = re.compile(r"^20\d\d年?度?")
_BESIDE_THE_UNIT = re.compile(r"20\d\d年?度?|人民币|rmb|cny|单位:?|[,;、.:\s]")
_UNIT_TOLD = re.compile(r"单位[:：]?\s*(?P<unit>[^\s,，;；)）】\]]+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """One cell of the header: what stands below it, in which unit, and in which column."""

    part: Part
    place: int
    said: str
    unit: str = ""
    is_weak: bool = False


@dataclass(slots=True)
class Header:
    """The header's line (counted from 1), its columns, and what was not understood."""

    line: int
    columns: dict[Part, Heading]
    wrong: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def joined(text: Any) -> str:
    """One line without the blanks and breaks that stand between two characters."""
    return " ".join(_BETWEEN_CHARACTERS.sub("", str(text).strip()).split())


def folded(text: Any) -> str:
    """Width, case and line breaks do not tell headers apart."""
    return joined(unicodedata.normalize("NFKC", str(text)).casefold())


def header_of(rows: Sequence[Sequence[Any]]) -> Header:
    """The line that names the most columns. Raises Refused where no line names one."""
    found = [
        (number, [one for place, cell in enumerate(row) if (one := _heading(cell, place))])
        for number, row in enumerate(rows[:LOOKED_AT])
    ]
    number, headings = max(found, key=lambda pair: len(pair[1]), default=(0, []))
    if not {Part.RANK, Part.NAME} & {one.part for one in headings}:
        raise Refused(
            f"前 {LOOKED_AT} 行里没有找到表头。表头要有“排名”和“企业名称”两列，"
            "“省份”“营业收入（万元）”“英文名称”可有可无。"
        )
    header = Header(number + 1, {})
    for part in Part:
        _choose(header, part, [one for one in headings if one.part is part])
    for part in (Part.RANK, Part.NAME):
        if part not in header.columns:
            header.wrong.append(f"缺少“{part.label}”一列，请在表头补上。")
    _find_unit(header, rows[:number])
    return header


def _heading(cell: Any, place: int) -> Heading | None:
    said = joined(cell)
    name, unit = _name_and_unit(folded(cell))
    for part, names in CALLED.items():
        if name in names:
            return Heading(part, place, said, unit, name in WEAK or _is_foreign(unit))
    return None


def _name_and_unit(text: str) -> tuple[str, str]:
    """A header without its year and its brackets, and its unit: 2025年营收(亿元) → 营收, 亿元."""
    inside = "".join(found["inside"] for found in _BRACKETED.finditer(text)).replace(" ", "")
    name = _YEAR_BEFORE.sub("", _BRACKETED.sub("", text)).strip()
    if inside in ("英文", "en", "english"):
        return f"{name}英文", ""
    if behind := _UNIT_BEHIND.search(name):
        return name[: behind.start()], behind["unit"]
    return name, inside


def _is_foreign(unit: str) -> bool:
    return any(word in unit for word in FOREIGN)


def _choose(header: Header, part: Part, found: list[Heading]) -> None:
    """Which column it is; two of equal right are a mistake that only the user can mend."""
    strong = [one for one in found if not one.is_weak] or found
    if len(strong) > 1:
        named = "、".join(f"“{one.said}”" for one in strong)
        header.wrong.append(f"有 {len(strong)} 列都像“{part.label}”：{named}，请只留一列。")
    elif strong:
        header.columns[part] = strong[0]


def _find_unit(header: Header, above: Sequence[Sequence[Any]]) -> None:
    """The revenue's unit: from its header, else from a line above such as 单位：万元."""
    column = header.columns.get(Part.REVENUE)
    if column is None:
        return
    lines = (_UNIT_TOLD.search(folded(cell)) for row in above for cell in row)
    told = column.unit or next((found["unit"] for found in lines if found), "")
    plain = _BESIDE_THE_UNIT.sub("", told)
    if _is_foreign(told):
        header.notes.append(f"“{column.said}”不是人民币，营业收入没有导入。")
        del header.columns[Part.REVENUE]
    elif plain not in UNITS:
        header.wrong.append(
            f"“{column.said}”没有写明单位，请把表头写成“营业收入（万元）”或“营业收入（亿元）”。"
        )
        del header.columns[Part.REVENUE]
    else:
        header.columns[Part.REVENUE] = Heading(
            Part.REVENUE, column.place, column.said, UNITS[plain]
        )
