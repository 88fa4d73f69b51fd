"""Notices go out: what each person is told, and the outbox that carries it."""

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Its tables come with their nouns."""
