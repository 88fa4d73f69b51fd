"""Every noun that has a table, imported once so that the metadata is whole and is kept up."""

from tracker.domain import (
    attachment,
    blocker,
    chain,
    directive,
    event,
    firm,
    notice,
    outbox,
    project,
    ranking,
    targeting,
    task_force,
    upkeep,
)
from tracker.domain.base import Base
from tracker.domain.blocker import proofs
from tracker.domain.chain import link_facts
from tracker.domain.lead import crossing
from tracker.domain.merging import merge
from tracker.domain.notice import digest
from tracker.domain.office import (
    clocks,
    district,
    form_submission,
    holidays,
    job_run,
    office,
    region,
    saved_view,
    settings,
    zone,
)
from tracker.domain.people import department, user
from tracker.domain.project import project_codes, tallies
from tracker.domain.same_firm import firm_keys, settlements
from tracker.domain.search import contact_phones

__all__ = [
    "Base",
    "attachment",
    "blocker",
    "chain",
    "clocks",
    "contact_phones",
    "crossing",
    "department",
    "digest",
    "directive",
    "district",
    "event",
    "firm",
    "firm_keys",
    "form_submission",
    "holidays",
    "job_run",
    "link_facts",
    "merge",
    "notice",
    "office",
    "outbox",
    "project",
    "project_codes",
    "proofs",
    "ranking",
    "region",
    "saved_view",
    "settings",
    "settlements",
    "tallies",
    "targeting",
    "task_force",
    "upkeep",
    "user",
    "zone",
]
