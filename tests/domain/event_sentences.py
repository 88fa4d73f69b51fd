"""What the events of chains, directives, lights and notices say, each in one sentence."""

from typing import Any

from tracker.domain.event import EventKind

K = EventKind
Told = dict[str, Any]

QUANTITY = {
    "link": "热处理",
    "firm": "示例厂",
    "year": 2025,
    "kind": "capacity",
    "quantity": 830_000,
    "unit": "吨",
    "source": "示例日报",
}
HOST = {"host": "robot.example", "port": 443}
CHANNEL = {"name": "示例群"}
DAYS = {"since": "2027-10-01", "until": "2027-10-07", "name": "国庆节"}

OF_CHAINS: list[tuple[EventKind, Told, Told, str]] = [
    (K.CHAIN_MADE, {}, {"name": "示例链"}, "新建产业链“示例链”"),
    (
        K.CHAIN_COPIED,
        {},
        {"name": "新链", "of": "示例链", "links": 17},
        "照“示例链”建产业链“新链”，17 个环节",
    ),
    (
        K.CHAIN_REVISED,
        {},
        {"chain": "示例链", "name": "新链", "source": "示例"},
        "修改产业链“示例链”的名称、来源",
    ),
    (K.CHAIN_CLOSED, {}, {"name": "示例链"}, "停用产业链“示例链”"),
    (K.CHAIN_REOPENED, {}, {"name": "示例链"}, "启用产业链“示例链”"),
    (K.LINK_ADDED, {}, {"link": "热处理", "segment": "midstream"}, "加环节“热处理”（中游）"),
    (K.LINK_REVISED, {"link": "热处理"}, {"products": "调质管"}, "修改环节“热处理”的产品"),
    (K.LINK_REVISED, {"link": "热处理"}, {"name": "调质"}, "修改环节“热处理”的名称，改名“调质”"),
    (K.LINK_CLOSED, {}, {"link": "热处理"}, "停用环节“热处理”"),
    (K.LINK_REOPENED, {}, {"link": "热处理"}, "启用环节“热处理”"),
    (K.FEED_JOINED, {}, {"from": "轧管", "to": "热处理"}, "“轧管”供给“热处理”"),
    (K.FEED_PARTED, {"from": "轧管", "to": "热处理"}, {}, "断开“轧管”对“热处理”的供给"),
    (
        K.FIRM_STOOD_ON_LINK,
        {},
        {"firm": "示例厂", "link": "热处理", "does": "调质", "source": "示例日报"},
        "示例厂在“热处理”上：调质（示例日报）",
    ),
    (
        K.FIRM_STOOD_ON_LINK,
        {},
        {"firm": "示例厂", "link": "热处理", "does": "", "source": "示例"},
        "示例厂在“热处理”上（示例）",
    ),
    (
        K.FIRM_STEPPED_OFF_LINK,
        {"firm": "示例厂", "link": "热处理"},
        {},
        "作废 示例厂在“热处理”上的记录",
    ),
    (K.CAPACITY_NOTED, {}, QUANTITY, "“热处理”示例厂 2025 年产能 83 万吨（示例日报）"),
    (
        K.CAPACITY_VOIDED,
        QUANTITY | {"firm": "", "kind": "demand"},
        {},
        "作废“热处理”2025 年需求 83 万吨",
    ),
]

OF_THE_REST: list[tuple[EventKind, Told, Told, str]] = [
    (
        K.DIRECTIVE_GIVEN,
        {},
        {"said": "请速办", "department": "示例局", "due_on": "2026-06-22"},
        "请速办（请示例局 06-22 前答复）",
    ),
    (K.DIRECTIVE_ANSWERED, {}, {"said": "已办"}, "答复：已办"),
    (K.DIRECTIVE_RETURNED, {}, {"due_on": "2026-06-25"}, "退回重答，06-25 前再报"),
    (K.DIRECTIVE_CLOSED, {}, {"said": ""}, "已办结"),
    (K.DIRECTIVE_CLOSED, {}, {"said": "很好"}, "已办结：很好"),
    (K.DIRECTIVE_HANDED_ON, {}, {"department": "示例局", "person": "周"}, "转由示例局周答复"),
    (K.QUIET_EXPLAINED, {}, {"because": "等批复"}, "一个月无进展的原因：等批复"),
    (K.COLOUR_PINNED, {}, {"colour": "red", "until": "2026-07-01"}, "领导定为红灯，至 2026-07-01"),
    (K.COLOUR_UNPINNED, {"colour": "green"}, {}, "取消领导定的绿灯"),
    (K.LIGHTS_TURNED, {}, {"red": 2, "yellow": 1}, "您的项目里有 2 个转红，1 个转黄"),
    (K.LIGHTS_TURNED, {}, {"red": 0, "yellow": 1}, "您的项目里有 1 个转黄"),
    (
        K.DIGEST_MADE,
        {},
        {"lines": ["2 个跟进到期", "1 个红灯"]},
        "今日摘要：2 个跟进到期，1 个红灯",
    ),
    (
        K.FIRM_SETTLED,
        {},
        {"firm": "示例晨厂", "other": "示例晟厂", "verdict": "different"},
        "核对“示例晨厂”与“示例晟厂”：不同企业",
    ),
    (
        K.HOLIDAYS_ENTERED,
        {},
        DAYS | {"is_workday": False},
        "2027-10-01 至 2027-10-07 填为放假：国庆节",
    ),
    (
        K.HOLIDAYS_ENTERED,
        {},
        DAYS | {"is_workday": True},
        "2027-10-01 至 2027-10-07 填为上班：国庆节",
    ),
    (
        K.HOLIDAY_STRUCK,
        {},
        {"day": "2027-10-01", "name": "国庆节"},
        "撤掉 2027-10-01 的放假安排（国庆节）",
    ),
    (K.HOST_ALLOWED, {}, HOST, "允许向 robot.example:443 发通知"),
    (K.HOST_FORBIDDEN, HOST, {}, "不再允许向 robot.example:443 发通知"),
    (K.CHANNEL_OPENED, {}, CHANNEL, "建通知渠道“示例群”"),
    (K.CHANNEL_SWITCHED_ON, {}, CHANNEL, "启用通知渠道“示例群”"),
    (K.CHANNEL_SWITCHED_OFF, {}, CHANNEL, "停用通知渠道“示例群”"),
    (K.CHANNEL_TRIED, {}, CHANNEL, "向通知渠道“示例群”试发一条"),
    (K.MESSAGE_SENT_AGAIN, {}, {"message_id": "0123456789"}, "重发通知 01234567"),
]
