"""Hurdles: what stands in the way of invented projects, who clears it, and by what."""

from dataclasses import dataclass

from seed.synthetic.people import STREET
from tracker.domain.words import BlockerKind


@dataclass(frozen=True, slots=True)
class Hurdle:
    """A kind of blocker, the department it goes to, its text, the wish and the outcome."""

    kind: BlockerKind
    department: str
    what: str
    wanted: str
    outcome: str


OF_THE_STREET = (
    Hurdle(
        BlockerKind.CLEARANCE, STREET,
        "示例：红线内还有 2 户没有签约", "尽快签约腾地", "两户均已签约腾空",
    ),
    Hurdle(
        BlockerKind.LABOUR, STREET,
        "示例：投产前缺普工 40 人", "组织就近招工", "专场招聘到岗 43 人",
    ),
    Hurdle(
        BlockerKind.PARKING, STREET,
        "示例：员工通勤车位不够", "协调周边共享车位", "协调出共享车位 60 个",
    ),
)  # fmt: skip
OF_OTHERS = (
    Hurdle(
        BlockerKind.LAND, "区自然资源局",
        "示例：地块指标没有落实", "明确指标和供地时间", "指标已落实，供地时间已定",
    ),
    Hurdle(
        BlockerKind.UTILITIES, "国网蒸湘供电公司",
        "示例：厂区临时用电容量不够", "增容到 800 千伏安", "增容完成并送电",
    ),
    Hurdle(
        BlockerKind.ENVIRONMENT, "市生态环境局蒸湘分局",
        "示例：环评总量指标待定", "明确总量来源", "总量指标已调剂",
    ),
    Hurdle(
        BlockerKind.APPROVAL, "区行政审批局",
        "示例：施工许可缺一项前置意见", "容缺受理", "已容缺办结",
    ),
    Hurdle(
        BlockerKind.FUNDS, "区财政局",
        "示例：厂房装修补贴没有拨付", "核定金额、明确拨付时间", "补贴已拨付",
    ),
    Hurdle(
        BlockerKind.POLICY, "区发改局",
        "示例：产业政策适用口径不清", "出具书面口径", "已书面答复",
    ),
    Hurdle(
        BlockerKind.APPROVAL, "区住建局",
        "示例：消防设计审查意见反复", "一次告知全部意见", "审查已通过",
    ),
)  # fmt: skip

FORCES = ("区自然资源局", "区住建局", "区市场监管局", "区人社局", "区行政审批局")
TASKS = ("用地手续", "证照代办", "政策兑现", "用工保障", "水电配套")
