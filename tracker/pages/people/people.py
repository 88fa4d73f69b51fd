"""The list of all accounts, with the buttons of either admin."""

from flask import Response
from sqlalchemy import select

from tracker.domain.handover.closed_accounts import left_to
from tracker.domain.office.accounts import WATCHERS
from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.domain.permissions import Can, may
from tracker.extensions import db
from tracker.pages.people.blueprint import blueprint
from tracker.web.access import allow
from tracker.web.identity import actor
from tracker.web.rendering import page


@blueprint.get("")
@allow(Can.KEEP_ACCOUNTS, Can.GRANT_ROLES)
def list_all() -> Response:
    """Those whose new password waits for an answer stand on top, closed ones at the bottom."""
    waits = User.waiting_hash.is_not(None)
    people = db.session.execute(
        select(
            User.id,
            User.login,
            User.name,
            User.role,
            User.is_active,
            User.is_demo,
            Department.short_name.label("department"),
            waits.label("waits"),
        )
        .outerjoin(Department, Department.id == User.department_id)
        .order_by(waits.desc(), User.is_active.desc(), User.department_id, User.id)
    )
    return page(
        "people/list.html",
        people=people.all(),
        may_keep=may(actor(), Can.KEEP_ACCOUNTS),
        may_grant=may(actor(), Can.GRANT_ROLES),
        watchers=WATCHERS,
        left={one.id for one in left_to(db.session(), actor())},
    )
