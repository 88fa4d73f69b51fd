"""Papers: which files are taken, and how they are stored, whole or not at all."""

import errno
import io
import os
import zipfile
from pathlib import Path

import pytest

from tests.builders import firms
from tests.world import TODAY, World
from tracker.domain.attachment import attach, attachments_of, void_attachment
from tracker.domain.attachment.file_kinds import KINDS, LARGEST, MEGABYTE, judged
from tracker.domain.attachment.file_store import digest_of, kept, place
from tracker.domain.event import EventKind
from tracker.refusal import Refused


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * 300)
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD: dict[str, bytes] = {
    "a.pdf": b"%PDF-1.7\n",
    "a.PDF": b"%PDF-1.4",
    "a.jpg": b"\xff\xd8\xff\xe0",
    "a.jpeg": b"\xff\xd8\xff",
    "a.gif": b"GIF89a",
    "a.png": b"\x89PNG\r\n\x1a\n",
    "a.webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "a.heic": b"\x00\x00\x00\x18ftypheic",
    "a.ofd": zipped("OFD.xml"),
    "a.docx": zipped("[Content_Types].xml", "word/document.xml"),
    "a.xlsx": zipped("xl/workbook.xml"),
    "a.pptx": zipped("ppt/presentation.xml"),
    "a.doc": OLE,
    "a.xls": OLE,
    "a.ppt": OLE,
    "a.wps": OLE,
    "a.et": OLE,
    "a.dps": OLE,
    "名单.txt": "示例".encode() * 30_000,
    "a.csv": "姓名,示例".encode("gb18030"),
    "记事本.txt": "示例𠮷".encode("utf-16"),
    "b.csv": b"\xfe\xff" + "示例,𠮷".encode("utf-16-be"),
    "长.txt": b"\xff\xfe" + "𠮷".encode("utf-16-le") * 30_000,
}
BAD: dict[str, tuple[bytes, str]] = {
    "empty.pdf": (b"", "空的"),
    "a.exe": (b"MZ", "不收"),
    "a.html": (b"<html>", "不收"),
    "a.svg": (b"<svg/>", "不收"),
    "a.zip": (zipped("a.pdf"), "解开"),
    "noending": (b"%PDF-1.4", "不收"),
    "a.pdf": (b"<html>%PDF-1.4", "内容不是PDF"),
    "b.png": (b"%PDF-1.4", "内容不是PNG"),
    "c.docx": (zipped("xl/workbook.xml"), "内容不是Word"),
    "d.txt": (b"MZ\x00\x01", "内容不是文本"),
    "f.txt": (b"\xff\xfeM\x00\x00\x00", "内容不是文本"),
    "e.txt": (b"\xff\xff\xff\xff\xff\xff", "内容不是文本"),
}


@pytest.mark.parametrize("name", GOOD)
def test_papers_of_the_kinds_that_people_use_are_taken(name: str) -> None:
    kind = judged(name, io.BytesIO(GOOD[name]))
    assert kind is KINDS[name.rsplit(".")[-1].lower()]


@pytest.mark.parametrize("name", BAD)
def test_what_is_none_of_them_is_refused_with_what_to_do(name: str) -> None:
    content, said = BAD[name]
    with pytest.raises(Refused, match=said) as refusal:
        judged(name, io.BytesIO(content))
    assert list(refusal.value.fields) == ["file"]


def test_a_file_that_is_too_large_is_refused() -> None:
    content = io.BytesIO(b"%PDF-")
    content.seek(LARGEST * MEGABYTE)
    content.write(b"x")
    with pytest.raises(Refused, match="超过 20 MB"):
        judged("a.pdf", content)


def test_a_file_lies_under_a_random_name_and_is_what_came(tmp_path: Path) -> None:
    content = b"%PDF-" + os.urandom(700_000)
    with kept(tmp_path, io.BytesIO(content)) as stored:
        path = place(tmp_path, stored.name)
        assert path.parent.name == stored.name[:2]
        assert path.read_bytes() == content
        assert (stored.size_bytes, stored.sha256) == (len(content), digest_of(path))
        assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [stored.name]


def test_what_comes_to_nothing_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), kept(tmp_path, io.BytesIO(b"x")):
        raise RuntimeError("the row was not written")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


FAULTS = {errno.ENOSPC: "磁盘满了", errno.EROFS: "写不进去", errno.EACCES: "写不进去"}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_folder_that_takes_no_more_says_so_and_keeps_nothing_half(
    tmp_path: Path, fault: int
) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError(fault, "no more")
            return super().read(size)

    with pytest.raises(Refused, match=FAULTS[fault]), kept(tmp_path, Failing(b"x" * 300_000)):
        pytest.fail("it was not stored")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_a_paper_stands_behind_its_firm_and_is_struck_out_with_a_reason(
    world: World, tmp_path: Path
) -> None:
    firm, by = firms.firm(world, "示例甲"), world.by("officer")
    with kept(tmp_path, io.BytesIO(b"%PDF-")) as stored:
        paper = attach(firm, stored, "示例.pdf", KINDS["pdf"], by=by, on=TODAY)
    assert attachments_of(firm) == [paper]
    assert paper.subject == firm.subject
    told = firms.last_event(world)
    assert (told.kind, told.after["sha256"]) == (EventKind.ATTACHMENT_ADDED, stored.sha256)
    with pytest.raises(Refused, match="为什么"):
        void_attachment(firm, paper, by=by, on=TODAY, because=" ")
    void_attachment(firm, paper, by=by, on=TODAY, because="传错了")
    assert paper.is_void
    assert paper.place_in(tmp_path).exists(), "what was struck out is kept all the same"
    with pytest.raises(Refused, match="已经作废"):
        void_attachment(firm, paper, by=by, on=TODAY, because="再来")


def test_a_paper_behind_a_project_is_an_event_of_the_project(world: World, tmp_path: Path) -> None:
    with kept(tmp_path, io.BytesIO(b"%PDF-")) as stored:
        attach(world.jia, stored, "示例.pdf", KINDS["pdf"], by=world.by("officer"), on=TODAY)
    assert firms.last_event(world).project_id == world.jia.id
    assert attachments_of(world.jia)[0].subject == f"project:{world.jia.id}"
