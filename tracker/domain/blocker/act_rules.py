"""What may be done to a blocker, as a table: who may, where it must stand, where it goes then."""

from typing import NamedTuple

from tracker.domain.can import Can
from tracker.domain.event.kinds import EventKind
from tracker.domain.words import BlockerState
from tracker.word import Word


class BlockerAct(Word):
    """One thing done to a blocker, each a dated step of its life."""

    RAISE = "raise", "提出"
    ASSIGN = "assign", "下发"
    ACCEPT = "accept", "签收"
    REPORT = "report", "写办理情况"
    ANSWER = "answer", "反馈"
    ASK_TIME = "ask-time", "申请延期"
    GRANT_TIME = "grant-time", "同意延期"
    REFUSE_TIME = "refuse-time", "不同意延期"
    CLOSE = "close", "销号"
    REOPEN = "reopen", "退回"
    CLIMB = "climb", "升级"


class Rule(NamedTuple):
    """Who may do it (None: the calendar alone), in which states, where it leads, and its event.

    `to` is None where the blocker stays as it is.
    """

    can: Can | None
    states: frozenset[BlockerState]
    to: BlockerState | None
    event: EventKind


Act = BlockerAct
RAISED, ASSIGNED, ACCEPTED = BlockerState.RAISED, BlockerState.ASSIGNED, BlockerState.ACCEPTED
ANSWERED, REOPENED, CLOSED = BlockerState.ANSWERED, BlockerState.REOPENED, BlockerState.CLOSED


def _in(*states: BlockerState) -> frozenset[BlockerState]:
    return frozenset(states)


WORKED_ON = _in(ACCEPTED, REOPENED)
RUNNING = WORKED_ON | {ASSIGNED}
"""Somebody owes something, and the deadline runs: not before it is handed out, and not while
an answer waits for whoever checks it."""

OPEN = frozenset(BlockerState) - {CLOSED}
CHECKED = _in(ANSWERED, CLOSED)

RULES: dict[BlockerAct, Rule] = {
    Act.RAISE: Rule(Can.RAISE_BLOCKER, _in(), RAISED, EventKind.BLOCKER_RAISED),
    Act.ASSIGN: Rule(Can.ASSIGN_BLOCKER, OPEN - {ANSWERED}, ASSIGNED, EventKind.BLOCKER_ASSIGNED),
    Act.ACCEPT: Rule(Can.ACCEPT_BLOCKER, _in(ASSIGNED), ACCEPTED, EventKind.BLOCKER_ACCEPTED),
    Act.REPORT: Rule(Can.REPORT_BLOCKER, WORKED_ON, None, EventKind.BLOCKER_REPORTED),
    Act.ANSWER: Rule(Can.ANSWER_BLOCKER, WORKED_ON, ANSWERED, EventKind.BLOCKER_ANSWERED),
    Act.ASK_TIME: Rule(Can.ASK_TIME, RUNNING, None, EventKind.BLOCKER_TIME_ASKED),
    Act.GRANT_TIME: Rule(Can.GRANT_TIME, RUNNING, None, EventKind.BLOCKER_TIME_GRANTED),
    Act.REFUSE_TIME: Rule(Can.GRANT_TIME, RUNNING, None, EventKind.BLOCKER_TIME_REFUSED),
    Act.CLOSE: Rule(Can.CLOSE_BLOCKER, OPEN, CLOSED, EventKind.BLOCKER_CLOSED),
    Act.REOPEN: Rule(Can.REOPEN_BLOCKER, CHECKED, REOPENED, EventKind.BLOCKER_REOPENED),
    Act.CLIMB: Rule(None, RUNNING, None, EventKind.BLOCKER_CLIMBED),
}
"""The whole life. Source: HANDBOOK §5, after 宜昌's eight steps.

It may be closed without an answer: what solved itself need not wait for a department's word.
"""

NOT_BEFORE: dict[BlockerAct, tuple[BlockerAct, ...]] = {
    Act.REPORT: (Act.RAISE,),
    Act.ANSWER: (Act.RAISE, Act.REOPEN),
    Act.CLOSE: (Act.RAISE, Act.ACCEPT, Act.REPORT, Act.ANSWER, Act.REOPEN),
}
"""Which steps the day of an act may not lie before: a life goes forward.

Work may have been done before anybody wrote that it was taken on, and is told of later.
"""

HINDRANCES: dict[BlockerState, str] = {
    RAISED: "还没有下发给承办单位",
    ASSIGNED: "承办单位还没有签收",
    ACCEPTED: "还在办理，没有反馈",
    ANSWERED: "承办单位已经反馈，正等复核",
    REOPENED: "已退回承办单位重办",
    CLOSED: "已经销号",
}

WAYS_OUT: dict[tuple[BlockerAct, BlockerState], str] = {
    (Act.ASSIGN, ANSWERED): "请先复核：解决了就销号，没解决就退回。",
    (Act.ASSIGN, CLOSED): "要重新办理请先退回。",
    (Act.REPORT, ASSIGNED): "请先签收，再写办理情况。",
    (Act.REPORT, CLOSED): "还有话要说，请提出人先退回。",
    (Act.ANSWER, ASSIGNED): "请先签收，再反馈。",
    (Act.ANSWER, CLOSED): "还有话要说，请提出人先退回。",
}
"""What to do instead, where there is something to do."""


ALREADY: dict[BlockerAct, str] = {
    Act.ACCEPT: "这个堵点已经签收了。",
    Act.ANSWER: "这个堵点已经反馈，正等复核。",
    Act.CLOSE: "这个堵点已经销号了。",
}
"""What is said where it stands already where the act would lead."""


def refusal_of(act: BlockerAct, state: BlockerState) -> str:
    """Why this act does not fit a blocker that stands there; empty when it fits."""
    if state in RULES[act].states:
        return ""
    if act is Act.REOPEN:
        return "这个堵点还没销号，也没有反馈，不用退回。"
    if state is RULES[act].to and act in ALREADY:
        return ALREADY[act]
    said = f"这个堵点{HINDRANCES[state]}"
    way_out = WAYS_OUT.get((act, state))
    return f"{said}，{way_out}" if way_out else f"{said}，不能{act.label}了。"
