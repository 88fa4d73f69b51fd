"""Firms are found by their names: keys to look a name up by, and what was settled about two."""

import sqlalchemy as sa
from alembic import op

from tracker.domain.same_firm.firm_keys import insert_keys, keys_of
from tracker.domain.search.contact_phones import insert_phones

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "firm_key",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["firm_id"], ["firm.id"], name=op.f("fk_firm_key_firm_id_firm")),
        sa.PrimaryKeyConstraint("kind", "key", "firm_id", name=op.f("pk_firm_key")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_firm_key_firm_id", "firm_key", ["firm_id"], unique=False)

    op.create_table(
        "project_phone",
        sa.Column("digits", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_project_phone_project_id_project")
        ),
        sa.PrimaryKeyConstraint("digits", "project_id", name=op.f("pk_project_phone")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_project_phone_project_id", "project_phone", ["project_id"], unique=False)

    op.create_table(
        "firm_settlement",
        sa.Column("firm_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("typed", sa.String(length=120), nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("voided_by_id", sa.Integer(), nullable=True),
        sa.Column("voided_because", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_firm_settlement_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(
            ["firm_id"], ["firm.id"], name=op.f("fk_firm_settlement_firm_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["firm.id"], name=op.f("fk_firm_settlement_other_id_firm")
        ),
        sa.ForeignKeyConstraint(
            ["voided_by_id"],
            ["user_account.id"],
            name=op.f("fk_firm_settlement_voided_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_settlement")),
    )
    op.create_index(
        "ix_firm_settlement_firm_id_other_id",
        "firm_settlement",
        ["firm_id", "other_id"],
        unique=False,
    )
    op.create_index("ix_firm_settlement_other_id", "firm_settlement", ["other_id"], unique=False)
    op.create_index("ix_firm_settlement_typed", "firm_settlement", ["typed", "firm_id"])

    _find_those_there_already(op.get_bind())


def _find_those_there_already(connection: sa.Connection) -> None:
    """Firms and projects that were entered before get their keys."""
    firm = sa.table("firm", *map(sa.column, ("id", "name")))
    alias = sa.table("firm_alias", *map(sa.column, ("firm_id", "name")))
    project = sa.table("project", *map(sa.column, ("id", "contact_phone")))
    names: dict[int, list[str]] = {}
    for asked in (sa.select(firm.c.id, firm.c.name), sa.select(alias.c.firm_id, alias.c.name)):
        for number, name in connection.execute(asked).all():
            names.setdefault(number, []).append(name)
    insert_keys(
        connection, ((number, key) for number, told in names.items() for key in keys_of(told))
    )
    contacts = connection.execute(sa.select(project.c.id, project.c.contact_phone)).all()
    insert_phones(connection, [(number, phone) for number, phone in contacts])
