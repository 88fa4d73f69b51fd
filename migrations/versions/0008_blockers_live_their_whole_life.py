"""Blockers live their whole life: helpers, answers, extensions, climbs, and a task force's meetings."""

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Its tables come with their nouns."""
