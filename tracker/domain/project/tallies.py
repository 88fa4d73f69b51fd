"""Counts and sums by stage, department and link, kept in the writer's transaction.

A count over all projects reads a few hundred rows here instead of every project.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import UniqueConstraint, case, delete, func, insert, inspect, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Record, Yuan, word_column
from tracker.domain.project import Project
from tracker.domain.words import Stage

Key = tuple[Stage, int, int]
NO_LINK = 0


class Tally(Record):
    """How many projects stand in one stage for one department on one link, and their sum."""

    __tablename__ = "tally"
    __table_args__ = (UniqueConstraint("stage", "owner_department_id", "chain_link_id"),)

    stage: Mapped[Stage] = mapped_column(word_column(Stage))
    owner_department_id: Mapped[int]
    chain_link_id: Mapped[int] = mapped_column(default=NO_LINK)
    projects: Mapped[int] = mapped_column(default=0)
    sum_yuan: Mapped[int] = mapped_column(Yuan, default=0)


def _old(project: Project, name: str) -> Any:
    history = inspect(project).attrs[name].history
    return history.deleted[0] if history.deleted else getattr(project, name)


def keep_tally(session: Session, *_: object) -> None:
    """Book every project that comes or changes its place or its sum.

    After the flush, when a link that was given as an object has its number in the
    project's row; what the row held before is still to be had.
    """
    booked: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    with session.no_autoflush:
        for project in [row for row in session.new if isinstance(row, Project)]:
            _book(
                booked,
                project.stage,
                project.owner_department_id,
                project.chain_link_id,
                project.amount_yuan,
                1,
            )
        for project in [row for row in session.dirty if isinstance(row, Project)]:
            _book(
                booked,
                _old(project, "stage"),
                _old(project, "owner_department_id"),
                _old(project, "chain_link_id"),
                _old(project, "amount_yuan"),
                -1,
            )
            _book(
                booked,
                project.stage,
                project.owner_department_id,
                project.chain_link_id,
                project.amount_yuan,
                1,
            )
        for key, (projects, sum_yuan) in booked.items():
            if projects or sum_yuan:
                _write(session, key, projects, sum_yuan)


def _book(
    booked: dict[Key, list[int]],
    stage: Stage,
    department_id: int,
    link_id: int | None,
    yuan: int | None,
    sign: int,
) -> None:
    line = booked[(Stage(stage), department_id, link_id or NO_LINK)]
    line[0] += sign
    line[1] += sign * (yuan or 0)


def _write(session: Session, key: Key, projects: int, sum_yuan: int) -> None:
    stage, department_id, link_id = key
    connection = session.connection()
    changed = connection.execute(
        update(Tally)
        .where(
            Tally.stage == stage,
            Tally.owner_department_id == department_id,
            Tally.chain_link_id == link_id,
        )
        .values(projects=Tally.projects + projects, sum_yuan=Tally.sum_yuan + sum_yuan)
    )
    if not changed.rowcount:
        connection.execute(
            insert(Tally).values(
                stage=stage,
                owner_department_id=department_id,
                chain_link_id=link_id,
                projects=projects,
                sum_yuan=sum_yuan,
            )
        )


def counted_afresh() -> Any:
    """The tally as the projects themselves give it: stage, department, link, count, sum."""
    link = func.coalesce(Project.chain_link_id, NO_LINK)
    return select(
        Project.stage,
        Project.owner_department_id,
        link,
        func.count(),
        func.sum(case((Project.amount_yuan.is_(None), 0), else_=Project.amount_yuan)),
    ).group_by(Project.stage, Project.owner_department_id, link)


def recount(session: Session) -> None:
    """Rebuild the tally from the projects."""
    connection = session.connection()
    connection.execute(delete(Tally))
    names = ("stage", "owner_department_id", "chain_link_id", "projects", "sum_yuan")
    rows = [dict(zip(names, row, strict=True)) for row in session.execute(counted_afresh())]
    if rows:
        connection.execute(insert(Tally), rows)
