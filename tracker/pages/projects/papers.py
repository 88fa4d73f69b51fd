"""Papers put behind a project."""

from functools import partial

from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.pages.projects.blueprint import page_of, project_act
from tracker.web.act import Done
from tracker.web.paper_fields import PaperForm


@project_act(
    "/<code>/attachments",
    Can.FOLLOW_UP,
    opened_as="papers",
    form=PaperForm,
    papers="file",
    template="attachments/new.html",
    context=lambda project, _: {"behind": project.name},
    home=partial(page_of, part="papers"),
)
def keep_paper(project: Project, _: PaperForm) -> Done:
    """Whoever follows a project up puts its papers behind it."""
    return Done(behind=project)
