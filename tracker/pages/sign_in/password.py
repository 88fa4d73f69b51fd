"""One's own password: the old one, the new one twice; every other session ends."""

from flask import Response, flash, g, request
from flask_login import current_user
from wtforms import PasswordField
from wtforms.validators import EqualTo, InputRequired, Length

from tracker.domain.office.accounts import change_password, judge_password
from tracker.extensions import db
from tracker.pages.sign_in.blueprint import blueprint
from tracker.pages.sign_in.credentials import recognised
from tracker.pages.sign_in.return_addresses import home_of
from tracker.pages.sign_in.sign_in import LONGEST, TOO_LONG
from tracker.refusal import Refused, refuse
from tracker.web import identity
from tracker.web.access import everyone_signed_in
from tracker.web.forms.fields import BaseForm, refused, storable
from tracker.web.forms.submissions import lead_to
from tracker.web.passwords import hashed
from tracker.web.rendering import page, today


class PasswordForm(BaseForm):
    """The old password, and the new one twice."""

    old_password = PasswordField("现在的密码", [InputRequired("请填写现在的密码。"), storable])
    new_password = PasswordField(
        "新密码",
        [InputRequired("请填写新密码。"), Length(max=LONGEST, message=TOO_LONG), storable],
    )
    again = PasswordField(
        "再写一遍新密码",
        [InputRequired("请再写一遍新密码。"), EqualTo("new_password", "两遍不一样，请重写。")],
    )


@blueprint.route("/password", methods=["GET", "POST"])
@everyone_signed_in
def password() -> Response:
    form = PasswordForm()
    is_sent = request.method == "POST"
    if is_sent and form.validate():
        try:
            return change(form.old_password.data or "", form.new_password.data or "")
        except Refused as refusal:
            refused(form, refusal)
    return page("sign_in/password.html", 422 if is_sent else 200, form=form)


def change(old: str, new: str) -> Response:
    """Judge, hash, recognise, and only then write; this browser is signed in anew."""
    login = current_user.login
    judge_password(new, login)
    if new == old:
        refuse("new_password", "新密码要与现在的不同。")
    password_hash = hashed(new)
    try:
        user = recognised(login, old)
    except Refused:
        refuse("old_password", "现在的密码不对；连续输错 5 次会锁定 15 分钟。")
    change_password(user, password_hash, on=today())
    identity.sign_in(user)
    db.session.commit()
    g.pop("csrf_token", None)
    flash("密码已改好；其他地方登录的都已退出。", "success")
    return lead_to(home_of(identity.actor()))
