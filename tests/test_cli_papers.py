"""Papers are taken along by a backup, come back with it, and are held against their records."""

import io
from pathlib import Path

from sqlalchemy import select

from tests.command_line import Command, on_sqlite
from tests.world import TODAY
from tracker.domain.attachment import Attachment, attach
from tracker.domain.attachment.file_kinds import KINDS
from tracker.domain.attachment.file_store import folder_in, kept
from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor

__all__ = ["on_sqlite"]

NOBODY = Actor(None, "测试", None, None)  # type: ignore[arg-type]
CONTENT = b"%PDF-1.4 sample"


def put_a_paper(command: Command) -> Path:
    """A paper behind a firm, and where its file lies."""
    with command.session() as session:
        firm = Firm.called("示例企业", is_listed=True)
        session.add(firm)
        session.flush()
        folder = folder_in(str(command.folder))
        with kept(folder, io.BytesIO(CONTENT)) as stored:
            paper = attach(firm, stored, "示例.pdf", KINDS["pdf"], by=NOBODY, on=TODAY)
            session.commit()
        return paper.place_in(folder)


def test_a_paper_comes_back_with_the_backup(on_sqlite: Command, tmp_path: Path) -> None:
    on_sqlite("init")
    file, backup = put_a_paper(on_sqlite), tmp_path / "out" / "monday.db"
    on_sqlite("backup", str(backup))
    file.unlink()
    assert "is lost" in on_sqlite("verify", code=1)
    assert "找不到" not in on_sqlite("restore", str(backup))
    assert file.read_bytes() == CONTENT
    assert "账实相符" in on_sqlite("verify")


def test_a_paper_that_was_changed_is_found_and_put_right(
    on_sqlite: Command, tmp_path: Path
) -> None:
    on_sqlite("init")
    file, backup = put_a_paper(on_sqlite), tmp_path / "monday.db"
    on_sqlite("backup", str(backup))
    file.write_bytes(CONTENT[::-1])
    assert "not the one that came" in on_sqlite("verify", code=1)
    on_sqlite("restore", str(backup))
    assert file.read_bytes() == CONTENT


def test_a_lost_paper_stops_neither_backup_nor_restore_and_is_told(
    on_sqlite: Command, tmp_path: Path
) -> None:
    on_sqlite("init")
    file, backup = put_a_paper(on_sqlite), tmp_path / "monday.db"
    file.unlink()
    assert "有 1 份资料" in on_sqlite("backup", str(backup))
    assert "有 1 份资料" in on_sqlite("restore", str(backup))
    with on_sqlite.session() as session:
        assert session.scalars(select(Attachment.file_name)).all() == ["示例.pdf"]


def test_a_backup_without_papers_makes_no_folder(on_sqlite: Command, tmp_path: Path) -> None:
    on_sqlite("init")
    on_sqlite("backup", str(tmp_path / "one.db"))
    assert not (tmp_path / "one.attachments").exists()
