"""What may leave the house, in sentences."""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import Sentences

SENTENCES: Sentences = {
    EventKind.HOST_ALLOWED: lambda b, a: f"允许向 {a['host']}:{a['port']} 发通知",
    EventKind.HOST_FORBIDDEN: lambda b, a: f"不再允许向 {b['host']}:{b['port']} 发通知",
    EventKind.CHANNEL_OPENED: lambda b, a: f"建通知渠道“{a['name']}”",
    EventKind.CHANNEL_SWITCHED_ON: lambda b, a: f"启用通知渠道“{a['name']}”",
    EventKind.CHANNEL_SWITCHED_OFF: lambda b, a: f"停用通知渠道“{a['name']}”",
    EventKind.CHANNEL_TRIED: lambda b, a: f"向通知渠道“{a['name']}”试发一条",
    EventKind.MESSAGE_SENT_AGAIN: lambda b, a: f"重发通知 {a['message_id'][:8]}",
}
