"""Invented firms: names that begin with 示例, codes of no region, homes, a group, links."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from tracker.domain.chain import ChainLink
from tracker.domain.chain.link_facts import CapacityKind, note_capacity, stand_on
from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor
from tracker.domain.project import Project
from tracker.domain.ranking_matching.project_badges import hold_share
from tracker.domain.words import Segment, Source, Stage

SOURCE = "演示数据"
FIRST = "瑞恒盛泰宏远鼎华嘉诚"
SECOND = "丰达信源兴隆通顺安康"
THIRD = "博雅景煜锦翔骏腾铭硕"
CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
NOWHERE = "91000000"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CODE_WEIGHTS = tuple(3**place % 31 for place in range(17))


@dataclass(frozen=True, slots=True)
class SampleFirm:
    """An invented firm; no two numbers share a name, an alias or a code."""

    number: int
    line: str

    @property
    def brand(self) -> str:
        """The short name, which is also its alias: 示例 and two signs or more."""
        number, signs = self.number, ""
        for row in (FIRST, SECOND):
            number, place = divmod(number, 10)
            signs += row[place]
        while number:
            number, place = divmod(number, 10)
            signs += THIRD[place]
        return f"示例{signs}"

    @property
    def name(self) -> str:
        return f"{self.brand}{self.line}有限公司"

    @property
    def credit_code(self) -> str:
        """18 signs with right check digits, in region 000000, which nobody is registered in."""
        digits, rest = "", self.number
        for _ in range(5):
            rest, place = divmod(rest, 31)
            digits = CODE_SIGNS[place] + digits
        organisation = f"DEM{digits}"
        code = f"{NOWHERE}{organisation}{_organisation_check(organisation)}"
        return code + _code_check(code)


def _organisation_check(eight: str) -> str:
    """Check sign of the nine-sign organisation code, GB 11714."""
    total = sum(
        weight * int(sign, 36) for weight, sign in zip(ORGANISATION_WEIGHTS, eight, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def _code_check(seventeen: str) -> str:
    """Check sign of the unified social credit code, GB 32100."""
    total = sum(
        weight * CODE_SIGNS.index(sign)
        for weight, sign in zip(CODE_WEIGHTS, seventeen, strict=True)
    )
    return CODE_SIGNS[-total % 31]


MANY, DAYS_AGO = 12, 40
HOMES = (("湖南", "衡阳"), ("湖南", "长沙"), ("广东", "佛山"), ("江苏", "无锡"), ("山东", "聊城"))
PEOPLE = (("示例甲女士", "投资总监"), ("示例乙先生", "总经理助理"), ("示例丙女士", "行政主管"))
GROUP, SHARES = "示例远山控股集团有限公司", (5100, 6700, 10_000)
PHONE = "000{:08}"
"""No telephone begins so."""


def introduce(session: Session, today: date, by: Actor) -> None:
    """Write down what the page of a firm shows; the same every time. No commit."""
    on = today - timedelta(days=DAYS_AGO)
    known = session.scalars(
        select(Firm).where(Firm.source == SOURCE).order_by(Firm.id).limit(MANY)
    ).all()
    group = Firm.called(GROUP, province="湖南", source=SOURCE)
    session.add(group)
    group.enter({"city": "长沙", "industry": "控股"}, by=by, on=on, seen=true())
    homes, people, shares = cycle(HOMES), cycle(PEOPLE), cycle(SHARES)
    for number, firm in enumerate(known):
        province, city = next(homes)
        firm.revise({"province": province, "city": city}, by=by, on=on, seen=true())
        name, title = next(people)
        phone = PHONE.format(number)
        firm.add_contact(name, title=title, phone=phone, by=by, on=on)
        if number % 4 == 0:
            hold_share(
                group,
                firm,
                next(shares),
                since=date(on.year - 2, 1, 1),
                source="演示：工商登记",
                by=by,
                on=on,
            )
    session.flush()


A_LINK = 2
"""How many firms stand on each link, where so many produce."""

SINCE_DAYS = 30
IN_PRODUCTION = "示例：项目已投产"
MADE, NEEDED = 120_000, 200_000


def stand_firms(session: Session, today: date, by: Actor) -> None:
    """The first firms that produce stand on their link; of one product too little is made.

    No commit.
    """
    on, short = today - timedelta(days=SINCE_DAYS), False
    for link in session.scalars(select(ChainLink).order_by(ChainLink.id)):
        firms = _producing(session, link)
        for firm in firms:
            stand_on(firm, link, since=on, source=IN_PRODUCTION, does="示例产线", by=by, on=on)
        if firms and link.segment is Segment.DOWNSTREAM and not short:
            _measure(link, firms[0], on, by)
            short = True
    session.flush()


def _producing(session: Session, link: ChainLink) -> list[Firm]:
    """The firms whose invented projects on the link were the first to produce."""
    first = (
        select(Project.firm_id, func.min(Project.id).label("first"))
        .where(
            Project.chain_link_id == link.id,
            Project.source != Source.PRINT,
            Project.stage.in_((Stage.PRODUCING, Stage.FULL_CAPACITY)),
        )
        .group_by(Project.firm_id)
        .order_by("first")
        .limit(A_LINK)
        .subquery()
    )
    asked = select(Firm).join(first, first.c.firm_id == Firm.id).order_by(first.c.first)
    return list(session.scalars(asked))


def _measure(link: ChainLink, firm: Firm, on: date, by: Actor) -> None:
    told = ((CapacityKind.CAPACITY, MADE, firm), (CapacityKind.DEMAND, NEEDED, None))
    for kind, quantity, whose in told:
        note_capacity(
            link,
            kind,
            quantity=quantity,
            unit="件",
            year=on.year,
            firm=whose,
            product="示例件",
            source="示例",
            by=by,
            on=on,
        )
