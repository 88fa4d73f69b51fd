"""A double click saves once: each form carries a token, remembered with what it did."""

import re
import secrets

from flask import Response, request
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.domain.submission import Submission
from tracker.extensions import db

TOKEN = re.compile(r"[\w-]{1,64}", re.ASCII)


def new_token() -> str:
    return secrets.token_urlsafe(12)


def token_sent() -> str:
    """The form's token, if it is one of ours."""
    token = request.form.get("once", "")
    return token if TOKEN.fullmatch(token) else ""


def answered_before() -> Response | None:
    """Where this very form led when it was saved the first time; None for a new one."""
    if not (token := token_sent()):
        return None
    location = db.session.scalar(
        select(Submission.location).where(
            Submission.user_id == current_user.id, Submission.token == token
        )
    )
    return lead_to(location) if location else None


def save_and_lead_to(location: str) -> Response:
    """Commit the act together with its token, then go there.

    The same form sent twice at the same moment meets the unique constraint:
    the second one is answered as the first was.
    """
    if token := token_sent():
        db.session.add(Submission(user_id=current_user.id, token=token, location=location))
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        if (earlier := answered_before()) is not None:
            return earlier
        raise
    return lead_to(location)


def lead_to(location: str) -> Response:
    """303, or for htmx the header that makes the page follow."""
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Redirect": location})
    return Response(status=303, headers={"Location": location})
