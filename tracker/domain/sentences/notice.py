"""What a person is told in the morning, in sentences."""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import EventData, Sentences


def _turned(_: EventData, after: EventData) -> str:
    parts = [f"{after['red']} 个转红"] * bool(after["red"])
    parts += [f"{after['yellow']} 个转黄"] * bool(after["yellow"])
    return f"您的项目里有 {'，'.join(parts)}"


SENTENCES: Sentences = {
    EventKind.LIGHTS_TURNED: _turned,
    EventKind.DIGEST_MADE: lambda b, a: f"今日摘要：{'，'.join(a['lines'])}",
}
