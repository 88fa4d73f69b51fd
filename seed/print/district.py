"""The district's figures in print, entered once each."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.sheet import sheet
from tracker.domain.office.district import DistrictFigure


def seed_district(session: Session) -> None:
    """Enter the printed figures that are not there yet."""
    known = set(session.execute(select(DistrictFigure.figure, DistrictFigure.year)).tuples())
    for row in sheet("print/district"):
        if (row["figure"], int(row["year"])) not in known:
            session.add(DistrictFigure(**row | {"year": int(row["year"])}))
