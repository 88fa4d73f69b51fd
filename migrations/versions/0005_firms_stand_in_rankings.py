"""Firms stand in rankings, and a project knows whether its firm does."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ranking",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("publisher", sa.String(length=60), nullable=False),
        sa.Column("is_dated", sa.Boolean(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_ranking_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"], ["user_account.id"], name=op.f("fk_ranking_voided_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"], ["ranking.id"], name=op.f("fk_ranking_replaces_id_ranking")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking")),
    )
    standing = sa.text("voided_at IS NULL")
    with op.batch_alter_table("ranking") as batch_op:
        batch_op.create_index(
            "uq_ranking_kind_year", ["kind", "year"], unique=True, sqlite_where=standing,
            postgresql_where=standing,
        )  # fmt: skip

    op.create_table(
        "ranking_entry",
        sa.Column("ranking_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("body", sa.String(length=120), nullable=False),
        sa.Column("other_name", sa.String(length=160), nullable=False),
        sa.Column("province", sa.String(length=40), nullable=False),
        sa.Column("revenue_yuan", sa.BigInteger(), nullable=True),
        sa.Column("firm_id", sa.Integer(), nullable=True),
        sa.Column("likely_id", sa.Integer(), nullable=True),
        sa.Column("match", sa.String(length=32), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_ranking_entry_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["likely_id"], ["firm.id"], name=op.f("fk_ranking_entry_likely_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["ranking_id"], ["ranking.id"], name=op.f("fk_ranking_entry_ranking_id_ranking")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranking_entry")),
        sa.UniqueConstraint("ranking_id", "rank", name=op.f("uq_ranking_entry_ranking_id_rank")),
    )

    with op.batch_alter_table("ranking_entry") as batch_op:
        batch_op.create_index(
            "ix_ranking_entry_firm_id_ranking_id", ["firm_id", "ranking_id", "rank"], unique=False
        )
        batch_op.create_index("ix_ranking_entry_body", ["body"], unique=False)

    with op.batch_alter_table("project") as batch_op:
        batch_op.add_column(sa.Column("tier", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("tier_year", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("tier_rank", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("tier_firm_id", sa.Integer(), nullable=True))
        badged = sa.text("tier IS NOT NULL")
        batch_op.create_index(
            "ix_project_tier_urgency",
            ["red_on", "id", "tier", "yellow_on", "stage", "amount_yuan"],
            unique=False, sqlite_where=badged, postgresql_where=badged,
        )  # fmt: skip
        batch_op.create_index(
            "ix_project_tier_sums",
            ["stage", "owner_department_id", "tier", "red_on", "yellow_on", "amount_yuan"],
            unique=False, sqlite_where=badged, postgresql_where=badged,
        )  # fmt: skip
        batch_op.create_index("ix_project_tier_firm_id", ["tier_firm_id"], unique=False)
