"""Firm details: some invented firms with a home, a group above them, and people to call."""

from datetime import date, timedelta
from itertools import cycle

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from seed.synthetic.firms import SOURCE
from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor
from tracker.domain.ranking_matching.project_badges import hold_share

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
