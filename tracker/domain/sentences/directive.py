"""A leader's word in sentences."""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import EventData, Sentences, short_day


def _whom(told: EventData) -> str:
    return f"{told['department']}{told.get('person', '')}"


SENTENCES: Sentences = {
    EventKind.DIRECTIVE_GIVEN: lambda b, a: (
        f"{a['said']}（请{_whom(a)} {short_day(a['due_on'])} 前答复）"
    ),
    EventKind.DIRECTIVE_ANSWERED: lambda b, a: f"答复：{a['said']}",
    EventKind.DIRECTIVE_RETURNED: lambda b, a: f"退回重答，{short_day(a['due_on'])} 前再报",
    EventKind.DIRECTIVE_CLOSED: lambda b, a: f"已办结{'：' + a['said'] if a['said'] else ''}",
    EventKind.DIRECTIVE_HANDED_ON: lambda b, a: f"转由{_whom(a)}答复",
}
