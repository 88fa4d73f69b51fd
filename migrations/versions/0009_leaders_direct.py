"""Leaders direct: an instruction, who answers it by when, and what came back."""

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Its tables come with their nouns."""
