"""Attachments: papers and photographs that stand behind a firm, a project or a blocker."""

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.domain.event import Witnessed


class Attachment(Witnessed):
    """附件. The file lies under a random name outside the database; its own name is data.

    `subject` names what it stands behind, as events do: "firm:12", "blocker:7".
    """

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_subject_id", "subject", "id"),)

    subject: Mapped[str] = mapped_column(String(60))
    file_name: Mapped[str] = mapped_column(String(300))
    stored_as: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[str] = mapped_column(String(100))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
