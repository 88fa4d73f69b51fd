"""Blockers live their whole life: helpers, answers, extensions, climbs, and the 专班 behind."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Its tables come with their nouns."""
