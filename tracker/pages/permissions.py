"""Who may do what: the policy's own table, for everybody to read."""

from dataclasses import dataclass

from flask import Blueprint, Response
from flask_login import current_user

from tracker.domain.permissions import POLICY, Can
from tracker.domain.words import Role
from tracker.web.access import everyone_signed_in
from tracker.web.rendering import page

blueprint = Blueprint("permissions", __name__)


@dataclass(frozen=True, slots=True)
class Column:
    """A role at the head of its column."""

    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """One act, and what of it each role may do ("" for nothing)."""

    act: str
    cells: tuple[tuple[Role, str], ...]


@blueprint.get("/permissions")
@everyone_signed_in
def show() -> Response:
    return page(
        "permissions/show.html",
        columns=[Column("能做的事"), *map(Column, labels())],
        policy=[line(act) for act in Can],
        own=current_user.role,
    )


def labels() -> list[str]:
    return [role.label for role in Role]


def line(act: Can) -> Line:
    relations = ((role, POLICY[role].get(act)) for role in Role)
    return Line(act.label, tuple((role, found.value if found else "") for role, found in relations))
