"""The first day of a real office: whoever holds the printed token names it and its two admins."""

from flask import Response, abort, current_app, flash, request, url_for
from wtforms import Field, PasswordField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from tracker.domain.office.accounts import judge_password
from tracker.domain.office.founding import is_waiting, open_office
from tracker.extensions import db
from tracker.pages.sign_in.blueprint import blueprint
from tracker.pages.sign_in.sign_in import LONGEST, TOO_LONG
from tracker.refusal import Refused
from tracker.web.access import open_to_all
from tracker.web.forms.fields import BaseForm, refused, storable
from tracker.web.forms.submissions import lead_to
from tracker.web.passwords import hashed
from tracker.web.rendering import page, today


def text(label: str, longest: int, *more: Regexp) -> Field:
    short = Length(max=longest, message=f"最多 {longest} 个字。")
    return StringField(label, [InputRequired(f"请填写{label}。"), short, storable, *more])


def secret(label: str) -> Field:
    asked = [InputRequired(f"请填写{label}。"), Length(max=LONGEST, message=TOO_LONG), storable]
    return PasswordField(label, asked)


class SetUpForm(BaseForm):
    """The token, the office, and the two admins."""

    token = text("启用口令", 100)
    name = text("单位名称", 40)
    code_prefix = text(
        "项目编号前缀", 8, Regexp(r"^[A-Za-z]{1,8}$", message="只用 1–8 个英文字母，如 ZX。")
    )
    system_login = text("系统管理员的用户名", 60)
    system_name = text("系统管理员的姓名", 40)
    system_password = secret("系统管理员的密码")
    security_login = text("安全管理员的用户名", 60)
    security_name = text("安全管理员的姓名", 40)
    security_password = secret("安全管理员的密码")


@blueprint.route("/set-up", methods=["GET", "POST"])
@open_to_all
def set_up() -> Response:
    if not is_waiting(db.session()):
        abort(404)
    form = SetUpForm(data={"token": request.args.get("token", ""), "code_prefix": "ZX"})
    is_sent = request.method == "POST"
    if is_sent and form.validate():
        try:
            return open_with(form)
        except Refused as refusal:
            refused(form, refusal)
    return page("sign_in/set_up.html", 422 if is_sent else 200, form=form)


def open_with(form: SetUpForm) -> Response:
    judge_both(form)
    hashes = [hashed(form[f"{who}_password"].data) for who in ("system", "security")]
    system_admin, security_admin = (
        (form[f"{who}_login"].data, form[f"{who}_name"].data, password_hash)
        for who, password_hash in zip(("system", "security"), hashes, strict=True)
    )
    open_office(
        db.session(),
        form.token.data,
        form.name.data,
        form.code_prefix.data.upper(),
        on=today(),
        system_admin=system_admin,
        security_admin=security_admin,
    )
    db.session.commit()
    current_app.extensions.pop("office", None)
    flash("启用好了，请用系统管理员的账号登录，给同事开账号。", "success")
    return lead_to(url_for("sign_in.enter"))


def judge_both(form: SetUpForm) -> None:
    """Both passwords, so that both sentences come at once."""
    wrong: dict[str, str] = {}
    for who in ("system", "security"):
        field = f"{who}_password"
        try:
            judge_password(form[field].data, form[f"{who}_login"].data, field=field)
        except Refused as refusal:
            wrong |= refusal.fields
    if wrong:
        raise Refused("密码要改", **wrong)
