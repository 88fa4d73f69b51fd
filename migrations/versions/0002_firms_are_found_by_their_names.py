"""Firms are found by their names: keys to look a name up by, and what was settled about two."""

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Its tables come with the matching of names."""
