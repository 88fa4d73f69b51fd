"""Folded: a draft as the project's own row, with the days on which its light turns."""

from collections.abc import Mapping

from seed.synthetic.draft import Draft
from seed.synthetic.sheaf import Row
from seed.synthetic.spelling import name_key
from tracker.domain.base import FAR_OFF
from tracker.domain.office.clocks import Clock, Reason
from tracker.domain.project.light import WATCHES, Turn

KEPT = (
    "code",
    "name",
    "filed_on",
    "stage",
    "stage_since",
    "facts",
    "signed_on",
    "planned_start_on",
    "industry",
    "last_followed_on",
    "next_step",
    "next_on",
    "amount_yuan",
    "amount_kind",
    "amount_words",
    "open_blockers",
    "blocker_due_on",
    "version",
    "credit_share",
    "credit_ends_on",
)
"""Columns that a draft keeps under the same name."""


def project_row(draft: Draft, firm_id: int, clocks: Mapping[Reason, Clock]) -> Row:
    """Every column of the project but its id."""
    kept = {name: getattr(draft, name) for name in KEPT}
    return (
        draft.columns
        | kept
        | {
            "firm_id": firm_id,
            "name_key": name_key(draft.words),
            "owner_id": draft.owner.id,
            "owner_department_id": draft.owner.department_id,
            "recorded_at": draft.filed_at,
            "changed_at": draft.now,
        }
        | _light(draft, clocks)
    )


def _light(draft: Draft, clocks: Mapping[Reason, Clock]) -> Row:
    """As the project's own relight() finds it, without a query."""
    turns = sorted(_turns(draft, clocks), key=lambda turn: turn.yellow_on)
    first = min(turns, key=lambda turn: turn.yellow_on, default=None)
    worst = min(turns, key=lambda turn: turn.red_on, default=None)
    return {
        "yellow_on": first.yellow_on if first else FAR_OFF,
        "yellow_reason": first.reason if first else None,
        "yellow_since": first.since if first else None,
        "red_on": worst.red_on if worst else FAR_OFF,
        "red_reason": worst.reason if worst else None,
        "red_since": worst.since if worst else None,
    }


def _turns(draft: Draft, clocks: Mapping[Reason, Clock]) -> list[Turn]:
    turns = []
    for watch in WATCHES:
        clock = clocks.get(watch.reason)
        if clock is None or draft.stage not in watch.stages:
            continue
        since = watch.since(draft)  # type: ignore[arg-type]
        if since is not None:
            turns.append(Turn(watch.reason, since, clock.yellow_on(since), clock.red_on(since)))
    return turns
