"""Small makers: a project at any stage, sample facts, one more account."""

from datetime import date
from typing import Any

from tests.world import BUREAU, TODAY, World, hash_of_password
from tracker.domain.firm import Firm
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.project.project_codes import next_code
from tracker.domain.project.stage_rules import Fact
from tracker.domain.words import Role, Source, Stage

SAMPLE_FACTS: dict[Fact, Any] = {
    Fact.INDUSTRY: "商贸",
    Fact.DUE_DILIGENCE: "通过",
    Fact.FAIR_COMPETITION: "无需审查",
    Fact.AGREEMENT_KIND: "正式合同",
    Fact.CONTRACT_YUAN: 120_000_000,
    Fact.PLANNED_START: "2026-09-15",
    Fact.FILED_ON: "2026-06-01",
    Fact.COMPANY_NAME: "示例新材料有限公司",
    Fact.CREDIT_CODE: "91430400MA4L000X17",
    Fact.REGISTERED_CAPITAL: 10_000_000,
    Fact.PERMIT_KIND: "用地审批",
    Fact.AREA: 3550,
    Fact.START_PROOF: "施工许可证 示例-001",
    Fact.PRODUCTION_PROOF: "首单出库",
    Fact.YEARLY_OUTPUT: "年产 20 万吨",
    Fact.DISTRICT: "示例区",
    Fact.CREDIT_SHARE: 50,
    Fact.CREDIT_YEARS: 5,
    Fact.AGREED_ON: "2025-12-01",
}


def facts(*named: Fact) -> dict[str, Any]:
    """Sample values for these facts, as a move takes them."""
    return {fact.value: SAMPLE_FACTS[fact] for fact in named}


def facts_for(project: Project, to: Stage) -> dict[str, Any]:
    """Sample values for everything that is missing on the way to that stage."""
    return facts(*project.missing_for(to))


def project(
    world: World,
    name: str = "丁示例项目",
    *,
    who: str = "officer",
    on: date = TODAY,
    **columns: Any,
) -> Project:
    """A lead of that person's, registered that day."""
    return Project.register(
        world.session,
        code=next_code(world.session, "ZX", on.year),
        name=name,
        on=on,
        by=world.by(who),
        owner=world.user(who),
        **{"source": Source.SELF, "amount_yuan": 100_000_000} | columns,
    )


def lead_with(world: World, firm_name: str, name: str, **columns: Any) -> Project:
    """The bureau's lead with a firm that is new here."""
    firm = Firm.called(firm_name)
    world.session.add(firm)
    world.session.flush()
    return project(world, name, firm=firm, **columns)


def project_at(
    world: World,
    stage: Stage,
    *,
    on: date = TODAY,
    told: dict[str, Any] | None = None,
    **columns: Any,
) -> Project:
    """A project that stands in that stage since that day, with sample facts or those told."""
    made = project(world, on=on, **columns)
    if stage is not Stage.LEAD:
        known = facts_for(made, stage) | (told or {})
        made.advance_to(stage, on=on, by=world.by("officer"), because="测试", facts=known)
    return made


def user(
    world: World,
    login: str,
    role: Role | None = Role.OFFICER,
    where: str | None = BUREAU,
    **columns: Any,
) -> User:
    """One more account; its password is that of all the others."""
    made = User(
        login=login,
        name=columns.pop("name", "何某"),
        role=role,
        password_hash=hash_of_password(),
        department=world.department(where) if where else None,
        **columns,
    )
    world.session.add(made)
    world.session.flush()
    return made
