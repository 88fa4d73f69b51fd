"""Where what is kept of a blocker is not what its steps say."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.blocker import Blocker, BlockerStep
from tracker.domain.blocker.steps import AT_FIRST, FOLDED, folded


def step_differences(session: Session) -> Iterator[str]:
    """Say each place where a blocker does not agree with its steps; nothing is changed."""
    columns = [getattr(Blocker, name) for name in AT_FIRST]
    kept = {row["id"]: row for row in session.execute(select(Blocker.id, *columns)).mappings()}
    told = [getattr(BlockerStep, name) for name in FOLDED]
    steps = session.execute(
        select(BlockerStep.blocker_id, *told).order_by(BlockerStep.blocker_id, BlockerStep.id)
    )
    for number, of_one in groupby(steps.mappings(), key=itemgetter("blocker_id")):
        row = kept.pop(number)
        for name, value in folded(dict(step) for step in of_one).items():
            if row[name] != value:
                yield f"blocker {number} {name}: kept {row[name]}, by its steps {value}"
    for number in kept:
        yield f"blocker {number} has no step"
