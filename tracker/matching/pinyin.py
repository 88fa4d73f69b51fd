"""Pinyin of names, for finding and for sorting; both databases sort Chinese by code point alone."""

import csv
from dataclasses import dataclass
from pathlib import Path

from pypinyin import Style, lazy_pinyin, load_phrases_dict

from tracker.matching.normal_name import normal_name

NAMES_READ_OTHERWISE = {
    "单县": "shan xian",
    "蔚县": "yu xian",
    "乐亭": "lao ting",
    "六安": "lu an",
    "台州": "tai zhou",
    "蒸湘": "zheng xiang",
}
"""Place names that a general dictionary reads wrongly."""


def phrases() -> dict[str, str]:
    """Phrases read otherwise than their signs one by one, toneless: 重庆 → "chong qing".

    Source: pypinyin 0.55's own phrases of two and three signs; the others it
    reads right without them.
    """
    with Path(__file__).with_name("readings.csv").open(encoding="utf-8", newline="") as file:
        return {row["phrase"]: row["reading"] for row in csv.DictReader(file)}


load_phrases_dict(
    {
        phrase: [[sound] for sound in reading.split()]
        for phrase, reading in (phrases() | NAMES_READ_OTHERWISE).items()
    }
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """A text folded, and its sounds sign by sign; what is no Chinese stays as it is, run by run."""

    plain: str
    sounds: tuple[str, ...]
    initials: str

    def __add__(self, other: "Spelling") -> "Spelling":
        return Spelling(
            self.plain + other.plain, self.sounds + other.sounds, self.initials + other.initials
        )


def spelled(text: str) -> Spelling:
    plain = normal_name(text)
    initials = "".join(lazy_pinyin(plain, style=Style.FIRST_LETTER))
    return Spelling(plain, tuple(lazy_pinyin(plain)), initials)


def pinyin_of(text: str) -> tuple[str, str]:
    """(full, initials) of a text: 钢管 → ("gangguan", "gg"); Latin letters stay as they are."""
    spelling = spelled(text)
    return "".join(spelling.sounds), spelling.initials
