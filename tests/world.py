"""The small world that every test finds: two offices, a street, ten people, projects 甲 乙 丙."""

from datetime import UTC, date, datetime
from functools import cache

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain.blocker import Blocker, report_blocker
from tracker.domain.chain import Chain, ChainLink
from tracker.domain.firm import Firm
from tracker.domain.office.clocks import ClockSetting, Reason, Unit
from tracker.domain.office.office import Office
from tracker.domain.office.zone import Zone
from tracker.domain.people.department import Department
from tracker.domain.people.user import Actor, User
from tracker.domain.project import Project
from tracker.domain.project.project_codes import next_code
from tracker.domain.words import BlockerKind, Contact, Role, Segment, Source, Stage

NOW = datetime(2026, 6, 10, 1, 0, tzinfo=UTC)
TODAY = date(2026, 6, 10)
"""A Wednesday, and every test's present: nine in the morning here."""

PASSWORD = "correct horse 42"
JIA, YI, BING = "ZX2026-0001", "ZX2026-0002", "ZX2026-0003"
"""甲 and 丙 belong to 一局, 乙 to 二局; 丙 was handed to the street, with a blocker."""

BUREAU, INDUSTRY, STREET = "商务局", "工信局", "蒸湘街道"
PEOPLE: dict[str, tuple[str, str, Role | None, str | None]] = {
    "officer": ("wang", "王一", Role.OFFICER, BUREAU),
    "colleague": ("chen", "陈一", Role.OFFICER, BUREAU),
    "head": ("li", "李一", Role.HEAD, BUREAU),
    "stranger": ("zhao", "赵二", Role.OFFICER, INDUSTRY),
    "leader": ("qian", "钱领", Role.LEADER, None),
    "street": ("sun", "孙街", Role.UNIT, STREET),
    "auditor": ("zhou", "周审", Role.AUDITOR, None),
    "admin": ("wu", "吴管", Role.SYSTEM_ADMIN, None),
    "guard": ("zheng", "郑安", Role.SECURITY_ADMIN, None),
    "newcomer": ("feng", "冯新", None, BUREAU),
}
"""Whom tests speak of → login, name, role, department. 甲 is the officer's, 丙 the colleague's."""

CLOCKS = (
    (Reason.RESPOND, 1, 2, Unit.DAYS),
    (Reason.JUDGE, 3, 6, Unit.DAYS),
    (Reason.ANSWER, 7, 14, Unit.DAYS),
    (Reason.FOLLOW_TALKS, 30, 60, Unit.DAYS),
    (Reason.STUCK_IN_TALKS, 2, 3, Unit.MONTHS),
    (Reason.REVIEW, 20, 40, Unit.DAYS),
    (Reason.FILE, 5, 10, Unit.DAYS),
    (Reason.FOLLOW_SIGNED, 20, 40, Unit.DAYS),
    (Reason.REGISTER, 60, 120, Unit.DAYS),
    (Reason.PERMIT_LAND, 3, 6, Unit.MONTHS),
    (Reason.PERMIT_PLANT, 2, 4, Unit.MONTHS),
    (Reason.UNSTARTED, 3, 6, Unit.MONTHS),
    (Reason.PLANNED_MONTH, 0, 3, Unit.MONTHS),
    (Reason.BLOCKER, -2, 1, Unit.WORKDAYS),
)

SIGNING = {
    "due_diligence": "通过",
    "fair_competition": "通过",
    "agreement_kind": "正式合同",
    "contract_yuan": 320_000_000,
    "planned_start_on": "2026-09-15",
}


class World:
    """The world as one session sees it; everything is looked up by the names above."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def user(self, who: str) -> User:
        return self.session.scalars(select(User).where(User.login == PEOPLE[who][0])).one()

    def by(self, who: str) -> Actor:
        return self.user(who).as_actor()

    def department(self, short_name: str) -> Department:
        asked = select(Department).where(Department.short_name == short_name)
        return self.session.scalars(asked).one()

    def project(self, code: str) -> Project:
        return self.session.scalars(select(Project).where(Project.code == code)).one()

    @property
    def jia(self) -> Project:
        return self.project(JIA)

    @property
    def yi(self) -> Project:
        return self.project(YI)

    @property
    def bing(self) -> Project:
        return self.project(BING)

    @property
    def blocker(self) -> Blocker:
        """丙's parking blocker, assigned to the street."""
        return self.session.scalars(select(Blocker)).one()

    def link(self, segment: Segment) -> ChainLink:
        return self.session.scalars(select(ChainLink).where(ChainLink.segment == segment)).one()


