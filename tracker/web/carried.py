"""Text typed into a form whose session had ended: it goes through sign-in and comes back."""

from collections.abc import Mapping
from typing import Any

from flask import render_template
from werkzeug.datastructures import MultiDict

NOT_CARRIED = {"csrf_token", "password", "new_password", "again", "login"}


def carried_fields(form: MultiDict[str, str]) -> list[tuple[str, str]]:
    """Every field but secrets, in order, repeated ones too."""
    return [(name, value) for name, value in form.items(multi=True) if name not in NOT_CARRIED]


def sign_in_page_with(path: str, form: MultiDict[str, str]) -> tuple[str, int]:
    """The sign-in page that holds what was typed, to be sent again afterwards."""
    context: Mapping[str, Any] = {"carried_to": path, "carried": carried_fields(form)}
    return render_template("sign_in/enter.html", form=None, **context), 401
