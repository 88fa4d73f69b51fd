"""The worst of files: each costs one sentence within two seconds, and nothing else."""

import os
import struct
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from tests.sheets.books import HEAD, NAMESPACE, SHEET, TEXTS, book, packed, sheet_of_xml, with_part
from tests.sheets.old_book import contained
from tracker.refusal import Refused
from tracker.sheets import reading
from tracker.sheets.bounds import TOO_FULL, TOO_HEAVY, TOO_LONG, TOO_WIDE
from tracker.sheets.formulas import DECLARING
from tracker.sheets.kinds import BLOWN_UP, BROKEN, EMPTY, LOCKED
from tracker.sheets.reading import TOO_SLOW, read

A_MEGABYTE = 1024**2
DIRECTORY, SIZE = b"PK\x01\x02", 24
"""How an entry of a zip's directory begins, and where in it the part's length stands."""
WIDE = "甲" * 16_384
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def plain() -> bytes:
    return book(lambda sheet: sheet.write(0, 0, "甲"))


def cell_at(row: int, column: int) -> bytes:
    return book(lambda sheet: (sheet.write(0, 0, "甲"), sheet.write(row, column, "乙")))


def laughing(before: str = "") -> bytes:
    """A billion laughs, perhaps behind so long a comment that nobody looks that far."""
    tenfold = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    text = f'{HEAD}{before}<!DOCTYPE a [<!ENTITY a0 "ha">{tenfold}]>'
    shared = f'<sst {NAMESPACE} count="1" uniqueCount="1"><si><t>&a9;</t></si></sst>'
    return with_part(plain(), TEXTS, text + shared)


def outside_entity() -> bytes:
    text = f'{HEAD}<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    shared = f'<sst {NAMESPACE} count="1" uniqueCount="1"><si><t>&e;</t></si></sst>'
    return with_part(plain(), TEXTS, text + shared)


def bomb() -> bytes:
    """Forty megabytes in forty kilobytes."""
    return with_part(plain(), SHEET, " " * (40 * A_MEGABYTE))


def declared(content: bytes, size: int) -> bytes:
    """A zip whose directory says that its largest part is so many bytes long."""
    told = bytearray(content)
    at = told.find(DIRECTORY)
    while at >= 0:
        if struct.unpack_from("<I", told, at + SIZE)[0] > A_MEGABYTE:
            struct.pack_into("<I", told, at + SIZE, size)
        at = told.find(DIRECTORY, at + 4)
    return bytes(told)


def repeated_text() -> bytes:
    """One long text that two hundred thousand cells point to: six gigabytes of it."""
    row = '<row r="{}">' + '<c t="s"><v>0</v></c>' * 20 + "</row>"
    content = sheet_of_xml("".join(row.format(number) for number in range(1, 10_001)))
    shared = f'<sst {NAMESPACE} count="1" uniqueCount="1"><si><t>{"x" * 32_000}</t></si></sst>'
    return with_part(content, TEXTS, HEAD + shared)


NOT_A_TABLE = "不是表格。请选 .xlsx、.xls 或 .csv 文件。"

FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a far cell": ("a.xlsx", lambda: cell_at(1_048_575, 16_383), TOO_HEAVY),
    "a cell far to the right": ("a.xlsx", lambda: cell_at(0, 16_383), TOO_WIDE),
    "a cell far below": ("a.xlsx", lambda: cell_at(1_048_575, 0), TOO_LONG),
    "16,384 columns": ("a.xlsx", lambda: book(lambda s: s.write_row(0, 0, WIDE)), TOO_WIDE),
    "a wide CSV": ("a.csv", lambda: b"," * 20_000 + b"x", TOO_WIDE),
    "a long CSV": ("a.csv", lambda: b"a\n" * 200_001, TOO_LONG),
    "a full CSV": ("a.csv", lambda: (b"," * 400 + b"x\n") * 10_001, TOO_FULL),
    "a billion laughs": ("a.xlsx", laughing, DECLARING),
    "hidden laughs": ("a.xlsx", lambda: laughing(f"<!--{'x' * 9000}-->"), BROKEN),
    "an outside entity": ("a.xlsx", outside_entity, DECLARING),
    "a bomb": ("a.xlsx", bomb, BLOWN_UP),
    "a large bomb": ("a.xlsx", lambda: declared(bomb(), 400 * A_MEGABYTE), BLOWN_UP),
    "a bomb that lies": ("a.xlsx", lambda: declared(bomb(), 1_000), BROKEN),
    "many parts": ("a.xlsx", lambda: packed({f"xl/{n}": "" for n in range(2_001)}), BLOWN_UP),
    "one text a thousandfold": ("a.xlsx", repeated_text, TOO_HEAVY),
    "deep XML": ("a.xlsx", lambda: with_part(plain(), SHEET, "<a>" * 200_000), EMPTY),
    "wrong XML": ("a.xlsx", lambda: sheet_of_xml('<row r="1"><c r="A1"></wrong>'), BROKEN),
    "half a file": ("a.xlsx", lambda: plain()[:2_000], BROKEN),
    "nothing after the first bytes": ("a.xls", lambda: OLE + bytes(600), BROKEN),
    "a password": ("a.xlsx", lambda: contained("EncryptedPackage", b"x"), LOCKED),
    "no byte": ("a.xlsx", lambda: b"", EMPTY),
    "no byte of text": ("a.csv", lambda: b"", EMPTY),
    "commas alone": ("a.csv", lambda: b"\xef\xbb\xbf,,\r\n,,\r\n", EMPTY),
    "empty cells alone": ("a.csv", lambda: b'"",""\r\n', EMPTY),
    "no cell": ("a.xlsx", lambda: book(lambda sheet: None), EMPTY),
    "a picture": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n", f"这个文件其实是图片，{NOT_A_TABLE}"),
    "a PDF": ("a.csv", lambda: b"%PDF-1.7 ", f"这个文件其实是 PDF，{NOT_A_TABLE}"),
    "a letter": (
        "a.xlsx",
        lambda: packed({"word/document.xml": ""}),
        f"这个文件其实是 Word 文档，{NOT_A_TABLE}",
    ),
    "an old letter": (
        "a.xls",
        lambda: contained("WordDocument", b"x"),
        f"这个文件其实是 Word 文档，{NOT_A_TABLE}",
    ),
    "a page": ("a.xls", lambda: b"<html><table>", f"这个文件其实是网页，{NOT_A_TABLE}"),
    "a zip": ("a.xlsx", lambda: packed({"a.txt": "甲"}), f"这个文件其实是压缩包，{NOT_A_TABLE}"),
    "a workbook called CSV": (
        "a.csv",
        plain,
        "扩展名是 .csv，内容却是 .xlsx 工作簿。请改对扩展名再上传。",
    ),
    "a CSV called a workbook": (
        "a.XLSX",
        lambda: "甲,乙".encode(),
        "扩展名是 .xlsx，内容却是纯文本。请改对扩展名再上传。",
    ),
}


def seconds_worked() -> float:
    """Of this process and its children, so that a busy machine does not count."""
    return sum(os.times()[:4])


@pytest.mark.slow
@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_costs_one_sentence(case: str) -> None:
    name, make, said = FILES[case]
    content = make()
    began = seconds_worked()
    with pytest.raises(Refused) as refusal:
        read(content, name)
    assert refusal.value.message == said
    assert seconds_worked() - began < 2


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.png", "a.et", "a", "a.xlsx.exe", ".", ""])
def test_an_extension_that_cannot_be_read_is_refused_before_anything_is_opened(name: str) -> None:
    with pytest.raises(Refused, match=r"只能读 \.xlsx、\.xls 和 \.csv"):
        read(plain(), name)


def test_a_file_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0)
    with pytest.raises(Refused) as refusal:
        read(plain(), "a.xlsx")
    assert refusal.value.message == TOO_SLOW


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_SECRET_KEY", "a secret")
    knows: list[dict[str, str]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, env: dict[str, str], **more: Any) -> None:
            knows.append(env)
            super().__init__(*words, env=env, **more)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    assert read(plain(), "a.xlsx").sheets
    assert len(knows) == 1
    assert "TRACKER_SECRET_KEY" not in knows[0]
