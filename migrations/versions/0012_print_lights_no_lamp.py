"""Print lights no lamp: what is known from print alone is counted from indexes of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

UNTOLD = ["yellow_on", "last_followed_on", "source"]
INDEXES = {
    "ix_project_printed_stage": ["stage", "owner_department_id", "chain_link_id", *UNTOLD],
    "ix_project_printed_department": ["owner_department_id", "stage", "chain_link_id", *UNTOLD],
    "ix_project_printed_link": ["chain_link_id", "stage", "owner_department_id", *UNTOLD],
}
PRINTED, BADGED = sa.text("source = 'print'"), sa.text("tier IS NOT NULL")
SUMS = "ix_project_tier_sums"
SUMMED = ["stage", "owner_department_id", "tier", "red_on", "yellow_on", "amount_yuan"]


def upgrade() -> None:
    for name, columns in INDEXES.items():
        op.create_index(name, "project", columns, sqlite_where=PRINTED, postgresql_where=PRINTED)
    _sum_anew([*SUMMED, "last_followed_on", "source"])


def downgrade() -> None:
    _sum_anew(SUMMED)
    for name in INDEXES:
        op.drop_index(name, table_name="project")


def _sum_anew(columns: list[str]) -> None:
    op.drop_index(SUMS, table_name="project")
    op.create_index(SUMS, "project", columns, sqlite_where=BADGED, postgresql_where=BADGED)
