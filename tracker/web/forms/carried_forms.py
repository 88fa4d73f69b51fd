"""What was typed but not taken: carried through a sign-in, shown again, and offered to be sent."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask import Response, render_template
from werkzeug.datastructures import MultiDict

from tracker.domain.project.stage_rules import Fact
from tracker.domain.sentences import REVISED
from tracker.domain.words import AmountKind, BlockerKind, Contact, Source, Stage
from tracker.web.rendering import page
from tracker.word import Word

Typed = Sequence[tuple[str, str]]

NOT_CARRIED = {"csrf_token", "again", "login", "token"}
UNTOLD = "password"
"""What a field's name ends with whose value is never written into a page."""

LABELS = (
    REVISED
    | {fact.value: fact.label for fact in Fact}
    | {
        "project": "项目",
        "firm": "企业",
        "amount": "金额",
        "words": "原话",
        "unit": "单位",
        "kind": "方式或类别",
        "on": "日期",
        "present": "在场",
        "said": "说了什么",
        "next_step": "下一步",
        "next_on": "下次跟进",
        "to": "阶段",
        "because": "原因",
        "what": "堵点",
        "wanted": "希望怎么解决",
        "due_on": "期限",
        "outcome": "怎么解决的",
        "task": "任务",
        "person": "人员",
        "note": "备注",
        "amount_words": "金额原话",
    }
)
WORDS: tuple[type[Word], ...] = (Stage, Contact, AmountKind, BlockerKind, Source)
SPOKEN = {word.value: word.label for kind in WORDS for word in kind}


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that was typed, as a person reads it."""

    label: str
    value: str


def carried_fields(form: MultiDict[str, str]) -> Typed:
    """Every field but secrets, in order, repeated ones too."""
    return [
        (name, value)
        for name, value in form.items(multi=True)
        if name not in NOT_CARRIED and not name.endswith(UNTOLD)
    ]


def sign_in_page_with(path: str, form: MultiDict[str, str]) -> tuple[str, int]:
    """The sign-in page that holds what was typed, to be sent again afterwards."""
    typed = carried_fields(form)
    return render_template("sign_in/enter.html", form=None, carried_to=path, carried=typed), 401


def offered_again(
    action: str,
    fields: Typed,
    *,
    heading: str,
    advice: str,
    button: str = "继续保存",
    instead: tuple[str, str] | None = None,
    status: int = 200,
) -> Response:
    """The page that shows what was typed and sends it by a click.

    `instead` is an address and its words, for where to go without sending it.
    """
    return page(
        "components/carried.html",
        status,
        action=action,
        fields=fields,
        heading=heading,
        shown=list(readable(fields)),
        advice=advice,
        button=button,
        instead=instead,
    )


def readable(fields: Iterable[tuple[str, str]]) -> Iterator[Shown]:
    """What a person typed or chose; numbers that stand for rows are carried but not shown."""
    for name, value in fields:
        label = LABELS.get(name.replace("-", "_")) or LABELS.get(name)
        if label and value.strip():
            yield Shown(label, SPOKEN.get(value, value))
