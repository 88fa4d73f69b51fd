"""The office's own affairs in sentences: its settings, its views, its opening."""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import Sentences

SENTENCES: Sentences = {
    EventKind.HOLIDAYS_ENTERED: lambda b, a: (
        f"{a['since']} 至 {a['until']} 填为{'上班' if a['is_workday'] else '放假'}：{a['name']}"
    ),
    EventKind.HOLIDAY_STRUCK: lambda b, a: f"撤掉 {a['day']} 的放假安排（{a['name']}）",
    EventKind.CLOCK_SET: lambda b, a: (
        f"时限“{a['label']}”改为黄 {a['yellow']}、红 {a['red']}{a['unit']}，{a['holds_from']} 起"
    ),
    EventKind.NUMBER_SET: lambda b, a: (
        f"“{a['label']}”由 {b['value']} 改为 {a['value']} {a['unit']}，{a['holds_from']} 起"
    ),
    EventKind.PROOFS_SET: lambda b, a: (
        f"销号要佐证的堵点改为{'、'.join(a['kinds']) or '都不要'}，{a['holds_from']} 起"
    ),
    EventKind.VIEW_SAVED: lambda b, a: f"保存视图“{a['name']}”",
    EventKind.VIEW_DROPPED: lambda b, a: f"删除视图“{b['name']}”",
    EventKind.OFFICE_SET_UP: lambda b, a: f"启用系统：{a['name']}",
}
