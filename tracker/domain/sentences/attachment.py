"""Papers that come and go, in sentences."""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import Sentences

SENTENCES: Sentences = {
    EventKind.ATTACHMENT_ADDED: lambda b, a: f"上传《{a['file_name']}》",
    EventKind.ATTACHMENT_VOIDED: lambda b, a: f"作废《{b['file_name']}》",
}
