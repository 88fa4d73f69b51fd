"""What the form library says by itself, in sentences that say what to do."""

from typing import Any

from wtforms import Field

SAID = {
    "Not a valid choice.": "请从列出的选项里选一个。",
    "Invalid Choice: could not coerce.": "请从列出的选项里选一个。",
    "Not a valid integer value.": "请只写整数，不写小数和文字。",
    "Not a valid decimal value.": "请只写数字，可以有小数。",
    "Not a valid date value.": "没有这一天，请写成 2026-11-23 的样子。",
    "This field is required.": "请填写这一项。",
}


class FormWords:
    """The library's own words, but for those that do not say what to do."""

    def __init__(self, others: Any) -> None:
        self.others = others

    def gettext(self, text: str) -> str:
        return SAID.get(text) or str(self.others.gettext(text))

    def ngettext(self, one: str, many: str, count: int) -> str:
        return str(self.others.ngettext(one, many, count))


def say_once(field: Field) -> None:
    """What could not be read at all is said once, not judged besides."""
    unread = list(field.process_errors)
    if unread and field.errors[: len(unread)] == unread:
        field.errors = unread
