"""Who may use which address: every view says so, and what is not yours is not there."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, request, url_for
from flask_login import current_user
from sqlalchemy import select

from tracker.domain.blocker import Blocker
from tracker.domain.firm import Firm
from tracker.domain.permissions import Can, can, may, visible_blockers
from tracker.domain.project import Project
from tracker.domain.targeting import Target
from tracker.domain.targeting.visible_targets import can_court, visible_targets
from tracker.extensions import csrf, db, writes
from tracker.queries.listing.readers import LARGEST_ID
from tracker.queries.project_page import visible
from tracker.queries.visible_firms import visible_firms
from tracker.web.carried_forms import sign_in_page_with
from tracker.web.identity import actor, asker, move_idle_end
from tracker.web.submissions import answered_before, lead_to

View = TypeVar("View", bound=Callable[..., Any])
READING = {"GET", "HEAD", "OPTIONS"}
NEEDED_FOR_A_NEW_PASSWORD = {"sign_in.password", "sign_in.leave"}


def allow(*acts: Can) -> Callable[[View], View]:
    """The view is for people who may do one of these acts (to anything at all)."""

    def mark(view: View) -> View:
        view.allowed = acts  # type: ignore[attr-defined]
        return view

    return mark


def everyone_signed_in(view: View) -> View:
    """The view is for everybody who has signed in."""
    view.allowed = "signed-in"  # type: ignore[attr-defined]
    return view


def open_to_all(view: View) -> View:
    """The view needs no sign-in."""
    view.allowed = "all"  # type: ignore[attr-defined]
    return view


def part_of_a_page(view: View) -> View:
    """The view answers with a part of a page, which is none by itself: nobody is led there."""
    view.is_part = True  # type: ignore[attr-defined]
    return view


def is_part(view: Callable[..., Any]) -> bool:
    return getattr(view, "is_part", False)


def init_app(app: Flask) -> None:
    app.url_value_preprocessor(within_reach)
    app.before_request(check)
    app.teardown_request(forget)


def within_reach(_: str | None, values: dict[str, Any] | None) -> None:
    """Before a view: a number in the address that no row can have leads nowhere."""
    if any(isinstance(value, int) and value > LARGEST_ID for value in (values or {}).values()):
        abort(404)


def check() -> Response | tuple[str, int] | None:
    """Before each request: writing or reading, who asks, may they, is the form ours and new."""
    is_read = request.method in READING
    writes.set(not is_read)
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint == "static":
        return None
    allowed = getattr(view, "allowed", ())
    if allowed != "all" and (turned := turn_away(allowed)) is not None:
        return turned
    if is_read:
        return None
    csrf.protect()
    return answered_before() if allowed != "all" else None


def turn_away(allowed: Any) -> Response | tuple[str, int] | None:
    """Whoever is not signed in, must change the password first, or may do none of these acts."""
    if not current_user.is_authenticated:
        return ask_to_sign_in()
    if not request.args.get("poll"):
        move_idle_end()
    if current_user.must_change_password and request.endpoint not in NEEDED_FOR_A_NEW_PASSWORD:
        return lead_to(url_for("sign_in.password"))
    if allowed != "signed-in" and not any(may(actor(), act) for act in allowed):
        abort(403)
    return None


def ask_to_sign_in() -> Response | tuple[str, int]:
    """To the sign-in page; what was typed into an expired form goes along and comes back."""
    if request.method in READING:
        where = request.full_path.rstrip("?") if request.method == "GET" else "/"
        return lead_to(url_for("sign_in.enter", next=where if where != "/" else None))
    return sign_in_page_with(request.path, request.form)


def forget(_: BaseException | None) -> None:
    writes.set(True)


def visible_or_404(code: str, *, whole: bool = False) -> Project:
    """The project of that code, if this person sees it; `whole` brings what its page shows."""
    if "\x00" in code:  # PostgreSQL refuses to compare it
        abort(404)
    project = visible(db.session(), actor(), code, whole=whole)
    if project is None:
        abort(404)
    return project


def blocker_or_404(blocker_id: int) -> Blocker:
    """The blocker of that number, if this person sees it."""
    blocker = db.session.scalar(
        select(Blocker).where(Blocker.id == blocker_id, visible_blockers(asker()))
    )
    if blocker is None:
        abort(404)
    return blocker


def held_blocker_or_404(blocker_id: int) -> Blocker:
    """The same as it stands now; whoever else acts on its project waits until this is saved."""
    db.session.expire_all()
    of_blocker = select(Project.id).join(Blocker).where(Blocker.id == blocker_id)
    db.session.execute(of_blocker.with_for_update(of=Project))
    return blocker_or_404(blocker_id)


def target_or_404(target_id: int) -> Target:
    """The target of that number, if this person sees it."""
    target = db.session.scalar(
        select(Target).where(Target.id == target_id, visible_targets(asker()))
    )
    if target is None:
        abort(404)
    return target


def require_court(target: Target, act: Can = Can.COURT) -> None:
    """403 unless this person may do this to the target they see."""
    if not can_court(actor(), target, act):
        abort(403)


def firm_or_404(firm_id: int) -> Firm:
    """The firm of that number, if this person knows of it and it stands for itself."""
    known = select(Firm).where(Firm.id == firm_id, visible_firms(asker()))
    firm = db.session.scalar(known.where(Firm.merged_into_id.is_(None)))
    if firm is None:
        abort(404)
    return firm


def require(act: Can, project: Project, blocker: Blocker | None = None) -> None:
    """403 unless this person may do this to the project they see."""
    if not can(actor(), act, project, blocker):
        abort(403)
