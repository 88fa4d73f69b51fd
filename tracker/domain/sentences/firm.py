"""What happens to a firm, in sentences."""

from tracker.domain.event.kinds import EventKind
from tracker.domain.firm.shareholdings import percent
from tracker.domain.same_firm.settlements import Verdict
from tracker.domain.sentences.wording import EventData, Sentences

REVISED = {
    "name": "名称",
    "credit_code": "统一社会信用代码",
    "province": "省份",
    "city": "城市",
    "industry": "行业",
    "website": "网址",
    "remark": "备注",
}
"""The columns of a firm in the user's words."""


def _revised(before: EventData, after: EventData) -> str:
    others = "、".join(REVISED[key] for key in after if key != "name")
    renamed = f"改名：{before['name']} → {after['name']}" if "name" in after else ""
    return "；".join(filter(None, (renamed, f"修改了{others}" if others else "")))


def _share(told: EventData) -> str:
    if not told["share_bp"]:
        return f"{told['since']} 起“{told['parent']}”不再持股（{told['source']}）"
    share = percent(told["share_bp"])
    return f"{told['since']} 起“{told['parent']}”持股 {share}（{told['source']}）"


def _person(told: EventData) -> str:
    return f"{told['name']}（{told['title']}）" if told["title"] else str(told["name"])


def _alias(told: EventData) -> str:
    return f"{told['name']}（{told['source']}）" if told["source"] else str(told["name"])


SENTENCES: Sentences = {
    EventKind.FIRM_SETTLED: lambda b, a: (
        f"核对“{a['firm']}”与“{a['other']}”：{Verdict(a['verdict']).label}"
    ),
    EventKind.FIRM_REGISTERED: lambda b, a: f"企业建档：{a['name']}",
    EventKind.FIRM_REVISED: _revised,
    EventKind.FIRM_ALIAS_ADDED: lambda b, a: f"又名 {_alias(a)}",
    EventKind.FIRM_ALIAS_DROPPED: lambda b, a: f"去掉别名 {_alias(b)}",
    EventKind.FIRM_SHARE_HELD: lambda b, a: _share(a),
    EventKind.FIRM_SHARE_VOIDED: lambda b, a: f"作废持股记录：{_share(b)}",
    EventKind.FIRM_CONTACT_ADDED: lambda b, a: f"联系人 {_person(a)}",
    EventKind.FIRM_CONTACT_VOIDED: lambda b, a: f"作废联系人 {_person(b)}",
    EventKind.FIRM_MERGED: lambda b, a: f"“{a['gone']}”并入“{a['kept']}”",
    EventKind.FIRM_MERGE_UNDONE: lambda b, a: f"撤销合并，“{a['gone']}”恢复为单独一家",
}
