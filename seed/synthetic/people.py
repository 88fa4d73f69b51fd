"""The people of the synthetic office: one for each role, and officers in several departments."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.office.accounts import open_account
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.words import Role

BUREAU, STREET = "区商务局", "蒸湘街道"


@dataclass(frozen=True, slots=True)
class Part:
    """One person to be: login, name, role and department; `shares` is how much they own."""

    login: str
    name: str
    role: Role
    department: str = ""
    shares: int = 0


PARTS = (
    Part("staff", "经办甲", Role.OFFICER, BUREAU, shares=3),
    Part("street", "街道经办", Role.UNIT, STREET),
    Part("leader", "分管领导甲", Role.LEADER, BUREAU),
    Part("auditor", "审计员", Role.AUDITOR),
    Part("admin", "系统管理员", Role.SYSTEM_ADMIN),
    Part("security", "安全管理员", Role.SECURITY_ADMIN),
    Part("head", "商务局负责人", Role.HEAD, BUREAU, shares=1),
    Part("yi", "经办乙", Role.OFFICER, BUREAU, shares=2),
    Part("bing", "经办丙", Role.OFFICER, BUREAU, shares=2),
    Part("ding", "经办丁", Role.OFFICER, "区科工信局", shares=2),
    Part("wu", "经办戊", Role.OFFICER, "区发改局", shares=1),
    Part("ji", "经办己", Role.OFFICER, "区农业农村局", shares=1),
    Part("geng", "经办庚", Role.OFFICER, "区文旅局", shares=1),
    Part("xin", "经办辛", Role.OFFICER, "呆鹰岭镇", shares=1),
    Part("ren", "经办壬", Role.OFFICER, "雨母山镇", shares=1),
    Part("gui", "经办癸", Role.OFFICER, "红湘街道", shares=1),
    Part("ziran", "自然资源经办", Role.UNIT, "区自然资源局"),
    Part("gongdian", "供电经办", Role.UNIT, "国网蒸湘供电公司"),
    Part("huanbao", "环保经办", Role.UNIT, "市生态环境局蒸湘分局"),
    Part("shenpi", "审批经办", Role.UNIT, "区行政审批局"),
    Part("caizheng", "财政经办", Role.UNIT, "区财政局"),
    Part("zhujian", "住建经办", Role.UNIT, "区住建局"),
)
CLEARS = {part.department: part.login for part in PARTS if part.role is Role.UNIT} | {
    "区发改局": "wu"
}
"""Who answers for each department that blockers are handed to."""


def engage(session: Session, on: date, password_hash: Callable[[str], str]) -> dict[str, User]:
    """Open every account and give them back by login; `password_hash` is asked with each login."""
    departments = {one.name: one for one in session.scalars(select(Department))}
    return {
        part.login: open_account(
            session,
            part.login,
            part.name,
            password_hash=password_hash(part.login),
            on=on,
            by=None,
            department=departments.get(part.department),
            role=part.role,
            is_demo=True,
            must_change_password=False,
        )
        for part in PARTS
    }
