"""What a follow-up may be about: projects, and firms that are courted but no project yet."""

from typing import Any

from flask import abort, render_template, request
from sqlalchemy import ColumnElement, Select, select

from tracker.domain.chain import ChainLink
from tracker.domain.firm import Firm
from tracker.domain.people.user import Actor
from tracker.domain.permissions import Can, may
from tracker.domain.project import Project
from tracker.domain.search.text_index import FIRMS, matches
from tracker.domain.targeting import Target
from tracker.domain.targeting.target_states import COURTED
from tracker.domain.targeting.visible_targets import visible_targets
from tracker.extensions import db
from tracker.matching.normal_name import normal_name
from tracker.pages.follow_ups.blueprint import blueprint
from tracker.pages.pick import Option, found_by, meant, option, recent
from tracker.queries.listing.readers import number, words
from tracker.web.access import allow, part_of_a_page, target_or_404, visible_or_404
from tracker.web.identity import actor, asker

TARGETS = 4
MARK = "target:"
"""What stands before a target's number where a project has its code."""


@blueprint.get("/follow-ups/pick")
@allow(Can.FOLLOW_UP)
@part_of_a_page
def pick() -> str:
    asked = words(request.args.get("q", ""))
    if not normal_name(asked):
        options = [option(row) for row in recent(actor())]
    else:
        options = [option(row) for row in found_by(asked, actor())] + targets_meant(asked, actor())
    return render_template("pick/projects.html", options=options)


def options_for(text: str, who: Actor) -> list[Option]:
    """All that a typed text may mean; a project of that very name or code leaves nothing else."""
    projects = [option(row) for row in meant(text, who)]
    is_exact = len(projects) == 1 and text.strip() in (projects[0].label, projects[0].value)
    return projects if is_exact else projects + targets_meant(text, who)


def targets_meant(text: str, who: Actor) -> list[Option]:
    """Courted targets whose firm is called so, those that come due first on top."""
    if not normal_name(text) or not may(who, Can.COURT):
        return []
    wanted = matches(db.engine.dialect.name, text, Target.firm_id.expression, FIRMS)
    return [_option(row) for row in db.session.execute(_targets(*wanted))]


def picked_or_404(code: str) -> Project | Target:
    """What was picked, if this person sees it."""
    if not code.isprintable():
        abort(404)
    if not code.startswith(MARK):
        return visible_or_404(code)
    try:
        return target_or_404(number(code.removeprefix(MARK)))
    except ValueError:
        abort(404)


def _targets(*wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(Target.id, Target.state, Firm.name, ChainLink.name.label("link"))
        .join(Firm, Firm.id == Target.firm_id)
        .join(ChainLink, ChainLink.id == Target.chain_link_id)
        .where(Target.state.in_(COURTED), visible_targets(asker()), *wanted)
        .order_by(Target.next_on, Target.id)
        .limit(TARGETS)
    )


def _option(row: Any) -> Option:
    return Option(f"{MARK}{row.id}", row.name, f"目标企业 · {row.link} · {row.state.label}")
