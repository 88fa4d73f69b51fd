"""The stage line as a table: what must be known to enter each stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from tracker.domain.words import Stage
from tracker.word import Word


class FactType(Enum):
    """How a fact is asked for and read."""

    TEXT = "text"
    CHOICE = "choice"
    MONEY = "money"
    AREA = "area"
    DAY = "day"
    CREDIT_CODE = "credit-code"
    PERCENT = "percent"
    COUNT = "count"


class Fact(Word):
    """A fact that a stage needs; kept by its value in a stage move's `facts`."""

    INDUSTRY = "industry", "产业链环节或所属行业"
    DUE_DILIGENCE = "due_diligence", "尽职调查结论"
    FAIR_COMPETITION = "fair_competition", "公平竞争审查结论"
    AGREEMENT_KIND = "agreement_kind", "协议类型"
    CONTRACT_YUAN = "contract_yuan", "合同金额"
    PLANNED_START = "planned_start_on", "计划开工日期"
    FILED_ON = "filed_on", "签约备案日期"
    COMPANY_NAME = "company_name", "公司名称"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    REGISTERED_CAPITAL = "registered_capital_yuan", "注册资本"
    PERMIT_KIND = "permit_kind", "报批类型"
    AREA = "area_mu", "用地面积"
    START_PROOF = "start_proof", "开工佐证"
    PRODUCTION_PROOF = "production_proof", "投产佐证"
    YEARLY_OUTPUT = "yearly_output", "年产出"
    DISTRICT = "district", "流转到哪个区县"
    CREDIT_SHARE = "credit_share", "本区计入比例"
    CREDIT_YEARS = "credit_years", "分成年限"
    AGREED_ON = "agreed_on", "协议日期"


@dataclass(frozen=True, slots=True)
class FactRule:
    """How one fact is entered: its type, its choices or limits, and a hint in the user's words."""

    type: FactType
    choices: tuple[str, ...] = ()
    hint: str = ""
    within: tuple[int, int] | None = None
    unit: str = ""


LAND, PLANT = "用地审批", "标准厂房"
FRAMEWORK, FORMAL = "框架协议", "正式合同"

FACT_RULES: dict[Fact, FactRule] = {
    Fact.INDUSTRY: FactRule(FactType.TEXT, hint="链外项目写行业，如 商贸、文旅"),
    Fact.DUE_DILIGENCE: FactRule(FactType.CHOICE, ("通过", "有条件通过", "未通过")),
    Fact.FAIR_COMPETITION: FactRule(FactType.CHOICE, ("通过", "无需审查", "未通过")),
    Fact.AGREEMENT_KIND: FactRule(FactType.CHOICE, (FORMAL, FRAMEWORK)),
    Fact.CONTRACT_YUAN: FactRule(FactType.MONEY, hint="合同上写的总投资"),
    Fact.PLANNED_START: FactRule(FactType.DAY, hint="只知道月份就选当月任一天，按月考核"),
    Fact.FILED_ON: FactRule(FactType.DAY, hint="还没备案可以先空着"),
    Fact.COMPANY_NAME: FactRule(FactType.TEXT, hint="营业执照上的全称"),
    Fact.CREDIT_CODE: FactRule(FactType.CREDIT_CODE, hint="18 位，营业执照右上角"),
    Fact.REGISTERED_CAPITAL: FactRule(FactType.MONEY),
    Fact.PERMIT_KIND: FactRule(FactType.CHOICE, (LAND, PLANT, "备案", "其他")),
    Fact.AREA: FactRule(FactType.AREA, hint="亩，最多两位小数；租用厂房填 0"),
    Fact.START_PROOF: FactRule(FactType.TEXT, hint="施工许可证号、开工照片或现场记录"),
    Fact.PRODUCTION_PROOF: FactRule(FactType.TEXT, hint="投产仪式、首单、用电记录等"),
    Fact.YEARLY_OUTPUT: FactRule(FactType.TEXT, hint="如 年产 20 万吨 / 年产值 3 亿元"),
    Fact.DISTRICT: FactRule(FactType.TEXT),
    Fact.CREDIT_SHARE: FactRule(
        FactType.PERCENT, within=(0, 100), unit="%", hint="五五分成写 50；全归对方写 0"
    ),
    Fact.CREDIT_YEARS: FactRule(
        FactType.COUNT, within=(1, 20), unit="年", hint="从协议日期算起，期满不再计入"
    ),
    Fact.AGREED_ON: FactRule(FactType.DAY, hint="两地签分成协议的日子"),
}

