"""Hurdles: what stands in the way of invented projects, who clears it, and by what."""

from dataclasses import dataclass

from seed.synthetic.people import STREET
from tracker.domain.words import BlockerKind


@dataclass(frozen=True, slots=True)
class Hurdle:
    """A kind of blocker, the department it goes to, its text, the wish, what is done about it
    meanwhile, the outcome, and the paper that proves it.
    """

    kind: BlockerKind
    department: str
    what: str
    wanted: str
    done: str
    outcome: str
    proof: str


OF_THE_STREET = (
    Hurdle(
        BlockerKind.CLEARANCE,
        STREET,
        "示例：红线内还有 2 户没有签约",
        "尽快签约腾地",
        "上门做工作两次，一户已同意签约",
        "两户均已签约腾空",
        "示例补偿协议 2 份",
    ),
    Hurdle(
        BlockerKind.LABOUR,
        STREET,
        "示例：投产前缺普工 40 人",
        "组织就近招工",
        "已联系三个社区摸底，登记意向 25 人",
        "专场招聘到岗 43 人",
        "示例招聘会签到表",
    ),
    Hurdle(
        BlockerKind.PARKING,
        STREET,
        "示例：员工通勤车位不够",
        "协调周边共享车位",
        "与周边两家单位商谈错时共享",
        "协调出共享车位 60 个",
        "示例车位共享协议",
    ),
)
OF_OTHERS = (
    Hurdle(
        BlockerKind.LAND,
        "区自然资源局",
        "示例：地块指标没有落实",
        "明确指标和供地时间",
        "已列入本批次指标申请",
        "指标已落实，供地时间已定",
        "示例用地批复",
    ),
    Hurdle(
        BlockerKind.UTILITIES,
        "国网蒸湘供电公司",
        "示例：厂区临时用电容量不够",
        "增容到 800 千伏安",
        "增容方案已报审",
        "增容完成并送电",
        "示例送电单",
    ),
    Hurdle(
        BlockerKind.ENVIRONMENT,
        "市生态环境局蒸湘分局",
        "示例：环评总量指标待定",
        "明确总量来源",
        "正在核对区内可调剂总量",
        "总量指标已调剂",
        "示例总量调剂函",
    ),
    Hurdle(
        BlockerKind.APPROVAL,
        "区行政审批局",
        "示例：施工许可缺一项前置意见",
        "容缺受理",
        "已会商住建部门，同意容缺",
        "已容缺办结",
        "示例容缺受理通知书",
    ),
    Hurdle(
        BlockerKind.FUNDS,
        "区财政局",
        "示例：厂房装修补贴没有拨付",
        "核定金额、明确拨付时间",
        "金额已初核，待会签",
        "补贴已拨付",
        "示例拨付凭证",
    ),
    Hurdle(
        BlockerKind.POLICY,
        "区发改局",
        "示例：产业政策适用口径不清",
        "出具书面口径",
        "已请示上级主管部门",
        "已书面答复",
        "示例答复函",
    ),
    Hurdle(
        BlockerKind.APPROVAL,
        "区住建局",
        "示例：消防设计审查意见反复",
        "一次告知全部意见",
        "已召集设计单位当面对图",
        "审查已通过",
        "示例审查合格书",
    ),
)

HELPERS = ("区市场监管局", "区人社局")
FORCES = ("区自然资源局", "区住建局", *HELPERS, "区行政审批局")
TASKS = ("用地手续", "证照代办", "政策兑现", "用工保障", "水电配套")
