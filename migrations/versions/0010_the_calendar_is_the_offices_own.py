"""The calendar is the office's own: its days off, and colours that a leader pinned."""

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Its tables come with their nouns."""
