"""What an account is for: the one role that a person has, granted by the security admin."""

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField
from wtforms.validators import Optional

from tracker.domain.office.accounts import grant_role
from tracker.domain.office.first_password import take_second_half
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.words import Role
from tracker.pages.people.blueprint import blueprint, somebody
from tracker.pages.people.password import second_half_said
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, offered
from tracker.web.identity import actor
from tracker.web.rendering import page, today


class RoleForm(BaseForm):
    """The one role that a person has."""

    role = SelectField("角色", [Optional()], choices=offered([("", "无"), *Role.choices()]))


@blueprint.get("/<int:user_id>/role")
@allow(Can.GRANT_ROLES)
def role(user_id: int) -> Response:
    user = somebody(user_id)
    form = RoleForm(data={"role": user.role.value if user.role else ""})
    return page("people/role.html", user=user, form=form)


@blueprint.post("/<int:user_id>/role")
@allow(Can.GRANT_ROLES)
def grant(user_id: int) -> ResponseReturnValue:
    user, form = somebody(user_id), RoleForm()
    return attempt(form, lambda: _grant(user, form)) or page(
        "people/role.html", 422, user=user, form=form
    )


def _grant(user: User, form: RoleForm) -> str:
    chosen = Role(form.role.data) if form.role.data else None
    grant_role(user, chosen, by=actor(), on=today())
    told = second_half_said(user, take_second_half(user))
    flash(f"{user.name}现在是{chosen.label if chosen else '无角色'}。{told}", "success")
    return url_for("people.list_all")
