"""The courting of a firm, in sentences: proposed, moved on, handed over, become a project.

The firm is named, but for its own page, which leaves `firm` empty; the code of a project
is left empty for whoever does not see that project.
"""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import EventData, Sentences, short_day
from tracker.domain.targeting.target_states import TargetState


def _proposed(_: EventData, after: EventData) -> str:
    firm = f"把 {after['firm']} " if after["firm"] else ""
    points = f"，{after['score']} 分" if after.get("score") else ""
    why = "：" + "；".join(after["why"]) if after.get("why") else ""
    return f"建议{firm}作为“{after['link']}”的目标企业{points}{why}"


def _moved(before: EventData, after: EventData) -> str:
    owner = f"，由 {after['owner']} 跟进" if after.get("owner") else ""
    step = ""
    if after.get("next_step"):
        step = f"，下一步 {after['next_step']}，{short_day(after['next_on'])}"
    return f"{_firm(after)}{state_words(before)} → {state_words(after)}{owner}{step}"


def _became(_: EventData, after: EventData) -> str:
    firm = f"目标企业 {after['firm']} " if after["firm"] else ""
    many = f"，带来 {after['follow_ups']} 条跟进" if after["follow_ups"] else ""
    project = f"项目 {after['code']}" if after["code"] else "项目，由跟踪单位接着办"
    return f"{firm}成了{project}{many}"


def _firm(told: EventData) -> str:
    return f"{told['firm']}：" if told["firm"] else ""


def state_words(told: EventData) -> str:
    return TargetState(told["state"]).label


def courting_words(before: EventData, after: EventData) -> str:
    """What a contact, or its voiding, did to a target, for those that were about one."""
    if "firm" not in after:
        return ""
    firm = f"目标企业 {after['firm']}" if after["firm"] else ""
    has_moved = "state" in after and after["state"] != before.get("state")
    moved = f"到“{state_words(after)}”" if has_moved else ""
    told = "，".join(filter(None, (firm, moved)))
    return f"（{told}）" if told else ""


SENTENCES: Sentences = {
    EventKind.TARGET_PROPOSED: _proposed,
    EventKind.TARGET_MOVED: _moved,
    EventKind.TARGET_HANDED_OVER: lambda b, a: f"{_firm(a)}移交给 {a['owner']}",
    EventKind.TARGET_BECAME_PROJECT: _became,
}
