"""Workbooks made by hand for the tests: good ones cell by cell, bad ones part by part."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def book(fill: Callable[[Worksheet], Any]) -> bytes:
    """A workbook with one sheet, filled by that function."""
    file = BytesIO()
    made = xlsxwriter.Workbook(file, {"in_memory": True})
    fill(made.add_worksheet("表一"))
    made.close()
    return file.getvalue()


def with_part(content: bytes, part: str, text: str) -> bytes:
    """The workbook with one of its parts put in another's place."""
    file = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, text if one.filename == part else old.read(one))
    return file.getvalue()


def sheet_of_xml(cells: str, after: str = "") -> bytes:
    """A workbook whose only sheet holds this XML."""
    xml = f"{HEAD}<worksheet {NAMESPACE}><sheetData>{cells}</sheetData>{after}</worksheet>"
    return with_part(book(lambda sheet: sheet.write(0, 0, "甲")), SHEET, xml)


def packed(parts: dict[str, str]) -> bytes:
    """A zip that holds these parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, text in parts.items():
            made.writestr(name, text)
    return file.getvalue()
