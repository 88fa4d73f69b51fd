"""The calendar is the office's own; a leader pins a light; why a project does not move is told."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STILLNESS = ["stage_since", "last_followed_on", "signed_on", "quiet_on", "source"]
INDEXES = {
    "ix_project_stage_urgency": ["stage", "red_on", "id", "yellow_on", "amount_yuan", *STILLNESS],
    "ix_project_department_urgency": [
        "owner_department_id",
        "red_on",
        "id",
        "yellow_on",
        "stage",
        "amount_yuan",
        "chain_link_id",
        "next_on",
        *STILLNESS,
    ],
    "ix_project_owner_next": [
        "owner_id",
        "next_on",
        "id",
        "owner_department_id",
        "red_on",
        "yellow_on",
        "stage",
        *STILLNESS,
    ],
    "ix_project_since": ["stage_since", "id", "stage", *STILLNESS[1:]],
}
"""They cover what does not move, so that it is counted without touching the rows."""


def upgrade() -> None:
    op.create_table(
        "holiday",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_workday", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
    )
    op.create_index("ix_holiday_day", "holiday", ["day"], unique=True)
    op.create_table(
        "colour_pin",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("colour", sa.String(length=32), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_colour_pin_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_colour_pin_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_colour_pin_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_colour_pin")),
    )
    op.create_index("ix_colour_pin_project_id_id", "colour_pin", ["project_id", "id"])
    op.create_table(
        "quiet_reason",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(length=300), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_quiet_reason_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_quiet_reason_project_id_project")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_quiet_reason_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiet_reason")),
    )
    op.create_index("ix_quiet_reason_project_id_id", "quiet_reason", ["project_id", "id"])
    with op.batch_alter_table("project") as batch_op:
        batch_op.add_column(sa.Column("quiet_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("quiet_because", sa.String(length=300), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("pinned_colour", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("pinned_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("pinned_until", sa.Date(), nullable=True))
    for name, columns in INDEXES.items():
        op.drop_index(name, "project")
        op.create_index(name, "project", columns)
