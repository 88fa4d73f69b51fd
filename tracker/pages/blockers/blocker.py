"""One blocker's page: what is in the way, where it stands, whose turn it is, and its story."""

from flask import Response

from tracker.domain.attachment import Papered, papers_by_subject, subject_of
from tracker.domain.blocker import Blocker, BlockerAct
from tracker.domain.permissions import Can, can
from tracker.extensions import db
from tracker.pages.blockers.blueprint import ADDRESS, blueprint
from tracker.pages.blockers.lights import Lamp
from tracker.pages.blockers.timeline import steps, stops
from tracker.queries.open_acts import acts_open_to, usual_act
from tracker.queries.open_directives import open_directives
from tracker.web.access import allow, blocker_or_404
from tracker.web.forms.submissions import new_token
from tracker.web.identity import actor
from tracker.web.rendering import page, today


@blueprint.get(ADDRESS)
@allow(Can.SEE_PROJECTS)
def show(blocker_id: int) -> Response:
    blocker, me = blocker_or_404(blocker_id), actor()
    lamp = Lamp(today())
    return page(
        "blockers/show.html",
        blocker=blocker,
        project=blocker.project,
        steps=steps(blocker),
        stops=list(stops(blocker)),
        acts=acts_open_to(me, blocker),
        usual=usual_act(me, blocker),
        colour=lamp.colour(blocker),
        due_words=lamp.words(blocker),
        Act=BlockerAct,
        closing=next(reversed(blocker.steps_of(BlockerAct.CLOSE)), None),
        asking=asking(blocker),
        papers=papers_by_subject(db.session(), behind(blocker)),
        subject_of=subject_of,
        once=new_token(),
        directives=open_directives(db.session(), me, "blocker_id", blocker.id),
        may_direct=can(me, Can.DIRECT, blocker.project),
        may_back=can(me, Can.BACK_BLOCKER, blocker.project, blocker),
        may_void=can(me, Can.VOID, blocker.project),
    )


def behind(blocker: Blocker) -> list[Papered]:
    """All that papers may stand behind on this page."""
    return [blocker, *blocker.steps, *blocker.meetings]


def asking(blocker: Blocker) -> str:
    """Why more time is asked for, while nobody has decided it."""
    asked = blocker.steps_of(BlockerAct.ASK_TIME)
    return asked[-1].said if blocker.asked_due_on and asked else ""
