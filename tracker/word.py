"""The kind of every word of the trade: an English value that is stored, a Chinese label."""

from enum import StrEnum
from typing import Self


class Word(StrEnum):
    """One business word: its stored value, its Chinese label, and a tone or sign for the page."""

    label: str
    tone: str

    def __new__(cls, value: str, label: str = "", tone: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        word.tone = tone
        return word

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """(value, label) pairs in the order of definition, for a form's select."""
        return [(word.value, word.label) for word in cls]
