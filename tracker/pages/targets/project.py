"""A target becomes a project by the usual register, filled in with what is known."""

from typing import Self

from flask import flash, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from tracker.domain.lead.lead_filing import queue_up
from tracker.domain.permissions import Can
from tracker.domain.targeting import Target
from tracker.domain.words import Source
from tracker.extensions import db
from tracker.pages.projects.new_project import NewProjectForm, filed, where_it_went
from tracker.pages.targets.blueprint import ADDRESS, page_of, target_act
from tracker.web.act import Done
from tracker.web.identity import actor
from tracker.web.rendering import today
from tracker.web.submissions import lead_to


class BecomingForm(NewProjectForm):
    """The register, on which sums and the name are for a person to write."""

    @classmethod
    def of(cls, target: Target) -> Self:
        if request.method == "POST":
            queue_up(db.session())
            return cls.asking(request.form)
        form = cls.asking(MultiDict({"firm": target.firm.name}))
        form.firm.data = target.firm.name
        form.credit_code.data = target.firm.credit_code or ""
        form.chain_link_id.data = str(target.chain_link_id)
        form.source.data = Source.CHAIN.value
        form.source_note.data = f"目标企业：{target.chain_link.name}"
        if target.owner_id and str(target.owner_id) in {one.value for one in form.owner.choices}:
            form.owner.data = str(target.owner_id)
        return form


def why_not(target: Target) -> ResponseReturnValue | None:
    if not target.hinders_becoming:
        return None
    flash(target.hinders_becoming, "warning")
    return lead_to(page_of(target))


@target_act(
    f"{ADDRESS}/project",
    Can.COURT,
    opened_as="project",
    instead=why_not,
    form=BecomingForm,
    template="projects/new.html",
)
def become(target: Target, form: BecomingForm) -> Done:
    project = filed(form)
    target.become(project, on=today(), by=actor())
    return where_it_went(form, project)
