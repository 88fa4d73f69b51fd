"""What somebody may or may not do, and what must hold between a person and a project for it."""

from enum import Enum

from tracker.word import Word


class Can(Word):
    """An act that somebody may or may not do."""

    SEE_PROJECTS = "see-projects", "看项目"
    REGISTER = "register", "登记项目"
    REVISE = "revise", "修改项目"
    FOLLOW_UP = "follow-up", "写跟进"
    ADVANCE = "advance", "推进阶段"
    HAND_OVER = "hand-over", "移交项目、组专班"
    RAISE_BLOCKER = "raise-blocker", "报堵点"
    ASSIGN_BLOCKER = "assign-blocker", "下发堵点"
    ACCEPT_BLOCKER = "accept-blocker", "签收堵点"
    REPORT_BLOCKER = "report-blocker", "写堵点的办理情况"
    ANSWER_BLOCKER = "answer-blocker", "反馈堵点已办"
    ASK_TIME = "ask-time", "申请延期"
    GRANT_TIME = "grant-time", "批不批延期"
    CLOSE_BLOCKER = "close-blocker", "复核、销号"
    REOPEN_BLOCKER = "reopen-blocker", "退回堵点"
    BACK_BLOCKER = "back-blocker", "组堵点专班、记会议"
    VOID = "void", "作废记录"
    SEE_CONTACTS = "see-contacts", "看联系人电话"
    SAVE_VIEWS = "save-views", "保存视图"
    KEEP_CHAINS = "keep-chains", "维护产业链"
    KEEP_FIRMS = "keep-firms", "维护企业资料、认定是否同一家"
    MERGE_FIRMS = "merge-firms", "合并企业"
    KEEP_RANKINGS = "keep-rankings", "导入和核对榜单"
    SEE_TARGETS = "see-targets", "看目标企业（还没人跟的各部门都看得到）"
    DIRECT = "direct", "写批示、办结批示"
    ANSWER_DIRECTIVE = "answer-directive", "答复批示"
    PIN_COLOUR = "pin-colour", "定灯"
    COURT = "court", "立目标企业、跟进目标"
    SEE_EVENTS = "see-events", "看操作记录"
    KEEP_ACCOUNTS = "keep-accounts", "开停账号，停用后本部门没有负责人的代为移交"
    GRANT_ROLES = "grant-roles", "授予角色"
    SET_CLOCKS = "set-clocks", "改时限和数目"
    SEND_OUT = "send-out", "管外发通知"


class Relation(Enum):
    """What must hold between a person and a project; the value is said on the permissions page."""

    ALL = "全部"
    DEPARTMENT = "本人和本部门的"
    HANDED = "交给本单位的"
    ASSIGNED = "下发给本单位的"
    HELPED = "下发给本单位、请本单位协办的"
    BACKED = "本部门项目的，和下发给本单位、请本单位协办的"
    CHECKED = "本人提出、本人跟踪或本人主管的"
