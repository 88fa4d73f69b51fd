"""Papers: official documents as Word, the house's own templates filled with what is recorded.

The templates stand beside this file and look as GB/T 9704 wants them. What is
filled in is text: whatever it says, it is neither markup nor template.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from tracker.word import Word

TEMPLATES = Path(__file__).parent / "templates"

MOST = 500
"""Blockers that one paper lists; a leader reads no more, and Word opens no more with ease."""

TOO_MANY = f"Word 里最多放 {MOST} 个堵点，这份更长。请加上筛选条件分几次导出，或者导出 Excel。"


class Paper(Word):
    """What can be had as Word; the value names its template."""

    THREE_LISTS = "three-lists", "三张清单"
    CLOSING = "closing", "销号单"


def fill(file: IO[bytes], paper: Paper, told: Mapping[str, Any]) -> None:
    """Write the paper, with what is told in its places."""
    from docxtpl import DocxTemplate  # with lxml a tenth of a start, for what is seldom asked

    template = DocxTemplate(TEMPLATES / f"{paper.value}.docx")
    template.render(dict(told), autoescape=True)
    template.save(file)
