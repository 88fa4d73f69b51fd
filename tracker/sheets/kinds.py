"""What a file is by its first bytes and its name, and what cannot be read at all."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile

from tracker.refusal import Refused

READ = {".csv": "text", ".txt": "text", ".xlsx": "xlsx", ".xls": "xls"}
"""Extension → the kind that its content must be."""

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
OTHERS = {
    b"%PDF": " PDF",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"{\\rtf": "文字文档",
}
PARTS = {
    "xl/": "xlsx",
    "word/": " Word 文档",
    "ppt/": " PPT",
    "content.xml": " ODS 或 ODT 文档",
}
NAMED = {"xlsx": " .xlsx 工作簿", "xls": " .xls 工作簿", "text": "纯文本"}

MOST_PARTS = 2_000
MOST_BYTES = 300 * 1024**2
SMALL = 10 * 1024**2
MOST_FOLDED = 100
"""How many times a workbook may grow when unpacked; ours grow by 15 to 40."""

MAKE_XLSX = "请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。"
BROKEN = f"文件坏了，打不开。{MAKE_XLSX}"
EMPTY = "文件是空的，里面什么内容也没有。请检查是不是选错了文件。"
LOCKED = "文件加了密码，打不开。请在 Excel 或 WPS 里去掉打开密码，另存后再上传。"
BLOWN_UP = "文件解开后大得不正常，没有打开。请把要用的内容复制到一份新的 .xlsx 里再上传。"


def ending_of(name: str) -> str:
    """The name's extension, if it is one of those that can be read; raises Refused if not."""
    _, dot, last = name.rpartition(".")
    ending = f"{dot}{last.lower().strip()}"
    if ending not in READ:
        told = f"这个文件的扩展名是 {ending[:10]}" if dot else "这个文件没有扩展名"
        raise Refused(f"{told}，只能读 .xlsx、.xls 和 .csv。请把表格另存为 .xlsx 再上传。")
    return ending


def kind_of(content: bytes, ending: str) -> str:
    """text, xlsx or xls; raises Refused for anything else, and where ending and content differ."""
    if not content.strip(b"\x00\r\n\t ,;\xef\xbb\xbf"):
        raise Refused(EMPTY)
    found = _found(content)
    if found not in NAMED:
        raise Refused(f"这个文件其实是{found}，不是表格。请选 .xlsx、.xls 或 .csv 文件。")
    if found != READ[ending]:
        raise Refused(f"扩展名是 {ending}，内容却是{NAMED[found]}。请改对扩展名再上传。")
    return found


def _found(content: bytes) -> str:
    if content.startswith(ZIP):
        return _packed(content)
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Refused(LOCKED)
        return " Word 文档" if "WordDocument".encode("utf-16-le") in content else "xls"
    for begins, what in OTHERS.items():
        if content.startswith(begins):
            return what
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        return "网页"
    return "text"


def _packed(content: bytes) -> str:
    """What a zip holds, after a look at its directory: nothing is unpacked before that."""
    try:
        parts = ZipFile(BytesIO(content)).infolist()
    except (BadZipFile, ValueError, NotImplementedError, UnicodeError) as problem:
        raise Refused(BROKEN) from problem
    grown = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or grown > MOST_BYTES:
        raise Refused(BLOWN_UP)
    if grown > SMALL and grown > MOST_FOLDED * len(content):
        raise Refused(BLOWN_UP)
    for begins, what in PARTS.items():
        if any(part.filename.startswith(begins) for part in parts):
            return what
    return "压缩包"
