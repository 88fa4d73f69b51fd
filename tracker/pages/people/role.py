"""What an account is for: the one role that a person has, granted by the security admin."""

from typing import Any

from wtforms import SelectField
from wtforms.validators import Optional

from tracker.domain.office.accounts import grant_role
from tracker.domain.office.first_password import take_second_half
from tracker.domain.people.user import User
from tracker.domain.permissions import Can
from tracker.domain.words import Role
from tracker.pages.people.blueprint import blueprint, somebody, the_list
from tracker.pages.people.password import second_half_said
from tracker.web.act import Done, act
from tracker.web.fields import BaseForm, offered
from tracker.web.identity import actor
from tracker.web.rendering import today


class RoleForm(BaseForm):
    """The one role that a person has."""

    role = SelectField("角色", [Optional()], choices=offered([("", "无"), *Role.choices()]))

    @classmethod
    def known(cls, user: User) -> dict[str, Any]:
        return {"role": user.role.value if user.role else ""}


@act(
    blueprint,
    "/<int:user_id>/role",
    Can.GRANT_ROLES,
    opened_as="role",
    find=somebody,
    names=("user",),
    form=RoleForm,
    template="people/role.html",
    home=the_list,
)
def grant(user: User, form: RoleForm) -> Done:
    chosen = Role(form.role.data) if form.role.data else None
    grant_role(user, chosen, by=actor(), on=today())
    told = second_half_said(user, take_second_half(user))
    return Done(f"{user.name}现在是{chosen.label if chosen else '无角色'}。{told}")
