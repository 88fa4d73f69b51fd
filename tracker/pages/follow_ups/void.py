"""Taking back a follow-up that was written by mistake: it stays, struck out, with the reason."""

from flask import abort, request
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload
from wtforms import HiddenField

from tracker.domain.permissions import Can, can, visible_projects
from tracker.domain.project import Project
from tracker.domain.project.follow_ups import FollowUp
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import can_court, visible_targets
from tracker.extensions import db
from tracker.pages.follow_ups.blueprint import blueprint, way_back
from tracker.web.act import Done, act
from tracker.web.identity import actor, asker
from tracker.web.reason_forms import VoidForm
from tracker.web.rendering import today


class FollowUpVoidForm(VoidForm):
    """Why, and where one came from."""

    next = HiddenField()

    def fit(self, _: FollowUp) -> None:
        if not self.is_submitted():
            self.next.data = request.args.get("next", "")


def what_about(wrong: FollowUp) -> Project | Target:
    """The project that it is on, or the target that is none yet."""
    return wrong.project or db.session.get_one(Target, wrong.target_id)


def follow_up_or_404(follow_up_id: int) -> FollowUp:
    """The follow-up of that number on something that this person sees."""
    seen = select(Target.id).where(visible_targets(asker()))
    wrong = db.session.scalar(
        select(FollowUp)
        .outerjoin(FollowUp.project)
        .where(
            FollowUp.id == follow_up_id,
            or_(
                visible_projects(asker()),
                and_(FollowUp.project_id.is_(None), FollowUp.target_id.in_(seen)),
            ),
        )
        .options(joinedload(FollowUp.project), joinedload(FollowUp.by))
    )
    if wrong is None:
        abort(404)
    return wrong


def may_void(act: Can, wrong: FollowUp) -> bool:
    """Whoever may take back records of what it is about."""
    about = what_about(wrong)
    if isinstance(about, Target):
        return can_court(actor(), about, act)
    return can(actor(), act, about)


def named(wrong: FollowUp, _: FollowUpVoidForm) -> dict[str, str]:
    about = what_about(wrong)
    name = about.firm.name if isinstance(about, Target) else about.name
    return {"name": name, "where": way_back(None, about)}


@act(
    blueprint,
    "/follow-ups/<int:follow_up_id>/void",
    Can.VOID,
    opened_as="void",
    find=follow_up_or_404,
    may=may_void,
    names=("wrong",),
    form=FollowUpVoidForm,
    template="follow_ups/void.html",
    context=named,
)
def voided(wrong: FollowUp, form: FollowUpVoidForm) -> Done:
    about = what_about(wrong)
    about.void_follow_up(wrong, by=actor(), on=today(), because=form.because.data)
    return Done("已作废，原文和原因都留着。", way_back(form.next.data, about))
