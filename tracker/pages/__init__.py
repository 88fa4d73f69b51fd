"""What people see: one blueprint a section, all of them listed here."""

from flask import Blueprint, Flask

from tracker.pages import (
    attachments,
    blockers,
    board,
    chains,
    directives,
    district,
    events,
    firms,
    follow_ups,
    handover,
    healthz,
    ledger,
    notices,
    people,
    permissions,
    pick,
    projects,
    rankings,
    same_firm_hint,
    settings,
    sign_in,
    targets,
    views,
    workbench,
)

SECTIONS: tuple[Blueprint, ...] = (
    same_firm_hint.blueprint,
    attachments.blueprint,
    blockers.blueprint,
    board.blueprint,
    directives.blueprint,
    district.blueprint,
    chains.blueprint,
    events.blueprint,
    firms.blueprint,
    follow_ups.blueprint,
    handover.blueprint,
    healthz.blueprint,
    ledger.blueprint,
    notices.blueprint,
    people.blueprint,
    permissions.blueprint,
    pick.blueprint,
    projects.blueprint,
    rankings.blueprint,
    settings.blueprint,
    sign_in.blueprint,
    targets.blueprint,
    views.blueprint,
    workbench.blueprint,
)


def register(app: Flask) -> None:
    """Put every section at its address."""
    for section in SECTIONS:
        app.register_blueprint(section)
