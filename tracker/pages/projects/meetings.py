"""Writing down what a project's task force agreed when it met."""

from tracker.domain.permissions import Can
from tracker.domain.project import Project
from tracker.pages.blockers.meetings import MeetingForm
from tracker.pages.projects.blueprint import project_act
from tracker.web.act import Done
from tracker.web.identity import actor


@project_act(
    "/<code>/meetings",
    Can.HAND_OVER,
    opened_as="meeting",
    form=MeetingForm,
    papers="photos",
    template="projects/meeting.html",
)
def hold_meeting(project: Project, form: MeetingForm) -> Done:
    held = project.hold_meeting(
        form.minutes.data, by=actor(), on=form.on.data, present=form.present.data or ""
    )
    return Done("会议已记下。", behind=held)
