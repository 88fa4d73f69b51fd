"""A rule said no, in the user's own words."""

from collections.abc import Callable
from typing import NoReturn


class Refused(Exception):
    """Raised by a domain verb that may not go on; carries one sentence a field.

    `fields` maps a form field's name to the sentence that belongs at it; the
    empty name stands for the form as a whole.
    """

    def __init__(self, message: str, **fields: str) -> None:
        super().__init__(message)
        self.message = message
        self.fields = fields or {"": message}


def refuse(field: str, message: str) -> NoReturn:
    """Refuse because of one field."""
    raise Refused(message, **{field: message})


def need(typed: str, message: str, field: str = "because") -> None:
    """Refuse where nothing was typed; most often it is the reason that is missing."""
    if not typed.strip():
        refuse(field, message)


def judge_all(*judges: Callable[[], object]) -> None:
    """Ask each of them; whatever they refuse is said in one refusal, field by field."""
    wrong: dict[str, str] = {}
    for judge in judges:
        try:
            judge()
        except Refused as refusal:
            wrong |= refusal.fields
    if wrong:
        raise Refused("请按提示修改。", **wrong)
