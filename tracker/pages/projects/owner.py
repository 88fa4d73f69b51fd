"""Who answers for a project: handing it over to a colleague."""

from flask import url_for
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired

from tracker.domain.event import EventKind
from tracker.domain.people.user import User
from tracker.domain.permissions import Can, can
from tracker.domain.project import Project
from tracker.extensions import db
from tracker.pages.projects.blueprint import project_act
from tracker.pages.projects.new_project import owners
from tracker.web.act import Done, Overtaken
from tracker.web.fields import VersionedForm, offered, text, version_seen
from tracker.web.identity import actor
from tracker.web.people_fields import people_choices
from tracker.web.rendering import today


class OwnerForm(VersionedForm):
    """To whom, and why."""

    owner = SelectField("交给谁", [DataRequired("请选一位同事。")], coerce=str)
    because = TextAreaField("移交原因", text(200, "请写明移交原因。"))

    def fit(self, _: Project) -> None:
        self.owner.choices = offered([("", "请选择"), *people_choices(owners())])


def judge_owner(project: Project, _: OwnerForm) -> None:
    if project.events_since(version_seen(), EventKind.PROJECT_HANDED_OVER):
        raise Overtaken("您打开这一页之后，项目刚被别人移交过。请看现在的跟踪人再决定。")


@project_act(
    "/<code>/owner",
    Can.HAND_OVER,
    opened_as="owner",
    form=OwnerForm,
    template="projects/owner.html",
    meanwhile=judge_owner,
)
def hand_over(project: Project, form: OwnerForm) -> Done:
    heir = db.session.get_one(User, int(form.owner.data))
    project.hand_over_to(heir, by=actor(), on=today(), because=form.because.data)
    to = "" if can(actor(), Can.SEE_PROJECTS, project) else url_for("ledger.show")
    return Done(f"“{project.name}”已移交给{heir.name}。", to)
