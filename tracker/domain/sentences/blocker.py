"""A blocker's life in sentences."""

from tracker.domain.event_kind import EventKind
from tracker.domain.sentences.wording import Sentences, Told, short_day


def _raised(_: Told, after: Told) -> str:
    if not after["department"]:
        return str(after["what"])
    return f"{after['what']}，交 {after['department']}，{short_day(after['due_on'])} 到期"


SENTENCES: Sentences = {
    EventKind.BLOCKER_RAISED: _raised,
    EventKind.BLOCKER_ASSIGNED: lambda b, a: f"交 {a['department']}，{short_day(a['due_on'])} 到期",
    EventKind.BLOCKER_CLOSED: lambda b, a: f"“{a['what'][:40]}”已解决：{a['outcome']}",
    EventKind.BLOCKER_REOPENED: lambda b, a: f"“{a['what'][:40]}”退回重办",
}
