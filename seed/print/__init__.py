"""What is in print about the district: its projects and figures, each with its source, no more.

Sums and dates of these projects are not published, so they stay empty. Surely
known is only what two papers say alike, or what one says plainly and whole.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from seed.print.capacities import seed_capacities
from seed.print.district import seed_district
from seed.print.parking import BLOCKED_BY_PARKING, seed_parking
from seed.sheet import sheet
from tracker.domain.chain import ChainLink
from tracker.domain.event import Event, EventKind
from tracker.domain.firm import Firm, firms_called
from tracker.domain.office.office import Office
from tracker.domain.people.department import Department
from tracker.domain.project import Project
from tracker.domain.project.project_codes import next_code
from tracker.domain.project.stage_moves import StageMove
from tracker.domain.words import Source, Stage
from tracker.matching.pinyin import pinyin_of

NOT_THE_DAY = "登记日和阶段日期为见报日，非实际日期；金额未公布。"
ABOUT_AUTUMN = "衡阳日报未见确切日期，以同期湖南日报 2022-10-30 计。"
CODE_PREFIX = "ZX"


def seed_print(session: Session) -> list[Project]:
    """Enter the printed projects that are not there yet and give those back. No commit.

    Needs the reference tables. The bureau answers for them; nobody in person yet.
    """
    bureau = session.scalars(select(Department).where(Department.is_bureau)).one()
    prefix = session.scalar(select(Office.code_prefix)) or CODE_PREFIX
    links = {link.name: link for link in session.scalars(select(ChainLink))}
    known = _entered_names(session)
    entered = [
        _enter(session, row, bureau, prefix, links.get(row["link"]))
        for row in sheet("print/projects")
        if row["name"] not in known
    ]
    for project in entered:
        if project.name == BLOCKED_BY_PARKING:
            seed_parking(session, project)
    seed_capacities(session)
    seed_district(session)
    session.flush()
    return entered


def _entered_names(session: Session) -> set[str]:
    """By the event and not by the project's name, which may have been revised since."""
    printed = select(Event.after).where(Event.kind == EventKind.PROJECT_PRINTED)
    return {after["name"] for after in session.scalars(printed)}


def _enter(
    session: Session, row: dict[str, str], bureau: Department, prefix: str, link: ChainLink | None
) -> Project:
    on = date.fromisoformat(row["printed_on"])
    stage = Stage(row["stage"])
    project = Project(
        code=next_code(session, prefix, on.year),
        name=row["name"],
        name_key=pinyin_of(row["name"])[0][:200],
        summary=_summary(row),
        firm=_firm(session, row),
        chain_link=link,
        industry=row["industry"],
        source=Source.PRINT,
        source_note=row["source"],
        filed_on=on,
        stage=stage,
        stage_since=on,
        owner_department_id=bureau.id,
        is_sure=bool(row["is_sure"]),
        print_note=_note(row),
    )
    session.add(project)
    project.stage_moves.append(StageMove(to_stage=stage, on=on, because="据公开报道"))
    session.flush()
    project.relight()
    project.note(
        EventKind.PROJECT_PRINTED,
        by=None,
        on=on,
        after={"name": row["name"], "says": row["says"], "source": row["source"]},
    )
    return project


def _firm(session: Session, row: dict[str, str]) -> Firm | None:
    if not row["firm"]:
        return None
    firm = session.scalars(firms_called(row["firm"])).first()
    if firm is None:
        firm = Firm.called(row["firm"], source=row["source"])
        session.add(firm)
    for name in filter(None, row["also"].split("；")):
        firm.also_called(name, row["also_source"])
    return firm


def _summary(row: dict[str, str]) -> str:
    """What is said of it, and who is said to invest; how large their share is, nobody printed."""
    invests = f"投资方：{row['investor']}（见于报道，持股比例未公布）。" if row["investor"] else ""
    return f"{row['name']}：{row['says']}。{invests}"


def _note(row: dict[str, str]) -> str:
    autumn = ABOUT_AUTUMN if "衡阳日报" in row["source"] else ""
    return f"报道：{row['says']}。{row['note']}{NOT_THE_DAY}{autumn}来源：{row['source']}。"
