"""The blueprint that the follow-up pages hang on, and the pages that they lead back to."""

from flask import Blueprint, url_for

from tracker.domain.project import Project
from tracker.web.asked import within_reach

blueprint = Blueprint("follow_ups", __name__)
blueprint.url_value_preprocessor(within_reach)

LEADS_BACK = {"workbench": "workbench.show", "follow-ups": "follow_ups.list_all"}
"""What `next` may say; anything else leads to the project's page."""


def way_back(name: str | None, project: Project) -> str:
    if name in LEADS_BACK:
        return url_for(LEADS_BACK[name])
    return url_for("projects.show", code=project.code)
