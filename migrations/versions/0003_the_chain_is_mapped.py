"""The chain is mapped: who stands on a link, how much it makes and needs, and chains out of use."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("chain") as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(
            sa.Column("in_use", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(sa.Column("leader_firm_id", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("source", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column(
                "changed_at",
                sa.DateTime(timezone=True),
                nullable=False,
                server_default=sa.func.current_timestamp(),
            )
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_chain_leader_firm_id_firm"), "firm", ["leader_firm_id"], ["id"]
        )

    with op.batch_alter_table("chain_link") as batch_op:
        batch_op.add_column(
            sa.Column("in_use", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch_op.add_column(
            sa.Column("words", sa.String(length=200), nullable=False, server_default="")
        )

    # The map counts each link's lights, those of one department too, without touching a project.
    op.create_index(
        "ix_project_link_yellow",
        "project",
        ["chain_link_id", "yellow_on", "red_on", "owner_department_id"],
        unique=False,
    )

    op.create_table(
        "link_firm",
        sa.Column("chain_link_id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("does", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_link_firm_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["chain_link_id"], ["chain_link.id"], name=op.f("fk_link_firm_chain_link_id_chain_link")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_link_firm_firm_id_firm")),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_link_firm_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_firm")),
    )

    with op.batch_alter_table("link_firm") as batch_op:
        batch_op.create_index(
            "ix_link_firm_chain_link_id_firm_id", ["chain_link_id", "firm_id"], unique=False
        )
        batch_op.create_index("ix_link_firm_firm_id", ["firm_id"], unique=False)

    op.create_table(
        "capacity",
        sa.Column("chain_link_id", sa.Integer(), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("product", sa.String(length=60), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_capacity_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["chain_link_id"], ["chain_link.id"], name=op.f("fk_capacity_chain_link_id_chain_link")
        ),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_capacity_firm_id_firm")),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_capacity_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity")),
    )

    with op.batch_alter_table("capacity") as batch_op:
        batch_op.create_index(
            "ix_capacity_chain_link_id_year", ["chain_link_id", "year"], unique=False
        )

    op.create_table(
        "number_setting",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("holds_from", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=100), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_setting")),
    )

    with op.batch_alter_table("number_setting") as batch_op:
        batch_op.create_index(
            "ix_number_setting_key_holds_from", ["key", "holds_from"], unique=False
        )
