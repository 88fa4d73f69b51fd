"""What was said, by when, and how it was answered."""

from flask import Response, request

from tracker.domain.can import Can
from tracker.domain.directive import Directive, DirectiveState
from tracker.domain.directive.visible_directives import may_answer, may_judge
from tracker.domain.event import Event
from tracker.domain.permissions import can, sees_blocker
from tracker.pages.directives.blueprint import ADDRESS, blueprint, directive_or_404
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.rendering import page, today
from tracker.web.timeline import happenings


@blueprint.get(ADDRESS)
@allow(Can.DIRECT, Can.ANSWER_DIRECTIVE)
def show(directive_id: int) -> Response:
    directive = directive_or_404(directive_id)
    return page(
        "directives/show.html",
        directive=directive,
        acts=acts_open_to_me(directive),
        late=days_late(directive),
        seen=seen_of(directive),
        happenings=happenings(
            Event.subject == f"directive:{directive.id}", request.args.get("before", "")
        ),
    )


def seen_of(directive: Directive) -> dict[str, bool]:
    """Which of what it is on this person may open: whoever owes the answer need not see it."""
    me, project, blocker = actor(), directive.project, directive.blocker
    sees = project is not None and can(me, Can.SEE_PROJECTS, project)
    return {"project": sees, "blocker": sees and blocker is not None and sees_blocker(me, blocker)}


def days_late(directive: Directive) -> int:
    """How many days an answer is late; 0 when in time, or when none is owed."""
    return (today() - directive.due_on).days if directive.is_overdue_on(today()) else 0


def acts_of_mine(directive: Directive) -> set[str]:
    """What this person may do to it, however it stands."""
    found: set[str] = set()
    if may_answer(actor(), directive):
        found |= {"answer", "hand-on"}
    if may_judge(actor(), directive):
        found |= {"close", "return", "hand-on"}
    return found


def acts_open_to_me(directive: Directive) -> set[str]:
    """What this person may do to it as it stands."""
    if not directive.is_open:
        return set()
    unread = directive.state is DirectiveState.ANSWERED
    return acts_of_mine(directive) - (set() if unread else {"return"})
