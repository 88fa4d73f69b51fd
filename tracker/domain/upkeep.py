"""Derived rows and who keeps them: what is written beside the facts, in the same transaction.

Each keeper looks at what a flush wrote and brings its own rows up to date. They run in the
order of the tables below, in every session of any process that knows the tables at all.
"""

from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.orm import Session

from tracker.domain.event import seal_new_events
from tracker.domain.office.accounts import keep_demo_people_out
from tracker.domain.outbox.announcement import tell
from tracker.domain.project.tallies import keep_tally
from tracker.domain.ranking_matching.project_badges import follow_shares
from tracker.domain.ranking_matching.rematching import meet_new_names
from tracker.domain.same_firm.firm_keys import keep_keys
from tracker.domain.search.contact_phones import keep_phones
from tracker.domain.search.firm_index import keep_firm_index
from tracker.domain.search.project_index import keep_project_index

Keeper = Callable[..., None]

BEFORE_A_FLUSH: tuple[tuple[Keeper, str], ...] = (
    (seal_new_events, "new events: numbered, and sealed to the one before"),
    (keep_demo_people_out, "accounts: none of the demo in a real office"),
)

AFTER_A_FLUSH: tuple[tuple[Keeper, str], ...] = (
    (keep_tally, "projects: counts and sums by stage, department and link"),
    (keep_keys, "firms, aliases, contacts: the keys that a firm is looked up by"),
    (keep_phones, "projects: the numbers of their contacts"),
    (keep_firm_index, "firms and aliases: the text that they are found by"),
    (keep_project_index, "projects and owners' names: the text that they are found by"),
    (follow_shares, "shares: the badges of the projects below"),
    (meet_new_names, "firms and aliases: entries of lists that bear the name; after the keys"),
    (tell, "events: notices and messages to whom they concern"),
)
"""After the flush every new row has its number."""

for keeper, _ in BEFORE_A_FLUSH:
    event.listen(Session, "before_flush", keeper)
for keeper, _ in AFTER_A_FLUSH:
    event.listen(Session, "after_flush", keeper)
