"""Leads may cross: a new one that meets an earlier one, and what was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crossing",
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "project_id IS NOT NULL OR outcome = 'merged'",
            name=op.f("ck_crossing_is_of_two_unless_merged"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_crossing_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["project.id"], name=op.f("fk_crossing_earlier_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_crossing_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_crossing_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crossing")),
    )

    with op.batch_alter_table("crossing") as batch_op:
        batch_op.create_index("ix_crossing_earlier_id", ["earlier_id"], unique=False)
        batch_op.create_index("ix_crossing_project_id", ["project_id"], unique=False)

    with op.batch_alter_table("project") as batch_op:
        batch_op.add_column(sa.Column("credit_share", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("credit_ends_on", sa.Date(), nullable=True))
