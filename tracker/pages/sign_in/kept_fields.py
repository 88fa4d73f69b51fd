"""What was typed into an expired form: kept through the sign-in under other names."""

from flask import request

PREFIX = "kept-"


def kept_fields() -> list[tuple[str, str]]:
    """The fields that came along with the sign-in form, under the names that they had."""
    return [
        (name.removeprefix(PREFIX), value)
        for name, value in request.form.items(multi=True)
        if name.startswith(PREFIX)
    ]
