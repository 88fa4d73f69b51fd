"""What every act on a blocker shares; the rule table says who may do it and from which state."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from wtforms import Field

from tracker.domain.blocker import RULES, Blocker, BlockerAct
from tracker.domain.blocker.act_rules import refusal_of
from tracker.domain.permissions import can
from tracker.pages.blockers.blueprint import ADDRESS, blueprint, page_of
from tracker.pages.blockers.timeline import told_since
from tracker.web.access import blocker_or_404, held_blocker_or_404
from tracker.web.act import Overtaken, Verb, act
from tracker.web.forms.fields import VersionedForm
from tracker.web.identity import actor

NOT_SHOWN = {"HiddenField", "SureField"}


class ActForm(VersionedForm):
    """A form that is drawn field by field."""

    ORDER: ClassVar[tuple[str, ...]] = ()
    """The fields as they are drawn; without it, in the order in which they are declared."""

    @property
    def shown(self) -> list[Field]:
        """The fields that a person fills in."""
        names = self.ORDER or [one.name for one in self if one.type not in NOT_SHOWN]
        return [self[name] for name in names]


backing_act = partial(
    act,
    blueprint,
    find=blocker_or_404,
    hold=held_blocker_or_404,
    may=lambda one, blocker: can(actor(), one, blocker.project, blocker),
    names=("blocker",),
    context=lambda blocker, _: {"project": blocker.project},
    home=page_of,
)
"""Whatever is done to a blocker; other writers to its project wait until it is saved."""


def blocker_act(of: BlockerAct, *, heading: str, form: type[ActForm]) -> Callable[[Verb], Verb]:
    """One row of the rule table as a page."""
    may_do = RULES[of].can
    assert may_do is not None, "what the calendar does has no page"
    return backing_act(
        f"{ADDRESS}/{of}",
        may_do,
        endpoint=of.value,
        form=form,
        papers="photos" if hasattr(form, "photos") else "",
        template="blockers/act.html",
        context=partial(_context, of),
        meanwhile=_judge_version,
        heading=heading,
        button=of.label,
    )


def _context(of: BlockerAct, blocker: Blocker, _: ActForm) -> dict[str, Any]:
    return {"project": blocker.project, "refusal": refusal_of(of, blocker.state)}


def _judge_version(blocker: Blocker, form: ActForm) -> None:
    """Whoever comes second is shown what the other did, and keeps what was typed."""
    if form.version.data != str(blocker.version):
        raise Overtaken(missed=told_since(blocker, form.version.data or ""))
