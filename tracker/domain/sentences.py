"""Every event as one Chinese sentence: the timeline, the log and the workbench read it here."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tracker.domain.amounts import spoken
from tracker.domain.event import EventKind
from tracker.domain.project.stages import FACT_RULES, Fact, FactType
from tracker.domain.words import AmountKind, Contact, Role, Stage

Told = dict[str, Any]
REVISED = {
    "name": "名称", "summary": "建设内容", "firm_id": "企业", "chain_link_id": "环节",
    "industry": "行业", "zone_id": "区域", "source": "来源", "source_note": "来源说明",
    "referrer": "引荐人", "contact": "联系人", "contact_phone": "联系电话", "sponsor": "包联领导",
}  # fmt: skip


def value_words(fact: Fact, value: Any) -> str:
    """A fact's value in words: sums in 万元 or 亿元, areas in 亩."""
    kind = FACT_RULES[fact].type
    if kind is FactType.MONEY:
        return spoken(value)
    if kind is FactType.AREA:
        return f"{value / 100:g} 亩"
    return str(value)


def fact_words(name: str, value: Any) -> str:
    """One fact of a stage move in words, e.g. 合同金额 1.80 亿元."""
    return f"{Fact(name).label} {value_words(Fact(name), value)}"


def _day(text: str | None) -> str:
    return f"{date.fromisoformat(text):%m-%d}" if text else ""


def _facts(after: Told) -> str:
    known = {fact.value for fact in Fact}
    return "；".join(fact_words(name, value) for name, value in after.items() if name in known)


def _registered(_: Told, after: Told) -> str:
    told = after.get("amount_words") or spoken(after.get("amount_yuan"))
    firm = f"，企业 {after['firm']}" if after.get("firm") else ""
    return f"登记项目 {after['code']}{firm}，金额 {told}"


def _advanced(before: Told, after: Told) -> str:
    facts = _facts(after)
    moved = f"{Stage(before['stage']).label} → {Stage(after['stage']).label}"
    return f"{moved}：{facts}" if facts else moved


def _followed(_: Told, after: Told) -> str:
    who = f"，在场 {after['present']}" if after.get("present") else ""
    return f"{Contact(after['kind']).label}{who}"


def _revised(_: Told, after: Told) -> str:
    return "修改了" + "、".join(REVISED.get(key, key) for key in after)


def _amount(_: Told, after: Told) -> str:
    words = after.get("words") or spoken(after.get("amount_yuan"))
    source = f"（{after['source']}）" if after.get("source") else ""
    return f"{AmountKind(after['amount_kind']).label} {words}{source}"


def _raised(_: Told, after: Told) -> str:
    to = f"，交 {after['department']}，{_day(after['due_on'])} 到期" if after["department"] else ""
    return f"{after['what']}{to}"


def _member(told: Told) -> str:
    task = f"，负责{told['task']}" if told.get("task") else ""
    return f"{told['department']}{told.get('person', '')}{task}"


SENTENCES: dict[EventKind, Callable[[Told, Told], str]] = {
    EventKind.PROJECT_REGISTERED: _registered,
    EventKind.PROJECT_REVISED: _revised,
    EventKind.PROJECT_HANDED_OVER: lambda b, a: f"移交给 {a['owner']}",
    EventKind.PROJECT_PRINTED: lambda b, a: f"见报：{a['says']}（{a['source']}）",
    EventKind.STAGE_ADVANCED: _advanced,
    EventKind.STAGE_MOVE_VOIDED: lambda b, a: (
        f"作废进入“{Stage(b['stage']).label}”的记录，退回“{Stage(a['stage']).label}”"
    ),
    EventKind.FOLLOW_UP_LOGGED: _followed,
    EventKind.FOLLOW_UP_VOIDED: lambda b, a: f"作废跟进：{b['said'][:40]}",
    EventKind.AMOUNT_NOTED: _amount,
    EventKind.TASK_FORCE_JOINED: lambda b, a: f"{_member(a)} 加入专班",
    EventKind.TASK_FORCE_LEFT: lambda b, a: f"{_member(b)} 离开专班",
    EventKind.BLOCKER_RAISED: _raised,
    EventKind.BLOCKER_ASSIGNED: lambda b, a: f"交 {a['department']}，{_day(a['due_on'])} 到期",
    EventKind.BLOCKER_CLOSED: lambda b, a: f"“{a['what'][:40]}”已解决：{a['outcome']}",
    EventKind.BLOCKER_REOPENED: lambda b, a: f"“{a['what'][:40]}”退回重办",
    EventKind.USER_CREATED: lambda b, a: f"开通账号 {a['name']}（{a['login']}）",
    EventKind.USER_REVISED: lambda b, a: (
        f"修改账号 {a['login']}：{a['name']}，{a['department'] or '不属于部门'}"
    ),
    EventKind.USER_ROLE_GRANTED: lambda b, a: (
        f"授予 {a['name']} 角色“{Role(a['role']).label if a['role'] else '无'}”"
    ),
    EventKind.USER_DISABLED: lambda b, a: f"停用账号 {a['name']}",
    EventKind.USER_ENABLED: lambda b, a: f"启用账号 {a['name']}",
    EventKind.PASSWORD_CHANGED: lambda b, a: "修改了自己的密码",
    EventKind.PASSWORD_RESET: lambda b, a: f"重置 {a['name']} 的密码",
    EventKind.SIGNED_IN: lambda b, a: "登录",
    EventKind.SIGNED_OUT: lambda b, a: "退出",
    EventKind.SIGN_IN_LOCKED: lambda b, a: f"“{a['login']}”连续输错密码，锁定 15 分钟",
    EventKind.CLOCK_SET: lambda b, a: (
        f"时限“{a['label']}”改为黄 {a['yellow']}、红 {a['red']}{a['unit']}，{a['holds_from']} 起"
    ),
    EventKind.VIEW_SAVED: lambda b, a: f"保存视图“{a['name']}”",
    EventKind.VIEW_DROPPED: lambda b, a: f"删除视图“{b['name']}”",
    EventKind.OFFICE_SET_UP: lambda b, a: f"启用系统：{a['name']}",
}


def sentence(kind: EventKind, before: Told, after: Told) -> str:
    """What happened, in one sentence without who and when."""
    return SENTENCES[kind](before, after)


def quotation(kind: EventKind, after: Told, because: str) -> str:
    """What was said or why, set below the sentence."""
    if kind is EventKind.FOLLOW_UP_LOGGED:
        step = f" 下一步：{after['next_step']}" if after.get("next_step") else ""
        day = f"，{_day(after['next_on'])}" if after.get("next_on") else ""
        return f"{after['said']}{step}{day}"
    return f"原因：{because}" if because else ""
