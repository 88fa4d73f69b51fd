"""Stage facts: what an invented project has to show on entering each stage."""

from datetime import date
from random import Random
from typing import Any

from seed.synthetic.firms import SampleFirm
from seed.synthetic.ideas import Idea
from tracker.domain.amounts import WAN, spoken
from tracker.domain.project.stage_rules import FORMAL, FRAMEWORK, LAND, PLANT, Fact
from tracker.domain.words import Stage

REASONS = {
    Stage.SHELVED: ("示例：投资方资金安排推迟", "示例：市场转淡，缓一缓", "示例：等地块腾空"),
    Stage.TRANSFERRED: ("示例：用地规模超出本区供给", "示例：产业定位更合邻县"),
    Stage.DROPPED: ("示例：投资方改投外省", "示例：尽调发现资金来源不清", "示例：条件谈不拢"),
}
BACK_AGAIN = "示例：投资方重启计划，重新招商"


def facts_of(
    stages: list[Stage],
    on: date,
    idea: Idea,
    firm: SampleFirm,
    is_filed: bool,
    planned_on: date | None,
    rng: Random,
) -> dict[str, Any]:
    """What is told on a move that passes through these stages, by the value of each Fact."""
    told: dict[str, Any] = {}
    for stage in stages:
        if stage is Stage.TALKS and not idea.link:
            told[Fact.INDUSTRY.value] = idea.industry
        elif stage is Stage.REVIEW:
            told[Fact.DUE_DILIGENCE.value] = rng.choice(("通过", "通过", "有条件通过"))
            told[Fact.FAIR_COMPETITION.value] = rng.choice(("通过", "无需审查"))
        elif stage is Stage.SIGNED and planned_on:
            told[Fact.AGREEMENT_KIND.value] = FORMAL if rng.random() < 0.8 else FRAMEWORK
            told[Fact.CONTRACT_YUAN.value] = idea.yuan
            told[Fact.PLANNED_START.value] = planned_on.isoformat()
            if is_filed:
                told[Fact.FILED_ON.value] = on.isoformat()
        elif stage is Stage.REGISTERED:
            told[Fact.COMPANY_NAME.value] = firm.name
            told[Fact.CREDIT_CODE.value] = firm.credit_code
            told[Fact.REGISTERED_CAPITAL.value] = max(100, idea.yuan // WAN // 10) * WAN
        elif stage is Stage.PERMITTED:
            is_plant = rng.random() < 0.4
            told[Fact.PERMIT_KIND.value] = PLANT if is_plant else LAND
            told[Fact.AREA.value] = 0 if is_plant else rng.randint(15, 200) * 100
        else:
            told |= _later_facts(stage, on, idea, rng)
    return told


def _later_facts(stage: Stage, on: date, idea: Idea, rng: Random) -> dict[str, Any]:
    if stage is Stage.BUILDING:
        return {Fact.START_PROOF.value: f"示例施工许可证第 {rng.randint(1, 9999):04d} 号"}
    if stage is Stage.PRODUCING:
        proof = rng.choice(("首批产品下线记录", "投产仪式现场记录", "首月用电记录"))
        return {Fact.PRODUCTION_PROOF.value: f"示例：{proof}"}
    if stage is Stage.FULL_CAPACITY:
        return {Fact.YEARLY_OUTPUT.value: f"示例：年产值 {spoken(idea.yuan * 2)}"}
    if stage is Stage.TRANSFERRED:
        return {
            Fact.DISTRICT.value: "示例县",
            Fact.CREDIT_SHARE.value: rng.choice((50, 50, 30, 60)),
            Fact.CREDIT_YEARS.value: rng.choice((5, 5, 3)),
            Fact.AGREED_ON.value: on.isoformat(),
        }
    return {}
