"""Every event as one Chinese sentence."""

from typing import Any

import pytest
from sqlalchemy import select

from tests.client.page_checks import STORED_VALUE
from tests.domain.event.event_sentences import OF_CHAINS, OF_THE_REST
from tests.world import World
from tracker.domain.event import Event, EventKind
from tracker.domain.project import REVISABLE
from tracker.domain.project.stage_rules import Fact
from tracker.domain.sentences import REVISED, SENTENCES, fact_words, quotation, sentence

K = EventKind
Told = dict[str, Any]
SAID: list[tuple[EventKind, Told, Told, str]] = [
    (
        K.PROJECT_REGISTERED,
        {},
        {"code": "ZX2026-0001", "amount_words": "约2亿", "firm": "示例厂"},
        "登记项目 ZX2026-0001，企业 示例厂，金额 约2亿",
    ),
    (
        K.PROJECT_REGISTERED,
        {},
        {"code": "ZX2026-0001", "amount_yuan": None},
        "登记项目 ZX2026-0001，金额 未报",
    ),
    (K.PROJECT_REVISED, {"name": "旧"}, {"name": "新", "zone_id": 1}, "修改了名称、区域"),
    (
        K.PROJECT_REVISED,
        {"firm_id": 1, "firm": "示例厂"},
        {"firm_id": 2, "firm": "示例司"},
        "修改了企业（示例厂 → 示例司）",
    ),
    (
        K.PROJECT_REVISED,
        {"firm_id": None, "name": "旧", "firm": ""},
        {"firm_id": 2, "name": "新", "firm": "示例司"},
        "修改了企业（无 → 示例司）、名称",
    ),
    (K.PROJECT_HANDED_OVER, {}, {"owner": "赵二"}, "移交给 赵二"),
    (K.PROJECT_PRINTED, {}, {"says": "已开工", "source": "示例日报"}, "见报：已开工（示例日报）"),
    (
        K.LEADS_CROSSED,
        {},
        {"side": "earlier", "outcome": "new", "department": "工信局"},
        "工信局登记了同一企业的线索，按“新项目”处理",
    ),
    (
        K.LEADS_CROSSED,
        {},
        {"side": "later", "outcome": "superseded", "department": "商务局", "since": "2026-03-02"},
        "与商务局 2026-03-02 起在谈的项目撞单，按“覆盖”处理",
    ),
    (
        K.LEADS_CROSSED,
        {},
        {"side": "earlier", "outcome": "merged", "department": "工信局", "told": "示例二期"},
        "工信局把同一企业的线索并到这里，听到的是：示例二期",
    ),
    (
        K.STAGE_ADVANCED,
        {"stage": "lead"},
        {"stage": "talks", "stage_since": "2026-06-10"},
        "线索 → 在谈",
    ),
    (
        K.STAGE_ADVANCED,
        {"stage": "review"},
        {"stage": "signed", "contract_yuan": 120_000_000, "area_mu": 3550},
        "评审 → 签约：合同金额 1.20 亿元；用地面积 35.5 亩",
    ),
    (
        K.STAGE_MOVE_VOIDED,
        {"stage": "signed"},
        {"stage": "talks"},
        "作废进入“签约”的记录，退回“在谈”",
    ),
    (
        K.FOLLOW_UP_LOGGED,
        {},
        {"kind": "visit-out", "said": "谈了", "present": "示例人"},
        "走出去，在场 示例人",
    ),
    (K.FOLLOW_UP_LOGGED, {}, {"kind": "call", "said": "谈了", "present": ""}, "电话/微信"),
    (K.FOLLOW_UP_VOIDED, {"said": "长" * 50}, {}, "作废跟进：" + "长" * 40),
    (
        K.AMOUNT_NOTED,
        {},
        {"amount_kind": "planned", "amount_yuan": 18_000_000, "source": "来函"},
        "拟投 1,800 万元（来函）",
    ),
    (
        K.AMOUNT_NOTED,
        {},
        {"amount_kind": "told", "amount_yuan": None, "words": "两三亿"},
        "听说 两三亿",
    ),
    (
        K.AMOUNT_VOIDED,
        {"amount_kind": "filed", "amount_yuan": 600_000_000, "words": ""},
        {},
        "作废金额：备案 6.00 亿元",
    ),
    (
        K.TASK_FORCE_JOINED,
        {},
        {"department": "示例街道", "person": "周", "task": "征拆"},
        "示例街道周，负责征拆 加入专班",
    ),
    (K.TASK_FORCE_LEFT, {"department": "示例街道"}, {}, "示例街道 离开专班"),
    (K.BLOCKER_RAISED, {}, {"what": "缺地", "department": None}, "缺地"),
    (
        K.BLOCKER_RAISED,
        {},
        {"what": "缺地", "department": "示例街道", "due_on": "2026-06-22"},
        "缺地，交 示例街道，06-22 到期",
    ),
    (
        K.BLOCKER_ASSIGNED,
        {},
        {"department": "示例街道", "due_on": "2026-06-22"},
        "交 示例街道，06-22 到期",
    ),
    (
        K.BLOCKER_ASSIGNED,
        {},
        {"department": "示例街道", "due_on": "2026-06-22", "helpers": ["示例局", "示例所"]},
        "交 示例街道，示例局、示例所 协办，06-22 到期",
    ),
    (
        K.BLOCKER_RAISED,
        {},
        {"what": "缺地", "department": None, "wished_on": "2026-06-22"},
        "缺地，望 06-22 前解决",
    ),
    (K.BLOCKER_ACCEPTED, {}, {"department": "示例街道"}, "示例街道 签收"),
    (K.BLOCKER_REPORTED, {}, {"department": "示例街道", "said": "看了现场"}, "示例街道：看了现场"),
    (
        K.BLOCKER_ANSWERED,
        {},
        {"department": "示例街道", "said": "给了", "proof": "示例批复"},
        "示例街道：给了（佐证：示例批复）",
    ),
    (K.BLOCKER_TIME_ASKED, {"due_on": "2026-06-22"}, {"due_on": "2026-06-30"}, "申请延到 06-30"),
    (
        K.BLOCKER_TIME_GRANTED,
        {"due_on": "2026-06-22"},
        {"due_on": "2026-06-30"},
        "期限由 06-22 延到 06-30",
    ),
    (
        K.BLOCKER_TIME_REFUSED,
        {"due_on": "2026-06-22"},
        {"due_on": "2026-06-30"},
        "不同意延到 06-30",
    ),
    (
        K.BLOCKER_CLIMBED,
        {"level": None},
        {"what": "缺地", "level": "deputy", "due_on": "2026-06-22"},
        "“缺地”06-22 到期没有办结，升级到分管领导",
    ),
    (
        K.TASK_FORCE_MET,
        {},
        {"present": "示例社区", "minutes": "分头去谈"},
        "专班开会，在场 示例社区：分头去谈",
    ),
    (
        K.PROOFS_SET,
        {"kinds": []},
        {"kinds": ["用地", "资金"], "holds_from": "2026-07-01"},
        "销号要佐证的堵点改为用地、资金，2026-07-01 起",
    ),
    (K.BLOCKER_CLOSED, {}, {"what": "缺地", "outcome": "给了"}, "“缺地”已解决：给了"),
    (K.BLOCKER_REOPENED, {}, {"what": "缺地"}, "“缺地”退回重办"),
    (
        K.FOLLOW_UP_LOGGED,
        {"state": "accepted"},
        {"kind": "visit-in", "said": "谈了", "firm": "示例厂", "state": "visited"},
        "请进来（目标企业 示例厂，到“已互访”）",
    ),
    (
        K.FOLLOW_UP_VOIDED,
        {"said": "谈了", "state": "visited"},
        {"firm": "示例厂", "state": "visited"},
        "作废跟进：谈了（目标企业 示例厂）",
    ),
    (
        K.TARGET_PROPOSED,
        {},
        {"firm": "示例厂", "link": "热处理", "score": 55, "why": ["名称里有“钢管”", "在邻省"]},
        "建议把 示例厂 作为“热处理”的目标企业，55 分：名称里有“钢管”；在邻省",
    ),
    (
        K.TARGET_PROPOSED,
        {},
        {"firm": "示例厂", "link": "热处理", "score": 0, "why": []},
        "建议把 示例厂 作为“热处理”的目标企业",
    ),
    (
        K.TARGET_MOVED,
        {"state": "proposed"},
        {
            "firm": "示例厂",
            "state": "accepted",
            "owner": "赵二",
            "next_step": "去拜访",
            "next_on": "2026-06-12",
        },
        "示例厂：建议 → 立为目标，由 赵二 跟进，下一步 去拜访，06-12",
    ),
    (
        K.TARGET_MOVED,
        {"state": "visited"},
        {"firm": "示例厂", "state": "given-up"},
        "示例厂：已互访 → 放弃",
    ),
    (K.TARGET_MOVED, {"state": "visited"}, {"firm": "", "state": "given-up"}, "已互访 → 放弃"),
    (
        K.FOLLOW_UP_LOGGED,
        {"state": "accepted"},
        {"kind": "call", "said": "谈了", "firm": "", "state": "contacted"},
        "电话/微信（到“已接触”）",
    ),
    (K.TARGET_HANDED_OVER, {}, {"firm": "示例厂", "owner": "赵二"}, "示例厂：移交给 赵二"),
    (
        K.TARGET_BECAME_PROJECT,
        {},
        {"firm": "示例厂", "code": "ZX2026-0009", "follow_ups": 3},
        "目标企业 示例厂 成了项目 ZX2026-0009，带来 3 条跟进",
    ),
    (
        K.TARGET_BECAME_PROJECT,
        {},
        {"firm": "", "code": "", "follow_ups": 1},
        "成了项目，由跟踪单位接着办，带来 1 条跟进",
    ),
    (K.USER_CREATED, {}, {"name": "何某", "login": "he"}, "开通账号 何某（he）"),
    (
        K.USER_REVISED,
        {},
        {"name": "何某", "login": "he", "department": ""},
        "修改账号 he：何某，不属于部门",
    ),
    (
        K.USER_ROLE_GRANTED,
        {},
        {"name": "何某", "role": "system-admin"},
        "授予 何某 角色“系统管理员”",
    ),
    (K.USER_ROLE_GRANTED, {}, {"name": "何某", "role": None}, "授予 何某 角色“无”"),
    (K.USER_DISABLED, {}, {"name": "何某"}, "停用账号 何某"),
    (K.USER_ENABLED, {}, {"name": "何某"}, "启用账号 何某"),
    (K.PASSWORD_CHANGED, {}, {}, "修改了自己的密码"),
    (K.PASSWORD_RESET, {}, {"name": "何某"}, "重置 何某 的密码"),
    (K.PASSWORD_RESET_ASKED, {}, {"name": "王一"}, "申请重置 王一 的密码"),
    (K.PASSWORD_RESET_DECLINED, {}, {"name": "王一"}, "不同意重置 王一 的密码"),
    (K.SIGNED_IN, {}, {}, "登录"),
    (K.SIGNED_OUT, {}, {}, "退出"),
    (K.SIGN_IN_LOCKED, {}, {"login": "he"}, "“he”连续输错密码，锁定 15 分钟"),
    (
        K.CLOCK_SET,
        {},
        {"label": "评审", "yellow": 20, "red": 40, "unit": "天", "holds_from": "2026-07-01"},
        "时限“评审”改为黄 20、红 40天，2026-07-01 起",
    ),
    (
        K.NUMBER_SET,
        {"value": 90},
        {"label": "首报首谈保护期", "value": 60, "unit": "天", "holds_from": "2026-07-01"},
        "“首报首谈保护期”由 90 改为 60 天，2026-07-01 起",
    ),
    (
        K.RANKING_IMPORTED,
        {},
        {"list": "中国企业500强 2025", "rows": 120, "certain": 3, "doubtful": 2},
        "导入《中国企业500强 2025》120 家，对上 3 家，待核 2 家",
    ),
    (
        K.RANKING_IMPORTED,
        {"ranking": 1},
        {
            "list": "中国企业500强 2025",
            "rows": 120,
            "added": 0,
            "changed": 2,
            "gone": 1,
            "certain": 3,
            "doubtful": 0,
        },
        "更正《中国企业500强 2025》：改 2 家、删 1 家；对上 3 家，待核 0 家",
    ),
    (
        K.RANKING_MATCHED,
        {},
        {"list": "世界500强 2026", "changed": 4},
        "重新核对《世界500强 2026》，4 家有变",
    ),
    (
        K.RANKING_TAKEN_BACK,
        {},
        {"list": "世界500强 2026", "restored": None},
        "撤销导入《世界500强 2026》",
    ),
    (
        K.RANKING_TAKEN_BACK,
        {},
        {"list": "世界500强 2026", "restored": 3},
        "撤销导入《世界500强 2026》，恢复更正前的那一份",
    ),
    (K.FIRM_REGISTERED, {}, {"name": "示例厂"}, "企业建档：示例厂"),
    (
        K.FIRM_REVISED,
        {"name": "旧", "city": ""},
        {"name": "新", "city": "衡阳"},
        "改名：旧 → 新；修改了城市",
    ),
    (K.FIRM_REVISED, {"credit_code": None}, {"credit_code": "9"}, "修改了统一社会信用代码"),
    (K.FIRM_ALIAS_ADDED, {}, {"name": "小厂", "source": "简称"}, "又名 小厂（简称）"),
    (K.FIRM_ALIAS_DROPPED, {"name": "小厂", "source": ""}, {}, "去掉别名 小厂"),
    (
        K.FIRM_SHARE_HELD,
        {},
        {"parent": "母厂", "share_bp": 5100, "since": "2024-01-01", "source": "年报"},
        "2024-01-01 起“母厂”持股 51%（年报）",
    ),
    (
        K.FIRM_SHARE_HELD,
        {},
        {"parent": "母厂", "share_bp": 0, "since": "2024-01-01", "source": "年报"},
        "2024-01-01 起“母厂”不再持股（年报）",
    ),
    (
        K.FIRM_SHARE_VOIDED,
        {"parent": "母厂", "share_bp": 3333, "since": "2024-01-01", "source": "年报"},
        {},
        "作废持股记录：2024-01-01 起“母厂”持股 33.33%（年报）",
    ),
    (K.FIRM_CONTACT_ADDED, {}, {"name": "示例人", "title": "总监"}, "联系人 示例人（总监）"),
    (K.FIRM_CONTACT_VOIDED, {"name": "示例人", "title": ""}, {}, "作废联系人 示例人"),
    (K.FIRM_MERGED, {}, {"kept": "甲", "gone": "乙"}, "“乙”并入“甲”"),
    (K.FIRM_MERGE_UNDONE, {}, {"kept": "甲", "gone": "乙"}, "撤销合并，“乙”恢复为单独一家"),
    (K.ATTACHMENT_ADDED, {}, {"file_name": "合同.pdf"}, "上传《合同.pdf》"),
    (K.ATTACHMENT_VOIDED, {"file_name": "合同.pdf"}, {}, "作废《合同.pdf》"),
    (K.VIEW_SAVED, {}, {"name": "红灯"}, "保存视图“红灯”"),
    (K.VIEW_DROPPED, {"name": "红灯"}, {}, "删除视图“红灯”"),
    (K.OFFICE_SET_UP, {}, {"name": "示例区"}, "启用系统：示例区"),
    *OF_CHAINS,
    *OF_THE_REST,
]


