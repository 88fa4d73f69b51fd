"""Every event as one Chinese sentence: the timeline, the log and the workbench read it here.

A module a noun, each with its own SENTENCES; a new noun's module is joined below.
"""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences import (
    account,
    attachment,
    blocker,
    chain,
    directive,
    firm,
    notice,
    office_affairs,
    outward,
    project,
    ranking,
    target,
)
from tracker.domain.sentences.project import REVISED, fact_words, value_words
from tracker.domain.sentences.wording import EventData, Sentences, short_day

__all__ = ["REVISED", "SENTENCES", "fact_words", "quotation", "sentence", "value_words"]

NOUNS = (
    project,
    blocker,
    chain,
    directive,
    firm,
    attachment,
    account,
    office_affairs,
    outward,
    notice,
    target,
    ranking,
)

SENTENCES: Sentences = {kind: said for noun in NOUNS for kind, said in noun.SENTENCES.items()}


def sentence(kind: EventKind, before: EventData, after: EventData) -> str:
    """What happened, in one sentence without who and when."""
    return SENTENCES[kind](before, after)


def quotation(kind: EventKind, after: EventData, because: str) -> str:
    """What was said or why, set below the sentence."""
    if kind is EventKind.FOLLOW_UP_LOGGED:
        step = f" 下一步：{after['next_step']}" if after.get("next_step") else ""
        day = f"，{short_day(after['next_on'])}" if after.get("next_on") else ""
        return f"{after['said']}{step}{day}"
    return f"原因：{because}" if because else ""
