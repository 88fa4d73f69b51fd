"""Firms have kin, contacts and papers, and two entries of one firm can be merged."""

import sqlalchemy as sa
from alembic import op

from tracker.domain.search.text_index import FIRMS, create_search, insert_many, searched_in
from tracker.matching.pinyin import pinyin_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("firm") as batch_op:
        batch_op.add_column(
            sa.Column("province", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("city", sa.String(length=40), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("industry", sa.String(length=100), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("website", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(
            sa.Column("name_key", sa.String(length=200), nullable=False, server_default="")
        )
        batch_op.add_column(
            sa.Column("is_listed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("merged_into_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.create_index(batch_op.f("ix_firm_name_key"), ["name_key"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_firm_merged_into_id"), ["merged_into_id"], unique=False
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_firm_merged_into_id_firm"), "firm", ["merged_into_id"], ["id"]
        )

    op.create_table(
        "firm_contact",
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=40), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_firm_contact_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_firm_contact_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_firm_contact_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_contact")),
    )

    with op.batch_alter_table("firm_contact") as batch_op:
        batch_op.create_index("ix_firm_contact_firm_id", ["firm_id"], unique=False)

    op.create_table(
        "shareholding",
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("share_bp", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "share_bp >= 0 AND share_bp <= 10000",
            name=op.f("ck_shareholding_share_is_within_the_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_shareholding_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_shareholding_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["firm.id"], name=op.f("fk_shareholding_parent_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_shareholding_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shareholding")),
    )

    with op.batch_alter_table("shareholding") as batch_op:
        batch_op.create_index("ix_shareholding_firm_id_on", ["firm_id", "on"], unique=False)
        batch_op.create_index("ix_shareholding_parent_id", ["parent_id"], unique=False)

    op.create_table(
        "firm_merge",
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.String(), nullable=False),
        sa.Column("moved", sa.JSON(), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_firm_merge_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["gone_id"], ["firm.id"], name=op.f("fk_firm_merge_gone_id_firm")),
        sa.ForeignKeyConstraint(["kept_id"], ["firm.id"], name=op.f("fk_firm_merge_kept_id_firm")),
        sa.ForeignKeyConstraint(
            ["undone_by_id"],
            ["user_account.id"],
            name=op.f("fk_firm_merge_undone_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_firm_merge_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_merge")),
    )

    with op.batch_alter_table("firm_merge") as batch_op:
        batch_op.create_index(batch_op.f("ix_firm_merge_gone_id"), ["gone_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_firm_merge_kept_id"), ["kept_id"], unique=False)

    op.create_table(
        "attachment",
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("file_name", sa.String(length=300), nullable=False),
        sa.Column("stored_as", sa.String(length=64), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_attachment_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_attachment_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("stored_as", name=op.f("uq_attachment_stored_as")),
    )

    with op.batch_alter_table("attachment") as batch_op:
        batch_op.create_index("ix_attachment_subject_id", ["subject", "id"], unique=False)

    # Not in batch mode: a copied table would lose the triggers that keep events as they are.
    op.create_index("ix_event_subject_on_id", "event", ["subject", "on", "id"], unique=False)

    create_search(op.get_bind(), FIRMS)
    _find_by_names(op.get_bind())


def _find_by_names(connection: sa.Connection) -> None:
    """Firms that are there already get their sort key, and are found by name, alias and code."""
    firm = sa.table("firm", *map(sa.column, ("id", "name", "credit_code", "name_key")))
    alias = sa.table("firm_alias", sa.column("firm_id"), sa.column("name"))
    names: dict[int, list[str]] = {}
    for row in connection.execute(sa.select(firm.c.id, firm.c.name, firm.c.credit_code)).all():
        names[row.id] = [row.name, row.credit_code or ""]
        key = pinyin_of(row.name)[0][:200]
        connection.execute(firm.update().where(firm.c.id == row.id).values(name_key=key))
    for firm_id, name in connection.execute(sa.select(alias.c.firm_id, alias.c.name)):
        names[firm_id].append(name)
    rows = [{"id": key, "tokens": searched_in(told).tokens} for key, told in names.items()]
    if rows:
        insert_many(connection, rows, FIRMS)
