"""What this person may do to a blocker as it stands, and which act is the usual one."""

from tracker.domain.blocker import Blocker
from tracker.domain.blocker.act_rules import RULES, BlockerAct, refusal_of
from tracker.domain.people.user import Actor
from tracker.domain.permissions import can
from tracker.domain.words import BlockerState

Act = BlockerAct
USUAL: dict[BlockerState, BlockerAct] = {
    BlockerState.RAISED: Act.ASSIGN,
    BlockerState.ASSIGNED: Act.ACCEPT,
    BlockerState.ACCEPTED: Act.ANSWER,
    BlockerState.ANSWERED: Act.CLOSE,
    BlockerState.REOPENED: Act.ANSWER,
}
"""What comes next in each state; an extension that was asked for comes before it."""

DECIDING = (Act.GRANT_TIME, Act.REFUSE_TIME)


def acts_open_to(actor: Actor, blocker: Blocker) -> list[BlockerAct]:
    """Every act that both the rules and the policy allow; a question is answered first."""
    found = [act for act in RULES if _fits(act, blocker) and _may(actor, act, blocker)]
    return sorted(found, key=lambda act: act not in DECIDING)


def usual_act(actor: Actor, blocker: Blocker) -> BlockerAct | None:
    """The one act that is this person's to do now, if it is their turn."""
    found = acts_open_to(actor, blocker)
    wanted = (Act.GRANT_TIME, USUAL.get(blocker.state))
    return next((act for act in wanted if act in found), None)


def _fits(act: BlockerAct, blocker: Blocker) -> bool:
    if act in DECIDING and blocker.asked_due_on is None:
        return False
    if act is Act.ASK_TIME and blocker.asked_due_on is not None:
        return False
    return not refusal_of(act, blocker.state)


def _may(actor: Actor, act: BlockerAct, blocker: Blocker) -> bool:
    may = RULES[act].can
    return may is not None and can(actor, may, blocker.project, blocker)
