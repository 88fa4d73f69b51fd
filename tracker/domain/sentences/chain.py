"""What happens to chains and their links, in sentences."""

from tracker.domain.chain.link_facts import CapacityKind
from tracker.domain.chain.quantities import spoken
from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import EventData, Sentences
from tracker.domain.words import Segment

REVISED = {
    "name": "名称",
    "position": "次序",
    "leader_firm_id": "链主",
    "source": "来源",
    "segment": "上中下游",
    "products": "产品",
    "words": "行业词",
}


def _changes(after: EventData) -> str:
    return "、".join(REVISED[key] for key in after if key in REVISED)


def _quantity(told: EventData) -> str:
    who = f"{told['firm']} " if told["firm"] else ""
    amount = spoken(told["quantity"], told["unit"])
    kind = CapacityKind(told["kind"]).label
    return f"“{told['link']}”{who}{told['year']} 年{kind} {amount}"


def _revised(before: EventData, after: EventData) -> str:
    renamed = f"，改名“{after['name']}”" if "name" in after else ""
    return f"修改环节“{before['link']}”的{_changes(after)}{renamed}"


SENTENCES: Sentences = {
    EventKind.CHAIN_MADE: lambda b, a: f"新建产业链“{a['name']}”",
    EventKind.CHAIN_COPIED: lambda b, a: f"照“{a['of']}”建产业链“{a['name']}”，{a['links']} 个环节",
    EventKind.CHAIN_REVISED: lambda b, a: f"修改产业链“{a['chain']}”的{_changes(a)}",
    EventKind.CHAIN_CLOSED: lambda b, a: f"停用产业链“{a['name']}”",
    EventKind.CHAIN_REOPENED: lambda b, a: f"启用产业链“{a['name']}”",
    EventKind.LINK_ADDED: lambda b, a: f"加环节“{a['link']}”（{Segment(a['segment']).label}）",
    EventKind.LINK_REVISED: _revised,
    EventKind.LINK_CLOSED: lambda b, a: f"停用环节“{a['link']}”",
    EventKind.LINK_REOPENED: lambda b, a: f"启用环节“{a['link']}”",
    EventKind.FEED_JOINED: lambda b, a: f"“{a['from']}”供给“{a['to']}”",
    EventKind.FEED_PARTED: lambda b, a: f"断开“{b['from']}”对“{b['to']}”的供给",
    EventKind.FIRM_STOOD_ON_LINK: lambda b, a: (
        f"{a['firm']}在“{a['link']}”上{'：' + a['does'] if a['does'] else ''}（{a['source']}）"
    ),
    EventKind.FIRM_STEPPED_OFF_LINK: lambda b, a: f"作废 {b['firm']}在“{b['link']}”上的记录",
    EventKind.CAPACITY_NOTED: lambda b, a: f"{_quantity(a)}（{a['source']}）",
    EventKind.CAPACITY_VOIDED: lambda b, a: f"作废{_quantity(b)}",
}
