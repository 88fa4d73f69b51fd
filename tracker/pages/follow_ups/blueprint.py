"""The blueprint that the follow-up pages hang on, and the pages that they lead back to."""

from flask import Blueprint, url_for

from tracker.domain.project import Project
from tracker.domain.targeting import Target

blueprint = Blueprint("follow_ups", __name__)

LEADS_BACK = {"workbench": "workbench.show", "follow-ups": "follow_ups.list_all"}
"""What `next` may say; anything else leads to the page of what was followed up."""


def way_back(name: str | None, about: Project | Target) -> str:
    if name in LEADS_BACK:
        return url_for(LEADS_BACK[name])
    if isinstance(about, Target):
        return url_for("targets.show", target_id=about.id)
    return url_for("projects.show", code=about.code)
