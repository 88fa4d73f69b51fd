"""What was typed into an expired form: kept through the sign-in, shown, and offered to be sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import request

from tracker.domain.project.stages import Fact
from tracker.domain.sentences import REVISED
from tracker.domain.words import AmountKind, BlockerKind, Contact, Source, Stage, Word

PREFIX = "kept-"
LABELS = REVISED | {fact.value: fact.label for fact in Fact} | {
    "project": "项目", "firm": "企业", "amount": "金额", "words": "原话", "unit": "单位",
    "kind": "方式或类别", "on": "日期", "present": "在场", "said": "说了什么",
    "next_step": "下一步", "next_on": "下次跟进", "to": "阶段", "because": "原因",
    "what": "堵点", "wanted": "希望怎么解决", "due_on": "期限", "outcome": "怎么解决的",
    "task": "任务", "person": "人员", "note": "备注", "amount_words": "金额原话",
}  # fmt: skip
WORDS: tuple[type[Word], ...] = (Stage, Contact, AmountKind, BlockerKind, Source)
SPOKEN = {word.value: word.label for kind in WORDS for word in kind}


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that was typed, as a person reads it."""

    label: str
    value: str


def kept_fields() -> list[tuple[str, str]]:
    """The fields that came along with the sign-in form, under the names that they had."""
    return [
        (name.removeprefix(PREFIX), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(PREFIX)
    ]


def readable(fields: Iterable[tuple[str, str]]) -> Iterator[Shown]:
    """What a person typed or chose; numbers that stand for rows are carried but not shown."""
    for name, value in fields:
        label = LABELS.get(name.replace("-", "_")) or LABELS.get(name)
        if label and value.strip():
            yield Shown(label, SPOKEN.get(value, value))
