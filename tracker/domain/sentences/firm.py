"""What happens to a firm, in sentences."""

from tracker.domain.event_kind import EventKind
from tracker.domain.firm.settled import Verdict
from tracker.domain.sentences.wording import Sentences

SENTENCES: Sentences = {
    EventKind.FIRM_SETTLED: lambda b, a: (
        f"核对“{a['firm']}”与“{a['other']}”：{Verdict(a['verdict']).label}"
    ),
}