def build(session: Session) -> None:
    """Make the world in an empty database."""
    session.add(Office(name="示例区招商办", code_prefix="ZX"))
    for reason, yellow, red, unit in CLOCKS:
        session.add(
            ClockSetting(
                reason=reason, yellow=yellow, red=red, unit=unit, holds_from=date(2020, 1, 1)
            )
        )
    _add_people(session)
    _add_places(session)
    session.flush()
    _add_projects(World(session))
    session.commit()


def _add_people(session: Session) -> None:
    departments = {
        BUREAU: Department(name="区商务局", short_name=BUREAU, is_bureau=True),
        INDUSTRY: Department(name="区工业和信息化局", short_name=INDUSTRY),
        STREET: Department(name="蒸湘街道办事处", short_name=STREET),
    }
    session.add_all(departments.values())
    session.flush()
    for login, name, role, where in PEOPLE.values():
        session.add(
            User(
                login=login,
                name=name,
                role=role,
                password_hash=hash_of_password(),
                department=departments[where] if where else None,
            )
        )


def _add_places(session: Session) -> None:
    chain = Chain(name="钢管及深加工", slug="steel-pipe")
    chain.links = [
        ChainLink(name="炼钢制管", segment=Segment.UPSTREAM, position=1),
        ChainLink(name="热处理", segment=Segment.MIDSTREAM, position=2),
        ChainLink(name="石油管应用", segment=Segment.DOWNSTREAM, position=3),
    ]
    chain.links[0].feeds.append(chain.links[1])
    pipes = Firm.called("示例钢管（衡阳）有限公司")
    pipes.also_called("示例管业")
    session.add_all([chain, pipes, Zone(name="示例工业园", kind="园区")])


def _add_projects(world: World) -> None:
    session, officer = world.session, world.by("officer")
    jia = Project.register(
        session,
        code=next_code(session, "ZX", 2026),
        name="甲示例钢管热处理项目",
        on=date(2026, 3, 2),
        by=officer,
        owner=world.user("officer"),
        source=Source.VISIT,
        amount_yuan=500_000_000,
        firm=session.scalars(select(Firm)).one(),
        chain_link=world.link(Segment.MIDSTREAM),
        zone=session.scalars(select(Zone)).one(),
        contact="示例联系人",
        contact_phone="13800001234",
    )
    jia.advance_to(Stage.TALKS, on=date(2026, 5, 6), by=officer)
    jia.log_follow_up(
        Contact.VISIT_OUT,
        on=date(2026, 6, 3),
        by=officer,
        said="看了厂房，谈到电价。",
        present="示例联系人",
        next_step="送电价方案",
        next_on=TODAY,
    )
    Project.register(
        session,
        code=next_code(session, "ZX", 2026),
        name="乙示例冷链物流项目",
        on=date(2026, 6, 8),
        by=world.by("stranger"),
        owner=world.user("stranger"),
        source=Source.REFERRAL,
        referrer="示例商会",
        amount_words="约8000万",
        industry="商贸",
    )
    colleague = world.by("colleague")
    bing = Project.register(
        session,
        code=next_code(session, "ZX", 2026),
        name="丙示例商业综合体项目",
        on=date(2026, 1, 5),
        by=colleague,
        owner=world.user("colleague"),
        source=Source.FAIR,
        amount_yuan=300_000_000,
        industry="商贸",
    )
    bing.advance_to(Stage.SIGNED, on=date(2026, 5, 20), by=colleague, facts=SIGNING)
    street = world.department(STREET)
    bing.draw_in(street, by=colleague, on=date(2026, 5, 22), task="停车位协调")
    report_blocker(
        bing,
        BlockerKind.PARKING,
        "停车位缺 300 个",
        on=date(2026, 6, 1),
        by=colleague,
        wanted="街道牵头协调周边地块",
        department=street,
        due_on=date(2026, 6, 22),
    )


@cache
def hash_of_password() -> str:
    """PASSWORD hashed as cheaply as argon2 allows."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
