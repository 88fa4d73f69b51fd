"""The vocabulary: each word has the English value that is stored and the Chinese that is shown."""

from tracker.word import Word


class Stage(Word):
    """Where a project stands; nine stages in line and three side exits."""

    LEAD = "lead", "线索", "s1"
    TALKS = "talks", "在谈", "s2"
    REVIEW = "review", "评审", "s3"
    SIGNED = "signed", "签约", "s4"
    REGISTERED = "registered", "注册", "s5"
    PERMITTED = "permitted", "报批", "s6"
    BUILDING = "building", "开工", "s7"
    PRODUCING = "producing", "投产", "s8"
    FULL_CAPACITY = "full-capacity", "达产", "s9"
    SHELVED = "shelved", "暂停", "exit"
    TRANSFERRED = "transferred", "流转", "exit"
    DROPPED = "dropped", "终止", "exit"

    @property
    def is_exit(self) -> bool:
        return self.tone == "exit"

    @property
    def is_signed(self) -> bool:
        """Whether a contract stands behind it: signed, or further along the line."""
        return not self.is_exit and self.place >= Stage.SIGNED.place

    @property
    def place(self) -> int:
        """Position on the line, 0 for LEAD; exits stand behind the line."""
        return PLACES[self]

    @classmethod
    def line(cls) -> list["Stage"]:
        """The nine stages in order, without the exits."""
        return list(LINE)

    @classmethod
    def exits(cls) -> list["Stage"]:
        """The ways out of the line."""
        return list(EXITS)


LINE = tuple(stage for stage in Stage if not stage.is_exit)
EXITS = tuple(stage for stage in Stage if stage.is_exit)
PLACES = {stage: place for place, stage in enumerate(Stage)}
"""Worked out once: lists ask for them row by row."""


class Contact(Word):
    """How one was in touch."""

    VISIT_OUT = "visit-out", "走出去"
    VISIT_IN = "visit-in", "请进来"
    CALL = "call", "电话/微信"
    MEETING = "meeting", "会议"
    SITE = "site", "现场"


class AmountKind(Word):
    """What a sum of money is, from hearsay to the bank."""

    TOLD = "told", "听说"
    PLANNED = "planned", "拟投"
    SIGNED = "signed", "签约"
    FILED = "filed", "备案"


class Source(Word):
    """How a lead came to the bureau."""

    VISIT = "visit", "外出招商"
    REFERRAL = "referral", "引荐介绍"
    CHAIN = "chain", "以商招商"
    FAIR = "fair", "展会推介"
    HOMECOMING = "homecoming", "湘商回归"
    SELF = "self", "企业上门"
    SUPERIOR = "superior", "上级交办"
    PRINT = "print", "公开报道"
    OTHER = "other", "其他"


class BlockerKind(Word):
    """What a blocker is about."""

    LAND = "land", "用地"
    FUNDS = "funds", "资金"
    POLICY = "policy", "政策"
    APPROVAL = "approval", "审批"
    ENVIRONMENT = "environment", "环评"
    UTILITIES = "utilities", "用电用气用水"
    LABOUR = "labour", "用工"
    CLEARANCE = "clearance", "征拆"
    PARKING = "parking", "停车"
    OTHER = "other", "其他"


class BlockerState(Word):
    """Where a blocker stands; `tone` says who has it in hand."""

    RAISED = "raised", "待下发", "等跟踪单位下发"
    ASSIGNED = "assigned", "待签收", "等承办单位签收"
    ACCEPTED = "accepted", "办理中", "承办单位正在办"
    ANSWERED = "answered", "待复核", "等提出人复核"
    REOPENED = "reopened", "已退回", "退回承办单位重办"
    CLOSED = "closed", "已销号", "办完了"


class Level(Word):
    """Who has to see to a blocker that nobody cleared in time, step by step."""

    TASK_FORCE = "task-force", "专班"
    DEPUTY = "deputy", "分管领导"
    CHIEF = "chief", "主要领导"
    CITY = "city", "市"

    @property
    def height(self) -> int:
        """1 for the lowest."""
        return list(Level).index(self) + 1

    @property
    def is_of_leaders(self) -> bool:
        """Whether the leaders are told: from the one in charge upwards."""
        return self is not Level.TASK_FORCE


class Colour(Word):
    """The light: always a colour, a shape and a word together. `tone` is the shape."""

    RED = "red", "红", "●"
    YELLOW = "yellow", "黄", "▲"
    GREEN = "green", "绿", "■"

    @property
    def shape(self) -> str:
        return self.tone


class Segment(Word):
    """Which part of an industrial chain; `tone` says what is sought there [A]."""

    UPSTREAM = "upstream", "上游", "抓配套"
    MIDSTREAM = "midstream", "中游", "抓合作"
    DOWNSTREAM = "downstream", "下游", "抓开发"


class Role(Word):
    """What a person is here for; one role each, so two admin roles can never meet in one."""

    OFFICER = "officer", "招商专员"
    HEAD = "head", "部门负责人"
    LEADER = "leader", "领导"
    UNIT = "unit", "街道/部门"
    AUDITOR = "auditor", "审计员"
    SYSTEM_ADMIN = "system-admin", "系统管理员"
    SECURITY_ADMIN = "security-admin", "安全管理员"
