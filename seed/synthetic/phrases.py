"""What is said in an invented follow-up, put together from phrases; the firm's name says 示例."""

from random import Random

from tracker.domain.words import Contact, Stage

OPENINGS: dict[Contact, tuple[str, ...]] = {
    Contact.VISIT_OUT: ("赴{firm}走访，", "上门拜访{firm}，", "带队到{firm}考察，"),
    Contact.VISIT_IN: ("{firm}来区里考察，", "接待{firm}一行，", "{firm}到园区看地，"),
    Contact.CALL: ("与{firm}通电话，", "微信联系{firm}，", "电话回访{firm}，", "{firm}来电，"),
    Contact.MEETING: ("会同有关部门与{firm}开会，", "专题会研究{firm}项目，", "与{firm}开视频会，"),
    Contact.SITE: ("到{firm}现场查看，", "在{firm}工地现场，", "陪{firm}踏勘现场，"),
}
TOPICS: dict[Stage, tuple[str, ...]] = {
    Stage.LEAD: (
        "初步了解{product}的投资意向",
        "核实{product}项目的来源和规模",
        "介绍本区产业链和用地情况",
        "对方有意把{product}产能往中部布局",
        "对方索要政策清单和厂房资料",
    ),
    Stage.TALKS: (
        "对方关心{product}的本地配套",
        "就物流成本和运距交换意见",
        "对接上游原料供应",
        "商谈{product}项目选址",
        "比较两处地块的水电条件",
        "讨论厂房租金和装修期",
        "测算{product}的用工和能耗",
        "商谈设备搬迁和过渡厂房",
        "对方提出分两期建设{product}",
        "对方董事会原则同意来区投资",
    ),
    Stage.REVIEW: (
        "补充尽调材料",
        "核对财务报表和纳税情况",
        "听取专家对{product}工艺的意见",
        "就投资强度和亩均税收交换意见",
        "公平竞争审查意见逐条对照",
        "修改投资协议初稿",
    ),
    Stage.SIGNED: (
        "商定公司注册时间",
        "催办签约备案材料",
        "落实项目公司股东和出资",
        "细化{product}建设计划",
        "对接银行授信",
        "确认设备采购清单",
    ),
    Stage.REGISTERED: (
        "办理项目备案",
        "准备用地报批材料",
        "对接环评单位",
        "商定{product}总平面布置",
        "首笔注册资本到账情况核实",
        "确认厂房交付标准",
    ),
    Stage.PERMITTED: (
        "用地预审材料已补齐",
        "能评、环评同步推进",
        "施工图审查意见已反馈",
        "土方和围挡方案已定",
        "临时用电申请已受理",
        "办理施工许可",
    ),
    Stage.BUILDING: (
        "督促按节点抢工期",
        "主体结构按计划施工",
        "钢结构吊装过半",
        "厂房封顶，转入装修",
        "商谈正式用电接入",
        "{product}设备基础浇筑完成",
        "核对固定资产投资进度",
        "设备陆续进场",
    ),
    Stage.PRODUCING: (
        "首批订单已交付",
        "协助招工和员工住宿",
        "对接本地配套采购",
        "产能爬坡到六成",
        "了解{product}销售和回款",
        "计划增加一个班次",
        "{product}产线运行平稳",
    ),
    Stage.SHELVED: ("对方称暂缓投资", "对方等待市场回暖", "保持联系，了解新打算"),
}
"""In the order in which a stage usually goes on."""

TOPICS[Stage.FULL_CAPACITY] = TOPICS[Stage.PRODUCING]
ENDINGS = (
    "，对方态度积极。",
    "，对方表示回去商量。",
    "，进展顺利。",
    "，仍有细节待定。",
    "，双方初步一致。",
    "，对方要求一周内答复。",
    "，材料还差两份。",
    "，约定再谈。",
    "，已记入台账。",
    "，需部门配合。",
)
NEXT_STEPS: dict[Stage, tuple[str, ...]] = {
    Stage.LEAD: ("寄送政策汇编", "约对方来区考察", "核实投资方资质"),
    Stage.TALKS: ("约对方看地", "报送初步方案", "请部门测算政策", "回访决策进展", "陪同踏勘厂房"),
    Stage.REVIEW: ("补交审计报告", "提交联审会", "送法制审核"),
    Stage.SIGNED: ("催办备案", "陪同办执照", "落实首笔出资"),
    Stage.REGISTERED: ("送报批材料", "约自然资源局会商", "跟踪环评进度"),
    Stage.PERMITTED: ("跟踪供地进度", "约施工单位进场", "协调临时用电"),
    Stage.BUILDING: ("现场看进度", "核对入统材料", "协调用电接入"),
    Stage.PRODUCING: ("回访产能", "协助招工", "了解增资打算"),
    Stage.SHELVED: ("回访投资意向",),
}
NEXT_STEPS[Stage.FULL_CAPACITY] = NEXT_STEPS[Stage.PRODUCING]
SURNAMES = "王李张刘陈杨黄周吴徐孙胡朱高林何"
TITLES = ("总", "经理", "主任", "工", "部长")
EARLY = (Contact.CALL, Contact.CALL, Contact.VISIT_OUT, Contact.VISIT_IN, Contact.MEETING)
ON_SITE = frozenset({Stage.PERMITTED, Stage.BUILDING, Stage.PRODUCING, Stage.FULL_CAPACITY})
LATE = (Contact.SITE, Contact.SITE, Contact.CALL, Contact.MEETING)


def contact_at(stage: Stage, rng: Random) -> Contact:
    """How one is likely to be in touch in that stage."""
    return rng.choice(LATE if stage in ON_SITE else EARLY)


def said_at(
    stage: Stage, done: float, contact: Contact, firm: str, product: str, rng: Random
) -> str:
    """One sentence of what was said when that share of the stage was over."""
    topics = TOPICS[stage]
    place = int(done * len(topics)) + rng.randint(-1, 1)
    topic = topics[min(max(place, 0), len(topics) - 1)]
    whole = rng.choice(OPENINGS[contact]) + topic + rng.choice(ENDINGS)
    return whole.format(firm=firm, product=product)


def someone(rng: Random) -> str:
    """An invented counterpart: a surname and a title, nobody in particular."""
    return rng.choice(SURNAMES) + rng.choice(TITLES)
