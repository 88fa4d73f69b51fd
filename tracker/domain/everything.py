"""Every noun that has a table, imported once so that the metadata is whole."""

from tracker.domain import (
    attachment,
    blocker,
    chain,
    clocks,
    department,
    directive,
    district,
    event,
    firm,
    holiday,
    job_run,
    notice,
    office,
    outbox,
    ranking,
    region,
    saved_view,
    setting,
    submission,
    target,
    task_force,
    user,
    zone,
)
from tracker.domain.base import Base
from tracker.domain.blocker import proofs
from tracker.domain.chain import capacity
from tracker.domain.firm import indexed, keyed, kin, merged, phoned, settled
from tracker.domain.notice import digest, told
from tracker.domain.project import crossed, numbered, tallied
from tracker.domain.ranking import rematched

__all__ = [
    "Base", "attachment", "blocker", "capacity", "chain", "clocks", "crossed", "department",
    "digest", "directive", "district", "event", "firm", "holiday", "indexed", "job_run", "keyed",
    "kin", "merged", "notice", "numbered", "office", "outbox", "phoned", "proofs", "ranking",
    "region", "rematched", "saved_view", "setting", "settled", "submission", "tallied", "target",
    "task_force", "told", "user", "zone",
]  # fmt: skip
