"""Targets are courted: follow-ups may be about one before there is a project."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "target",
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("chain_link_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("state_since", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("owner_department_id", sa.Integer(), nullable=True),
        sa.Column("next_step", sa.String(length=200), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("last_followed_on", sa.Date(), nullable=True),
        sa.Column("project_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["chain_link_id"], ["chain_link.id"], name=op.f("fk_target_chain_link_id_chain_link")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_target_firm_id_firm")),
        sa.ForeignKeyConstraint(
            ["owner_department_id"],
            ["department.id"],
            name=op.f("fk_target_owner_department_id_department"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user_account.id"], name=op.f("fk_target_owner_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_target_project_id_project")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )

    with op.batch_alter_table("target") as batch_op:
        batch_op.create_index(
            "ix_target_department_state",
            ["owner_department_id", "state", "next_on", "id"],
            unique=False,
        )
        batch_op.create_index("ix_target_link_state", ["chain_link_id", "state"], unique=False)
        batch_op.create_index("ix_target_next", ["next_on", "id"], unique=False)
        batch_op.create_index("ix_target_score", ["score", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_target_project_id"), ["project_id"], unique=False)
        batch_op.create_index("ix_target_owner_next", ["owner_id", "next_on"], unique=False)
        batch_op.create_index("ix_target_state_next", ["state", "next_on", "id"], unique=False)
        batch_op.create_index("uq_target_firm_link", ["firm_id", "chain_link_id"], unique=True)

    op.create_table(
        "target_move",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(length=32), nullable=True),
        sa.Column("to_state", sa.String(length=32), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_target_move_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["target.id"], name=op.f("fk_target_move_target_id_target")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_target_move_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_move")),
    )

    with op.batch_alter_table("target_move") as batch_op:
        batch_op.create_index(batch_op.f("ix_target_move_target_id"), ["target_id"], unique=False)

    op.create_table(
        "region",
        sa.Column("province", sa.String(length=20), nullable=False),
        sa.Column("nearness", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_region")),
        sa.UniqueConstraint("province", name=op.f("uq_region_province")),
    )

    # What it points to stays as it is, and need not be read.
    with op.batch_alter_table("follow_up", reflect_kwargs={"resolve_fks": False}) as batch_op:
        batch_op.add_column(sa.Column("target_id", sa.Integer(), nullable=True))
        batch_op.alter_column("project_id", existing_type=sa.INTEGER(), nullable=True)
        batch_op.create_index("ix_follow_up_target_id_on", ["target_id", "on"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_follow_up_target_id_target"), "target", ["target_id"], ["id"]
        )
        batch_op.create_check_constraint(
            batch_op.f("ck_follow_up_is_about_something"),
            "project_id IS NOT NULL OR target_id IS NOT NULL",
        )
