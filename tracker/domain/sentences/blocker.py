"""A blocker's life in sentences."""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import EventData, Sentences, short_day
from tracker.domain.words import Level


def _handed(after: EventData) -> str:
    helpers = f"，{'、'.join(after['helpers'])} 协办" if after.get("helpers") else ""
    return f"交 {after['department']}{helpers}，{short_day(after['due_on'])} 到期"


def _raised(_: EventData, after: EventData) -> str:
    wished = f"，望 {short_day(after['wished_on'])} 前解决" if after.get("wished_on") else ""
    handed = f"，{_handed(after)}" if after["department"] else ""
    return f"{after['what']}{wished}{handed}"


def _proof(after: EventData) -> str:
    return f"（佐证：{after['proof']}）" if after.get("proof") else ""


def _told(_: EventData, after: EventData) -> str:
    asked = after.get("asked_due_on")
    needless = f"；原先申请延到 {short_day(asked)}，不再需要" if asked else ""
    return f"{after['department']}：{after['said']}{_proof(after)}{needless}"


def _closed(_: EventData, after: EventData) -> str:
    return f"“{after['what'][:40]}”已解决：{after['outcome']}{_proof(after)}"


def _granted(before: EventData, after: EventData) -> str:
    return f"期限由 {short_day(before['due_on'])} 延到 {short_day(after['due_on'])}"


def _climbed(_: EventData, after: EventData) -> str:
    due = f"{short_day(after['due_on'])} 到期没有办结"
    return f"“{after['what'][:40]}”{due}，升级到{Level(after['level']).label}"


SENTENCES: Sentences = {
    EventKind.BLOCKER_RAISED: _raised,
    EventKind.BLOCKER_ASSIGNED: lambda b, a: _handed(a),
    EventKind.BLOCKER_ACCEPTED: lambda b, a: f"{a['department']} 签收",
    EventKind.BLOCKER_REPORTED: _told,
    EventKind.BLOCKER_ANSWERED: _told,
    EventKind.BLOCKER_TIME_ASKED: lambda b, a: f"申请延到 {short_day(a['due_on'])}",
    EventKind.BLOCKER_TIME_GRANTED: _granted,
    EventKind.BLOCKER_TIME_REFUSED: lambda b, a: f"不同意延到 {short_day(a['due_on'])}",
    EventKind.BLOCKER_CLIMBED: _climbed,
    EventKind.BLOCKER_CLOSED: _closed,
    EventKind.BLOCKER_REOPENED: lambda b, a: f"“{a['what'][:40]}”退回重办",
}
