"""Writing a directive: on a project, a blocker, a chain, or nothing in particular."""

from dataclasses import dataclass
from typing import Any

from flask import abort, request, url_for
from sqlalchemy import select
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired

from tracker.domain.blocker import Blocker
from tracker.domain.can import Can
from tracker.domain.chain import Chain
from tracker.domain.directive.directive_acts import give
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.words import Role
from tracker.extensions import db
from tracker.pages.directives.blueprint import blueprint
from tracker.web.access import blocker_or_404, visible_or_404
from tracker.web.act import Done, act
from tracker.web.deadline_fields import DeadlineFields
from tracker.web.fields import offered, text
from tracker.web.identity import actor
from tracker.web.rendering import today

ANSWERERS = (Role.OFFICER, Role.HEAD, Role.UNIT)


@dataclass(frozen=True, slots=True)
class About:
    """What a directive is on, as the address names it, and where that stands."""

    project: Project | None = None
    blocker: Blocker | None = None
    chain: Chain | None = None

    @property
    def words(self) -> str:
        if self.blocker:
            return f"堵点“{self.blocker.what[:40]}”（{self.blocker.project.name}）"
        if self.project:
            return f"项目“{self.project.name}”"
        return f"产业链“{self.chain.name}”" if self.chain else ""

    @property
    def args(self) -> dict[str, Any]:
        named = {
            "project": self.project.code if self.project else None,
            "blocker": self.blocker.id if self.blocker else None,
            "chain": self.chain.slug if self.chain else None,
        }
        return {name: value for name, value in named.items() if value}


class DirectiveForm(DeadlineFields):
    """What is to be done, who answers, by when."""

    WORKDAYS = (1, 3, 5, 10)

    said = TextAreaField("批示内容", text(1000, "请写批示内容。"))
    whom = SelectField("谁来答复", [DataRequired("请选谁来答复。")])

    def fit(self, on: About) -> None:
        """Whoever clears the blocker answers, else whoever answers for the project."""
        self.whom.choices = offered(whom())
        self.offer_days()
        if self.is_submitted():
            return
        project = on.project or (on.blocker.project if on.blocker else None)
        if on.blocker and on.blocker.department_id:
            self.whom.data = _key(on.blocker.department_id, None)
        elif project:
            self.whom.data = _key(project.owner_department_id, project.owner_id)


def about() -> About:
    """What the address names; 404 where this person does not see it."""
    if number := request.args.get("blocker", ""):
        if not (number.isdecimal() and len(number) < 10):
            abort(404)
        return About(blocker=blocker_or_404(int(number)))
    if code := request.args.get("project", ""):
        return About(project=visible_or_404(code))
    if slug := request.args.get("chain", ""):
        chain = db.session.scalar(select(Chain).where(Chain.slug == slug.replace("\x00", "")))
        return About(chain=chain) if chain else abort(404)
    return About()


@act(
    blueprint,
    "/directives/new",
    Can.DIRECT,
    opened_as="new",
    find=about,
    form=DirectiveForm,
    names=("about",),
    template="directives/new.html",
)
def write(on: About, form: DirectiveForm) -> Done:
    department, person = addressee(form.whom.data)
    directive = give(
        db.session(),
        form.said.data or "",
        department,
        person=person,
        due_on=form.deadline(),
        on=today(),
        by=actor(),
        project=on.project,
        blocker=on.blocker,
        chain=on.chain,
    )
    return Done("批示已下达。", url_for("directives.show", directive_id=directive.id))


def addressee(key: str) -> tuple[Department, User | None]:
    """The department, and the person if one was named, of an option of `whom`."""
    department_id, _, user_id = key.partition("/")
    department = db.session.get_one(Department, int(department_id))
    return department, db.session.get_one(User, int(user_id)) if user_id else None


def _key(department_id: int, user_id: int | None) -> str:
    return f"{department_id}/{user_id}" if user_id else str(department_id)


def whom() -> list[tuple[str, str]]:
    """Each department in use, and below it those of its people who may answer."""
    people: dict[int, list[tuple[str, str]]] = {}
    rows = db.session.execute(
        select(User.department_id, User.id, User.name)
        .where(User.is_active, User.role.in_(ANSWERERS), User.department_id.is_not(None))
        .order_by(User.id)
    )
    for department_id, user_id, name in rows:
        people.setdefault(department_id, []).append((_key(department_id, user_id), name))
    offices = db.session.execute(
        select(Department.id, Department.short_name)
        .where(Department.in_use)
        .order_by(Department.id)
    )
    found = [("", "请选择")]
    for department_id, name in offices:
        found.append((_key(department_id, None), name))
        found += [(key, f"{name} · {one}") for key, one in people.get(department_id, ())]
    return found