NEEDS: dict[Stage, tuple[Fact, ...]] = {
    Stage.LEAD: (),
    Stage.TALKS: (Fact.INDUSTRY,),
    Stage.REVIEW: (Fact.DUE_DILIGENCE, Fact.FAIR_COMPETITION),
    Stage.SIGNED: (Fact.AGREEMENT_KIND, Fact.CONTRACT_YUAN, Fact.PLANNED_START),
    Stage.REGISTERED: (Fact.COMPANY_NAME, Fact.CREDIT_CODE, Fact.REGISTERED_CAPITAL),
    Stage.PERMITTED: (Fact.PERMIT_KIND, Fact.AREA),
    Stage.BUILDING: (Fact.START_PROOF,),
    Stage.PRODUCING: (Fact.PRODUCTION_PROOF,),
    Stage.FULL_CAPACITY: (Fact.YEARLY_OUTPUT,),
    Stage.SHELVED: (),
    Stage.TRANSFERRED: (Fact.DISTRICT, Fact.CREDIT_SHARE, Fact.CREDIT_YEARS, Fact.AGREED_ON),
    Stage.DROPPED: (),
}
"""Facts that must be known to enter; source HANDBOOK §3. The day itself is every move's `on`."""

FAILED = "未通过"
REVIEWS = (Fact.DUE_DILIGENCE, Fact.FAIR_COMPETITION)
"""What must not have failed when a contract is signed. Source: 公平竞争审查条例 (2024-08-01)."""

MAY_ADD: dict[Stage, tuple[Fact, ...]] = {Stage.SIGNED: (Fact.FILED_ON,)}
"""Facts that may be told on the way in, though nothing waits for them."""


def stages_between(current: Stage, to: Stage) -> list[Stage]:
    """The stages whose facts must be known to go from one to the other, `to` included.

    From an exit back, and to an exit, only those that lie on the line up to `to` count.
    """
    if to.is_exit:
        return [to]
    line = Stage.line()
    start = 0 if current.is_exit else line.index(current) + 1
    return line[start : line.index(to) + 1]


def facts_to_enter(current: Stage, to: Stage) -> list[Fact]:
    """Every fact that a move asks about, known or not."""
    return [fact for stage in stages_between(current, to) for fact in NEEDS[stage]]


def optional_facts(current: Stage, to: Stage) -> list[Fact]:
    """Facts that a move may bring along."""
    return [fact for stage in stages_between(current, to) for fact in MAY_ADD.get(stage, ())]


def signs(current: Stage, to: Stage) -> bool:
    """Whether the move is the one with which a contract comes to stand behind a project."""
    return to.is_signed and not current.is_signed


def needs_reason(current: Stage, to: Stage) -> bool:
    """Moving back, out of the line or back into it is said with a reason."""
    return to.is_exit or current.is_exit or to.place < current.place


def fault_of(fact: Fact, value: Any, on: date) -> str:
    """Why a fact cannot be so on that day, in one sentence; "" when it can."""
    within = FACT_RULES[fact].within
    if within and not within[0] <= value <= within[1]:
        return f"{fact.label}请写 {within[0]} 到 {within[1]} 之间的整数。"
    if fact is Fact.AGREED_ON and date.fromisoformat(value) > on:
        return f"协议日期不能晚于流转的日子 {on:%Y-%m-%d}：先有协议，才能流转。"
    return ""


def doubt_of(fact: Fact, value: Any, on: date) -> str:
    """The question to ask about a fact that may be so but seldom is; "" for none."""
    if fact is Fact.PLANNED_START and date.fromisoformat(value) < on:
        return f"计划开工 {value} 早于这一步的日子 {on}，是补记以前的吗？"
    return ""


def known_after(
    known: Mapping[str, Any], current: Stage | None, to: Stage, told: Mapping[str, Any]
) -> dict[str, Any]:
    """The facts that stand after a move: coming back from an exit starts a new round.

    What was known before is history, not an answer. Source: HANDBOOK §3.
    """
    is_new_round = current is not None and current.is_exit and not to.is_exit
    return dict(told) if is_new_round else {**known, **told}
