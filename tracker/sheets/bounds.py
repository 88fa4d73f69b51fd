"""How large a table may be to be read in, counted while it is read."""

from tracker.refusal import Refused

MOST_ROWS = 200_000
MOST_COLUMNS = 500
MOST_CELLS = 4_000_000
MOST_SIGNS = 100_000_000
LONGEST_CELL = 100_000

TOO_WIDE = f"表格超过 {MOST_COLUMNS} 列，读不了。多半右边很远处有一格内容：请删掉多余的列再上传。"
TOO_LONG = f"表格超过 {MOST_ROWS:,} 行，一次读不了。请删掉下面不用的行，或者分成几个文件上传。"
TOO_FULL = f"表格超过 {MOST_CELLS:,} 格，一次读不了。请分成几个文件上传。"
TOO_MUCH = "表格里的文字太多，一次读不了。请分成几个文件上传。"
TOO_HEAVY = (
    "文件撑满了内存，没有读完。多半是最远的行或列里有一格多余的内容，或者格子太多。"
    "请把要用的部分复制到一份新的 .xlsx 里再上传。"
)


def check_size(rows: int, columns: int) -> None:
    """Refuse what is known to be too large before anything is read."""
    if columns > MOST_COLUMNS:
        raise Refused(TOO_WIDE)
    if rows > MOST_ROWS:
        raise Refused(TOO_LONG)
    if rows * columns > MOST_CELLS:
        raise Refused(TOO_FULL)


class Bounds:
    """The size of a file so far, all its sheets together."""

    def __init__(self) -> None:
        self.rows = self.columns = self.signs = 0

    def add(self, columns: int, signs: int = 0) -> None:
        """Count one row more; raises Refused at the first that is too many."""
        self.rows += 1
        self.columns = max(self.columns, columns)
        self.signs += signs
        check_size(self.rows, self.columns)
        if self.signs > MOST_SIGNS:
            raise Refused(TOO_MUCH)
