"""Choosing what one wants to be told: in the app, by mail, or not at all."""

from flask import Response, flash, request, url_for
from sqlalchemy import select

from tracker.domain.notice import Topic
from tracker.domain.notice.wishes import wish, wishes
from tracker.domain.outbox import Channel, ChannelKind
from tracker.domain.people.user import User
from tracker.extensions import db
from tracker.pages.notices.blueprint import blueprint
from tracker.web.access import everyone_signed_in
from tracker.web.forms.submissions import new_token, save_and_lead_to
from tracker.web.identity import actor
from tracker.web.rendering import page


@blueprint.get("/notices/wishes")
@everyone_signed_in
def choose() -> Response:
    me = actor()
    chosen = {topic: wishes(db.session(), me.id, topic) for topic in Topic}
    by_mail = select(Channel.id).where(Channel.kind == ChannelKind.MAIL, Channel.in_use)
    return page(
        "notices/wishes.html",
        chosen=chosen,
        once=new_token(),
        mail=db.session.scalar(select(User.mail).where(User.id == me.id)),
        has_mail=db.session.scalar(by_mail.limit(1)) is not None,
    )


@blueprint.post("/notices/wishes")
@everyone_signed_in
def chosen() -> Response:
    for topic in Topic:
        wish(
            db.session(),
            topic,
            in_app=f"app-{topic}" in request.form,
            by_mail=f"mail-{topic}" in request.form,
            by=actor(),
        )
    flash("已记下，从下一条通知起按这个来。", "success")
    return save_and_lead_to(url_for("notices.choose"))
