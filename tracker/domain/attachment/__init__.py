"""Attachments: papers and photographs that stand behind a firm, a project or a blocker."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import BigInteger, Index, Row, Select, String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.attachment.file_kinds import Kind
from tracker.domain.attachment.file_store import Stored, place
from tracker.domain.event import DatedFact, Event, EventKind
from tracker.domain.people.user import Actor
from tracker.domain.statement_cache import kept
from tracker.refusal import need, refuse


class Attachment(DatedFact):
    """附件. The file lies under a random name outside the database; its own name is data.

    `subject` names what it stands behind, as events do: "firm:12", "blocker:7". It is
    seen by whoever sees that, and by nobody else.
    """

    __tablename__ = "attachment"
    __table_args__ = (Index("ix_attachment_subject_id", "subject", "id"),)

    subject: Mapped[str] = mapped_column(String(60))
    file_name: Mapped[str] = mapped_column(String(300))
    stored_as: Mapped[str] = mapped_column(String(64), unique=True)
    media_type: Mapped[str] = mapped_column(String(100))
    size_bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))

    def place_in(self, folder: Path) -> Path:
        """Where the file lies within the folder of all of them."""
        return place(folder, self.stored_as)


class Papered(Protocol):
    """What papers can stand behind: a row with a number that records what is done to it."""

    __tablename__: Any

    @property
    def id(self) -> Any: ...

    @property
    def session(self) -> Session: ...

    def note(
        self,
        kind: EventKind,
        *,
        by: Actor | None,
        on: date,
        because: str = "",
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> Event: ...


def attach(
    to: Papered, stored: Stored, file_name: str, kind: Kind, *, by: Actor, on: date
) -> Attachment:
    """Put a stored file behind it, under the name that its owner gave it."""
    attachment = Attachment(
        subject=subject_of(to),
        file_name=file_name,
        stored_as=stored.name,
        on=on,
        by_id=by.id,
        media_type=kind.media_type,
        size_bytes=stored.size_bytes,
        sha256=stored.sha256,
    )
    to.session.add(attachment)
    told = {"file_name": file_name, "sha256": stored.sha256}
    to.note(EventKind.ATTACHMENT_ADDED, by=by, on=on, after=told)
    return attachment


def void_attachment(
    of: Papered, attachment: Attachment, *, by: Actor, on: date, because: str
) -> None:
    """Strike a wrong paper out; the file is kept, and given to nobody any more.

    Raises Refused without a reason, and where what it stands behind still rests on it.
    """
    if attachment.is_void:
        refuse("", "这份资料已经作废了。")
    need(because, "请写明为什么作废这份资料。")
    told = {"file_name": attachment.file_name}
    of.note(EventKind.ATTACHMENT_VOIDED, by=by, on=on, because=because, before=told)
    attachment.void(by.id, because)


def papers_by_subject(
    session: Session, behind: Iterable[Papered]
) -> Mapping[str, Sequence[Row[Any]]]:
    """What stands behind several things and is not void, oldest first, by `subject_of`."""
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    if subjects := [subject_of(one) for one in behind]:
        for paper in _standing().rows(session, subjects=subjects):
            found[paper.subject].append(paper)
    return found


def attachments_of(to: Papered) -> list[Attachment]:
    """Everything that was put behind it, the newest first, what is void too."""
    return list(to.session.scalars(_behind().statement, {"subject": subject_of(to)}))


def subject_of(thing: Papered) -> str:
    return f"{thing.__tablename__}:{thing.id}"


@kept(1)
def _standing() -> Select[Any]:
    """As columns: what a page lists of them needs nothing else."""
    return (
        select(
            Attachment.id,
            Attachment.subject,
            Attachment.file_name,
            Attachment.media_type,
            Attachment.size_bytes,
            Attachment.on,
            Attachment.by_id,
        )
        .where(
            Attachment.subject.in_(bindparam("subjects", expanding=True)),
            Attachment.voided_at.is_(None),
        )
        .order_by(Attachment.id)
    )


@kept(1)
def _behind() -> Select[Any]:
    its = Attachment.subject == bindparam("subject")
    return select(Attachment).where(its).order_by(Attachment.id.desc())
