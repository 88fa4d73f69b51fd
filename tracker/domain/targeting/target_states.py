"""How far the courting of a firm has come, as a table: from where to where, and what that needs."""

from tracker.domain.words import Contact
from tracker.word import Word


class TargetState(Word):
    """How far the courting has come; `tone` is the step of the accent's hue."""

    PROPOSED = "proposed", "建议", "s1"
    ACCEPTED = "accepted", "立为目标", "s3"
    CONTACTED = "contacted", "已接触", "s5"
    VISITED = "visited", "已互访", "s7"
    PROJECT = "project", "已成项目", "s9"
    GIVEN_UP = "given-up", "放弃", "exit"

    @property
    def is_courted(self) -> bool:
        """Whether somebody is after the firm, with a next step that comes due."""
        return self in COURTED


class Need(Word):
    """What must be told, or must have happened, to come from one state to another."""

    REASON = "because", "原因"
    OWNER = "owner", "跟踪人"
    NEXT_STEP = "next_step", "下一步"
    NEXT_ON = "next_on", "下一步的日子"
    CONTACT = "contact", "立为目标以后的一次接触"
    VISIT = "visit", "立为目标以后的一次走出去或请进来"
    PROJECT = "project", "登记好的项目"


PROPOSED, ACCEPTED, CONTACTED = TargetState.PROPOSED, TargetState.ACCEPTED, TargetState.CONTACTED
VISITED, PROJECT, GIVEN_UP = TargetState.VISITED, TargetState.PROJECT, TargetState.GIVEN_UP

COURTED = (ACCEPTED, CONTACTED, VISITED)

WHY = (Need.REASON,)
WHO_AND_WHEN = (Need.REASON, Need.OWNER, Need.NEXT_STEP, Need.NEXT_ON)

PASSAGES: dict[tuple[TargetState, TargetState], tuple[Need, ...]] = {
    (PROPOSED, ACCEPTED): WHO_AND_WHEN,
    (PROPOSED, GIVEN_UP): WHY,
    (ACCEPTED, PROPOSED): WHY,
    (ACCEPTED, CONTACTED): (Need.CONTACT,),
    (ACCEPTED, VISITED): (Need.VISIT,),
    (ACCEPTED, PROJECT): (Need.PROJECT,),
    (ACCEPTED, GIVEN_UP): WHY,
    (CONTACTED, ACCEPTED): WHY,
    (CONTACTED, VISITED): (Need.VISIT,),
    (CONTACTED, PROJECT): (Need.PROJECT,),
    (CONTACTED, GIVEN_UP): WHY,
    (VISITED, ACCEPTED): WHY,
    (VISITED, CONTACTED): WHY,
    (VISITED, PROJECT): (Need.PROJECT,),
    (VISITED, GIVEN_UP): WHY,
    (GIVEN_UP, PROPOSED): WHY,
    (GIVEN_UP, ACCEPTED): WHO_AND_WHEN,
}
"""Every way there is; a project's own stages go on from PROJECT, so nothing leads out of it."""

LEADS_TO: dict[Contact, TargetState] = {
    Contact.VISIT_OUT: VISITED,
    Contact.VISIT_IN: VISITED,
    Contact.CALL: CONTACTED,
    Contact.MEETING: CONTACTED,
    Contact.SITE: CONTACTED,
}
"""Where a contact leads by itself; 会议 and 现场 may be among ourselves, so they are no visit."""


NEXT: dict[TargetState, TargetState] = {
    PROPOSED: ACCEPTED,
    ACCEPTED: CONTACTED,
    CONTACTED: VISITED,
    VISITED: PROJECT,
    GIVEN_UP: ACCEPTED,
}
"""Where a target usually goes from where it stands."""


NO_PROJECT_YET: dict[TargetState, str] = {
    PROPOSED: "还只是建议：先立为目标，写明原因和跟踪人，再登记成项目。",
    GIVEN_UP: "这个目标已放弃：先重新立为目标，再登记成项目。",
    PROJECT: "已经登记成项目了。",
}
"""Why a target cannot become a project from where it stands."""


def ways_from(state: TargetState) -> list[TargetState]:
    """The states that lie one move away, in the order of the board."""
    return [to for to in TargetState if (state, to) in PASSAGES]


def leads_on(state: TargetState, kind: Contact) -> TargetState | None:
    """The state that such a contact brings a target to, if it is further than where it stands."""
    to = LEADS_TO[kind]
    return to if state.is_courted and COURTED.index(to) > COURTED.index(state) else None
