"""In and out: the sign-in page, what was typed before it, and signing out."""

from flask import Response, g, request, url_for
from flask_login import current_user
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from tracker.domain.event import EventKind, note_event
from tracker.domain.people.user import Actor, User
from tracker.extensions import db
from tracker.pages.sign_in.blueprint import blueprint
from tracker.pages.sign_in.credentials import recognised
from tracker.pages.sign_in.kept_fields import kept_fields
from tracker.pages.sign_in.return_addresses import home_of, own_form, own_page
from tracker.refusal import Refused
from tracker.web import identity
from tracker.web.access import everyone_signed_in, open_to_all
from tracker.web.forms.carried_forms import offered_again
from tracker.web.forms.fields import BaseForm, refused, storable
from tracker.web.forms.submissions import lead_to
from tracker.web.rendering import page, today

LONGEST = 200
TOO_LONG = f"太长了，最多 {LONGEST} 个字。"


class SignInForm(BaseForm):
    """Name and password."""

    login = StringField(
        "用户名", [InputRequired("请填写用户名。"), Length(max=LONGEST, message=TOO_LONG)]
    )
    password = PasswordField(
        "密码",
        [InputRequired("请填写密码。"), Length(max=LONGEST, message=TOO_LONG), storable],
    )


@blueprint.app_template_global()
def fresh_sign_in_form() -> SignInForm:
    """An empty one, for the page that another form's address answers with."""
    return SignInForm(formdata=None)


@blueprint.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def enter() -> Response:
    form = SignInForm()
    is_sent = request.method == "POST"
    if is_sent and form.validate():
        try:
            return welcome(recognised(form.login.data or "", form.password.data or ""))
        except Refused as refusal:
            refused(form, refusal)
    elif not is_sent and current_user.is_authenticated:
        return lead_to(home_of(identity.actor()))
    return page(
        "sign_in/enter.html",
        422 if is_sent else 200,
        form=form,
        carried=kept_fields(),
        carried_to=request.form.get("carried_to"),
    )


def welcome(user: User) -> Response:
    """Begin the session, and go where one was going or back to what one was writing."""
    note_coming(EventKind.SIGNED_IN, user.as_actor())
    identity.sign_in(user)
    must_change = user.must_change_password
    db.session.commit()
    g.pop("csrf_token", None)
    if must_change:
        return lead_to(url_for("sign_in.password"))
    fields, action = kept_fields(), own_form(request.form.get("carried_to", ""))
    if action and fields:
        return offered_again(
            action,
            fields,
            heading="您已重新登录，刚才填的内容还在",
            advice="看一遍没错，就继续保存；保存后才算数。",
        )
    return lead_to(own_page(request.args.get("next", "")) or home_of(identity.actor()))


def note_coming(kind: EventKind, by: Actor) -> None:
    note_event(db.session(), kind, by=by, on=today(), subject=f"user:{by.id}")


@blueprint.post("/sign-out")
@everyone_signed_in
def leave() -> Response:
    note_coming(EventKind.SIGNED_OUT, identity.actor())
    identity.sign_out()
    db.session.commit()
    return lead_to(url_for("sign_in.enter"))
