"""Pinyin of names, for finding and for sorting; both databases sort Chinese by code point alone."""

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from tracker.domain.firm.names import normal_name

NAMES_READ_OTHERWISE = {
    "单县": [["shàn"], ["xiàn"]],
    "蔚县": [["yù"], ["xiàn"]],
    "乐亭": [["lào"], ["tíng"]],
    "六安": [["lù"], ["ān"]],
    "台州": [["tāi"], ["zhōu"]],
    "蒸湘": [["zhēng"], ["xiāng"]],
}
"""Place names that a general dictionary reads wrongly."""

load_phrases_dict(NAMES_READ_OTHERWISE)


def pinyin_of(text: str) -> tuple[str, str]:
    """(full, initials) of a text: 钢管 → ("gangguan", "gg"); Latin letters stay as they are."""
    plain = normal_name(text)
    full = "".join(lazy_pinyin(plain))
    initials = "".join(lazy_pinyin(plain, style=Style.FIRST_LETTER))
    return full, initials
