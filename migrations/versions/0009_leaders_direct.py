"""Leaders direct: an instruction, who answers it by when, and what came back."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "directive",
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("blocker_id", sa.Integer(), nullable=True),
        sa.Column("chain_id", sa.Integer(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *_witnessed("directive"),
        *_pointing("directive", project_id="project", blocker_id="blocker", chain_id="chain"),
        *_pointing("directive", department_id="department", person_id="user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive")),
    )
    for name, columns in (
        ("ix_directive_state_due_on_id", ["state", "due_on", "id"]),
        ("ix_directive_department_id_state_due_on", ["department_id", "state", "due_on"]),
        ("ix_directive_person_id_state_due_on", ["person_id", "state", "due_on"]),
        ("ix_directive_project_id", ["project_id"]),
        ("ix_directive_blocker_id", ["blocker_id"]),
    ):
        op.create_index(name, "directive", columns)
    op.create_table(
        "directive_step",
        sa.Column("directive_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=100), nullable=False),
        *_witnessed("directive_step"),
        *_pointing("directive_step", directive_id="directive"),
        *_pointing("directive_step", department_id="department", person_id="user_account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directive_step")),
    )
    op.create_index("ix_directive_step_directive_id_id", "directive_step", ["directive_id", "id"])


def _witnessed(table: str) -> list[sa.schema.SchemaItem]:
    """The columns of every dated fact."""
    return [
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        *_pointing(table, by_id="user_account", voided_by_id="user_account"),
    ]


def _pointing(table: str, **to: str) -> list[sa.schema.SchemaItem]:
    """A foreign key for each column, named as all are."""
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
        )
        for column, other in to.items()
    ]
