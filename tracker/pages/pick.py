"""Picking a project by a few letters: the options of the combobox, and what a typed text means."""

from typing import Any, NamedTuple

from flask import Blueprint, render_template, request
from sqlalchemy import ColumnElement, Select, func, select

from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor
from tracker.domain.permissions import Can, sees_everything, visible_projects
from tracker.domain.project import Project
from tracker.domain.search.text_index import matches
from tracker.extensions import db
from tracker.matching.normal_name import normal_name
from tracker.matching.pinyin import pinyin_of
from tracker.queries.listing.readers import words
from tracker.queries.project_list.columns import light
from tracker.queries.project_list.shown_light import known_from_print
from tracker.web.access import allow, part_of_a_page
from tracker.web.identity import actor
from tracker.web.rendering import today

blueprint = Blueprint("pick", __name__)

OPTIONS = 10
LOOKED_AT = 200


class Option(NamedTuple):
    """One line of a combobox: what it stands for, what it says, and what is said beside it."""

    value: str
    label: str
    note: str


@blueprint.get("/projects/pick")
@allow(Can.SEE_PROJECTS)
@part_of_a_page
def projects() -> str:
    asked = words(request.args.get("q", ""))
    found = found_by(asked, actor()) if normal_name(asked) else recent(actor())
    return render_template("pick/projects.html", options=[option(row) for row in found])


def option(row: Any) -> Option:
    """A project as the combobox offers it."""
    lamp = light(row, today())
    told = [row.firm, row.stage.label, f"{lamp.shape} {lamp.label}" if lamp else ""]
    return Option(row.code, row.name, " · ".join(filter(None, told)))


def recent(who: Actor, most: int = OPTIONS) -> list[Any]:
    """Their own projects that changed last; whoever owns none gets those they see."""
    # Read from the owner's index and sorted, or somebody without projects reads everybody's.
    own = select(Project.id).where(Project.owner_id == who.id)
    own = own.order_by(func.coalesce(Project.changed_at, None).desc()).limit(most)
    return _rows([Project.id.in_(own)], most) or _rows(_bounds(who), most)


def found_by(text: str, who: Actor, most: int = OPTIONS) -> list[Any]:
    """Visible projects in whose names, pinyin or initials every word occurs, last changed first.

    Of a word that occurs nearly everywhere, the newest projects are looked at first.
    """
    dialect = db.session.get_bind().dialect.name
    found = matches(dialect, text, Project.id.expression)
    newest = select(Project.id).where(*found).order_by(Project.id.desc()).limit(LOOKED_AT)
    near = list(db.session.scalars(newest))
    rows = _rows([*_bounds(who), Project.id.in_(near)], most)
    if len(rows) == most or len(near) < LOOKED_AT:
        return rows
    return _rows([*_bounds(who), *found], most)


def meant(text: str, who: Actor) -> list[Any]:
    """What a typed text may mean: the project of that code, of that very name, or what is found."""
    plain = normal_name(text)
    if not plain:
        return []
    exact: list[list[ColumnElement[bool]]] = [
        [Project.code == plain.upper()],
        [Project.name_key == pinyin_of(text)[0][:200], Project.name == text],
    ]
    for conditions in exact:
        if found := _rows([*_bounds(who), *conditions], OPTIONS):
            return found
    return found_by(text, who)


def _bounds(who: Actor) -> list[ColumnElement[bool]]:
    return [] if sees_everything(who) else [visible_projects(who.asker)]


def _rows(conditions: list[ColumnElement[bool]], most: int) -> list[Any]:
    statement: Select[Any] = (
        select(
            Project.code,
            Project.name,
            Firm.name.label("firm"),
            Project.stage,
            Project.yellow_on,
            Project.red_on,
            known_from_print().label("is_printed"),
        )
        .outerjoin(Firm, Project.firm_id == Firm.id)
        .where(*conditions)
        .order_by(Project.changed_at.desc(), Project.id.desc())
        .limit(most)
    )
    return list(db.session.execute(statement))
