"""Checking: what is kept for speed is worked out anew from the facts, and the chain is followed."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from tracker.commands.papers import paper_differences
from tracker.domain.attachment.file_store import folder_in
from tracker.domain.blocker.differences import step_differences
from tracker.domain.event import broken_links
from tracker.domain.project import Project
from tracker.domain.project.tallies import Tally, counted_afresh
from tracker.domain.ranking.ranking_data import RankingData
from tracker.domain.ranking_matching.rematching import body_differences
from tracker.domain.same_firm.firm_keys import key_differences
from tracker.domain.search import firm_index as firms
from tracker.domain.search import project_index as projects
from tracker.domain.search.contact_phones import phone_differences
from tracker.domain.targeting import Target

AT_ONCE = 500
KEPT = (
    "stage",
    "stage_since",
    "facts",
    "signed_on",
    "planned_start_on",
    "amount_yuan",
    "amount_kind",
    "open_blockers",
    "blocker_due_on",
    "yellow_on",
    "red_on",
    "yellow_reason",
    "red_reason",
    "last_followed_on",
    "next_step",
    "next_on",
    "credit_share",
    "credit_ends_on",
    "tier",
    "tier_year",
    "tier_rank",
    "tier_firm_id",
    "pinned_colour",
    "pinned_on",
    "pinned_until",
    "quiet_on",
    "quiet_because",
)

COURTED = (
    "state",
    "state_since",
    "owner_id",
    "owner_department_id",
    "next_step",
    "next_on",
    "last_followed_on",
)


def found_wrong(session: Session, config: Mapping[str, Any]) -> Iterator[str]:
    """Everything that `verify` tells: differences in the database, and papers that are lost."""
    yield from differences(session, config["EVENT_KEY"].encode())
    yield from paper_differences(session, folder_in(config["INSTANCE"]))


def differences(session: Session, key: bytes) -> Iterator[str]:
    """Every place where something kept does not agree with the facts; nothing is changed."""
    yield from broken_links(session, key)
    yield from _tally_differences(session)
    yield from _project_differences(session)
    yield from step_differences(session)
    yield from _target_differences(session)
    yield from key_differences(session)
    yield from phone_differences(session)
    yield from firms.search_differences(session)
    yield from projects.search_differences(session)
    yield from body_differences(session)


def _tally_differences(session: Session) -> Iterator[str]:
    kept = select(
        Tally.stage, Tally.owner_department_id, Tally.chain_link_id, Tally.projects, Tally.sum_yuan
    ).where((Tally.projects != 0) | (Tally.sum_yuan != 0))
    standing = {tuple(row[:3]): tuple(row[3:]) for row in session.execute(kept)}
    counted = {
        tuple(row[:3]): (int(row[3]), int(row[4])) for row in session.execute(counted_afresh())
    }
    for place in standing.keys() | counted.keys():
        if standing.get(place, (0, 0)) != counted.get(place, (0, 0)):
            yield f"tally {place}: {standing.get(place)}, counted {counted.get(place)}"


def _project_differences(session: Session) -> Iterator[str]:
    related = (
        Project.stage_moves,
        Project.amounts,
        Project.blockers,
        Project.follow_ups,
        Project.pins,
        Project.quiet_reasons,
    )
    last = 0
    while True:
        asked = select(Project).where(Project.id > last).order_by(Project.id).limit(AT_ONCE)
        batch = session.scalars(asked.options(*(selectinload(one) for one in related))).all()
        grounds = RankingData.of(session, {one.firm_id for one in batch if one.firm_id})
        for project in batch:
            yield from _of_one(project, grounds)
        if len(batch) < AT_ONCE:
            return
        last = batch[-1].id
        session.rollback()
        session.expunge_all()


def _of_one(project: Project, grounds: RankingData) -> Iterator[str]:
    kept = {name: getattr(project, name) for name in KEPT}
    with project.session.no_autoflush:
        project.fold(grounds)
        afresh: dict[str, Any] = {name: getattr(project, name) for name in KEPT}
        project.session.expire(project)
    for name in KEPT:
        if kept[name] != afresh[name]:
            yield f"{project.code} {name}: kept {kept[name]}, by the facts {afresh[name]}"


def _target_differences(session: Session) -> Iterator[str]:
    related = (selectinload(Target.moves), selectinload(Target.follow_ups))
    asked = select(Target).order_by(Target.id).options(*related)
    for target in session.scalars(asked.execution_options(yield_per=AT_ONCE)):
        kept = {name: getattr(target, name) for name in COURTED}
        with session.no_autoflush:
            target.fold()
            afresh = {name: getattr(target, name) for name in COURTED}
            session.expire(target)
        for name in COURTED:
            if kept[name] != afresh[name]:
                yield f"target {target.id} {name}: kept {kept[name]}, by the facts {afresh[name]}"
