"""A double click saves once: each form carries a token, remembered with what it did."""

import hashlib
import re
import secrets

from flask import Response, flash, request
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.domain.office.form_submission import Submission
from tracker.extensions import db
from tracker.web.forms.carried_forms import carried_fields, offered_again

TOKEN = re.compile(r"[\w-]{1,64}", re.ASCII)


def new_token() -> str:
    return secrets.token_urlsafe(12)


def token_sent() -> str:
    """The form's token, if it is one of ours."""
    token = request.form.get("once", "")
    return token if TOKEN.fullmatch(token) else ""


def answered_before() -> Response | None:
    """Where this very form led when it was saved the first time; None for a new one.

    A form that was changed since is no double click: whoever did not see the first
    answer improved the text, and is asked what is to become of it.
    """
    if not (token := token_sent()):
        return None
    first = db.session.execute(
        select(Submission.location, Submission.digest).where(
            Submission.user_id == current_user.id, Submission.token == token
        )
    ).first()
    if first is None:
        return None
    return lead_to(first.location) if first.digest == digest_sent() else changed(first.location)


def save_and_lead_to(location: str) -> Response:
    """Commit the act together with its token, then go there.

    The same form sent twice at the same moment meets the unique constraint:
    the second one is answered as the first was.
    """
    if token := token_sent():
        db.session.add(
            Submission(
                user_id=current_user.id, token=token, digest=digest_sent(), location=location
            )
        )
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        if (earlier := answered_before()) is not None:
            return earlier
        raise
    return lead_to(location)


def digest_sent() -> str:
    """What was typed and chosen, whichever sign-in it was sent from."""
    typed = sorted(pair for pair in request.form.items(multi=True) if pair[0] != "csrf_token")
    files = sorted((name, file.filename) for name, file in request.files.items(multi=True))
    return hashlib.blake2b(repr((request.path, typed, files)).encode(), digest_size=16).hexdigest()


def changed(location: str) -> Response:
    """What was sent first stands; what it was changed into is shown, and may be saved too.

    A file cannot be shown and sent again, so it is only told that it was not taken.
    """
    if request.files:
        flash("上一次其实已经存上了；这次选的文件没有收，要换文件请重新上传。", "warning")
        return lead_to(location)
    typed = [(name, value) for name, value in carried_fields(request.form) if name != "once"]
    return offered_again(
        request.path,
        [*typed, ("once", new_token())],
        status=409,
        heading="上一次其实已经存上了",
        button="这次的也存一份",
        instead=(location, "去看存下的"),
        advice="您再次提交的与上一次存下的不一样，这次的还没有存。"
        "先看存下的；确实是另一件事，再把这次的也存一份。",
    )


def lead_to(location: str) -> Response:
    """303, or for htmx the header that makes the page follow."""
    if request.headers.get("HX-Request"):
        return Response(status=204, headers={"HX-Redirect": location})
    return Response(status=303, headers={"Location": location})