@pytest.mark.parametrize(("kind", "before", "after", "said"), SAID)
def test_an_event_is_said(kind: EventKind, before: Told, after: Told, said: str) -> None:
    assert sentence(kind, before, after) == said


def test_every_kind_of_event_has_a_sentence() -> None:
    assert set(SENTENCES) == set(EventKind)
    assert {kind for kind, *_ in SAID} == set(EventKind), "and each is tried above"


@pytest.mark.slow
def test_every_event_of_an_office_is_said_in_its_own_words(many: World) -> None:
    for event in many.session.scalars(select(Event)):
        said = sentence(event.kind, event.before, event.after)
        said += quotation(event.kind, event.after, event.because)
        assert said
        assert "None" not in said
        assert not STORED_VALUE.search(said), said


def test_what_was_said_and_why_stands_below() -> None:
    told = {"said": "谈了", "next_step": "送方案", "next_on": "2026-06-12"}
    assert quotation(K.FOLLOW_UP_LOGGED, told, "") == "谈了 下一步：送方案，06-12"
    assert quotation(K.STAGE_ADVANCED, {}, "重谈") == "原因：重谈"
    assert quotation(K.STAGE_ADVANCED, {}, "") == ""


def test_every_revisable_column_and_every_fact_has_a_name() -> None:
    assert set(REVISED) == set(REVISABLE)
    assert fact_words("registered_capital_yuan", 10_000_000) == "注册资本 1,000 万元"
    for fact in Fact:
        assert fact_words(fact.value, 100).startswith(fact.label)
