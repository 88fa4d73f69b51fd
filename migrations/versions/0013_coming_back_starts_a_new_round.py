"""Coming back starts a new round: what a project told before an exit is history, not an answer."""

from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

EXITS = ("shelved", "transferred", "dropped")

move = sa.table(
    "stage_move",
    sa.column("id", sa.Integer),
    sa.column("project_id", sa.Integer),
    sa.column("from_stage", sa.String),
    sa.column("to_stage", sa.String),
    sa.column("facts", sa.JSON),
    sa.column("voided_at", sa.DateTime(timezone=True)),
)
project = sa.table(
    "project",
    sa.column("id", sa.Integer),
    sa.column("facts", sa.JSON),
    sa.column("planned_start_on", sa.Date),
)


def upgrade() -> None:
    begin_new_rounds(op.get_bind())


def downgrade() -> None:
    """The moves still hold what was told; only what is kept beside them was worked out anew."""


def begin_new_rounds(connection: sa.Connection) -> None:
    """Keep beside each project that came back what its present round has told."""
    stands = move.c.voided_at.is_(None)
    came_back = move.c.from_stage.in_(EXITS) & move.c.to_stage.not_in(EXITS)
    returned = sa.select(move.c.project_id).where(stands, came_back)
    asked = (
        sa.select(move)
        .where(stands, move.c.project_id.in_(returned))
        .order_by(move.c.project_id, move.c.id)
    )
    rows = connection.execute(asked).all()
    for project_id, moves in groupby(rows, key=lambda row: row.project_id):
        facts: dict[str, Any] = {}
        for one in moves:
            is_back = one.from_stage in EXITS and one.to_stage not in EXITS
            facts = {**({} if is_back else facts), **one.facts}
        planned = facts.get("planned_start_on")
        connection.execute(
            project.update()
            .where(project.c.id == project_id)
            .values(facts=facts, planned_start_on=date.fromisoformat(planned) if planned else None)
        )
