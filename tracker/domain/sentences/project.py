"""What happens to a project, in sentences: filed, revised, handed over, moved on, told of."""

from typing import Any

from tracker.domain.amounts import spoken
from tracker.domain.event.kinds import EventKind
from tracker.domain.lead.crossing import Outcome
from tracker.domain.project.stage_rules import FACT_RULES, Fact, FactType
from tracker.domain.sentences.target import courting_words
from tracker.domain.sentences.wording import EventData, Sentences
from tracker.domain.words import AmountKind, Colour, Contact, Stage

REVISED = {
    "name": "名称",
    "summary": "建设内容",
    "firm_id": "企业",
    "chain_link_id": "环节",
    "industry": "行业",
    "zone_id": "区域",
    "source": "来源",
    "source_note": "来源说明",
    "referrer": "引荐人",
    "contact": "联系人",
    "contact_phone": "联系电话",
    "sponsor": "包联领导",
}


def value_words(fact: Fact, value: Any) -> str:
    """A fact's value in words: sums in 万元 or 亿元, areas in 亩, the rest with its unit."""
    rule = FACT_RULES[fact]
    kind = rule.type
    if kind is FactType.MONEY:
        return spoken(value)
    if kind is FactType.AREA:
        return f"{value / 100:g} 亩"
    if kind is FactType.PERCENT:
        return f"{value}%"
    return f"{value} {rule.unit}".rstrip()


def fact_words(name: str, value: Any) -> str:
    """One fact of a stage move in words, e.g. 合同金额 1.80 亿元."""
    return f"{Fact(name).label} {value_words(Fact(name), value)}"


def _facts(after: EventData) -> str:
    known = {fact.value for fact in Fact}
    return "；".join(fact_words(name, value) for name, value in after.items() if name in known)


def _registered(_: EventData, after: EventData) -> str:
    told = after.get("amount_words") or spoken(after.get("amount_yuan"))
    firm = f"，企业 {after['firm']}" if after.get("firm") else ""
    return f"登记项目 {after['code']}{firm}，金额 {told}"


def _advanced(before: EventData, after: EventData) -> str:
    facts = _facts(after)
    moved = f"{Stage(before['stage']).label} → {Stage(after['stage']).label}"
    return f"{moved}：{facts}" if facts else moved


def _followed(before: EventData, after: EventData) -> str:
    who = f"，在场 {after['present']}" if after.get("present") else ""
    return f"{Contact(after['kind']).label}{who}{courting_words(before, after)}"


def _revised(before: EventData, after: EventData) -> str:
    told = {key: REVISED.get(key, key) for key in after if key != "firm"}
    if "firm" in after:
        told["firm_id"] += f"（{before['firm'] or '无'} → {after['firm']}）"
    return "修改了" + "、".join(told.values())


def _amount(_: EventData, after: EventData) -> str:
    words = after.get("words") or spoken(after.get("amount_yuan"))
    source = f"（{after['source']}）" if after.get("source") else ""
    return f"{AmountKind(after['amount_kind']).label} {words}{source}"


def _member(told: EventData) -> str:
    task = f"，负责{told['task']}" if told.get("task") else ""
    return f"{told['department']}{told.get('person', '')}{task}"


def _met(_: EventData, after: EventData) -> str:
    present = f"，在场 {after['present']}" if after.get("present") else ""
    return f"专班开会{present}：{after['minutes']}"


def _crossed(_: EventData, after: EventData) -> str:
    outcome = Outcome(after["outcome"])
    if after["side"] == "later":
        since = f"与{after['department']} {after['since']} 起在谈的项目撞单"
        return f"{since}，按“{outcome.label}”处理"
    if outcome is Outcome.MERGED:
        told = f"，听到的是：{after['told']}" if after.get("told") else ""
        return f"{after['department']}把同一企业的线索并到这里{told}"
    return f"{after['department']}登记了同一企业的线索，按“{outcome.label}”处理"


SENTENCES: Sentences = {
    EventKind.QUIET_EXPLAINED: lambda b, a: f"一个月无进展的原因：{a['because']}",
    EventKind.COLOUR_PINNED: lambda b, a: f"领导定为{Colour(a['colour']).label}灯，至 {a['until']}",
    EventKind.COLOUR_UNPINNED: lambda b, a: f"取消领导定的{Colour(b['colour']).label}灯",
    EventKind.PROJECT_REGISTERED: _registered,
    EventKind.PROJECT_REVISED: _revised,
    EventKind.PROJECT_HANDED_OVER: lambda b, a: f"移交给 {a['owner']}",
    EventKind.PROJECT_PRINTED: lambda b, a: f"见报：{a['says']}（{a['source']}）",
    EventKind.LEADS_CROSSED: _crossed,
    EventKind.STAGE_ADVANCED: _advanced,
    EventKind.STAGE_MOVE_VOIDED: lambda b, a: (
        f"作废进入“{Stage(b['stage']).label}”的记录，退回“{Stage(a['stage']).label}”"
    ),
    EventKind.FOLLOW_UP_LOGGED: _followed,
    EventKind.FOLLOW_UP_VOIDED: lambda b, a: f"作废跟进：{b['said'][:40]}{courting_words(b, a)}",
    EventKind.AMOUNT_NOTED: _amount,
    EventKind.AMOUNT_VOIDED: lambda b, a: f"作废金额：{_amount(a, b)}",
    EventKind.TASK_FORCE_JOINED: lambda b, a: f"{_member(a)} 加入专班",
    EventKind.TASK_FORCE_LEFT: lambda b, a: f"{_member(b)} 离开专班",
    EventKind.TASK_FORCE_MET: _met,
}
