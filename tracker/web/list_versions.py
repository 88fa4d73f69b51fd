"""A list that nobody has changed is not made again: its ETag is known before any other work."""

import hashlib
from functools import cache
from pathlib import Path

from flask import Response, current_app, request
from flask_login import current_user

from tracker.web.identity import actor
from tracker.web.rendering import today

MADE_OF = (".html", ".css", ".js", ".py")


def list_tag(*more: object) -> str:
    """Names what this person would be shown at this address, as the projects stand today.

    `more` is whatever else the page shows. What its head counts is named too: blockers,
    directives and targets age the lists as projects do, and `unread` tells the notices.
    """
    who = actor()
    seen = (
        _build(current_app.root_path),
        current_user.project_version,
        current_user.unread,
        who.id,
        who.role,
        who.department_id,
        today(),
        request.path,
        "HX-Request" in request.headers,
        request.query_string.replace(b"&poll=1", b"").replace(b"poll=1", b""),
        *more,
    )
    return hashlib.blake2b(repr(seen).encode(), digest_size=12).hexdigest()


def answered_unchanged(tag: str) -> Response | None:
    """304 for who holds that very list; a poll only learns that there is a newer one."""
    # Compression adds its name behind a tag, so it is looked for and not compared.
    if tag in request.headers.get("If-None-Match", ""):
        return tagged(Response(status=304), tag)
    if request.args.get("poll"):
        return tagged(Response(status=204), tag)
    return None


def tagged(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    return response


@cache
def _build(folder: str) -> str:
    """One name for all the code, templates and styles that a page is made of."""
    told = hashlib.blake2b(digest_size=8)
    for path in sorted(Path(folder).rglob("*")):
        if path.suffix in MADE_OF:
            told.update(path.read_bytes())
    return told.hexdigest()
