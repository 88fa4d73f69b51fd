"""How well and how fast the same firm is recognised among many."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from statistics import median
from typing import Any

from sqlalchemy.orm import Session

from tests.bench.goals import judged
from tests.bench.recognition.firms import FIRMS, PROJECTS, invented_names, office_of_firms, phone_of
from tests.bench.recognition.ranked import list_times
from tests.bench.report import table
from tests.firm_pairs import Pair, enter_others, labelled_pairs, quality_of
from tracker.domain.same_firm.candidates import FirmQuery, candidates, match_many
from tracker.matching.likeness import Likeness
from tracker.matching.name_parts import parts_of
from tracker.matching.short_names import short_names_of

PRECISION, RECALL, TYPED_MS, LIST_SECONDS = 0.98, 0.95, 50, 2
ASKED, LISTED, STRANGERS = 200, 500, 1000


def recognised(say: Callable[[str], None]) -> dict[str, Any]:
    """The figures: quality on the labelled pairs, times and noise in an office of firms."""
    pairs = labelled_pairs()
    held = [pair for pair in pairs if pair.is_held_back]
    tuned = [pair for pair in pairs if not pair.is_held_back]
    told: dict[str, Any] = {
        "pairs": {
            "all": asdict(quality_of(pairs)),
            "seen while tuning": asdict(quality_of(tuned)),
            "held back": asdict(quality_of(held)),
        }
    }
    with office_of_firms(say) as session:
        say("looking for firms …")
        told |= _times(session)
        told |= list_times(session)
        told["strangers_asked_about"] = _asked_about(session)
        told["pairs_found"] = round(_found(session, pairs), 4)
    return told


def lines_of_likeness(told: dict[str, Any]) -> Iterator[str]:
    """The figures as tables."""
    yield "\nthe same firm? labelled pairs of names"
    heads = (
        "",
        "pairs",
        "precision of certain",
        f"≥ {PRECISION}",
        "recall of found",
        f"≥ {RECALL}",
        "same called certain",
        "strangers left alone",
    )
    yield from table(heads, (_quality(name, one) for name, one in told["pairs"].items()))
    yield f"\nthe same firm? among {FIRMS:,} firms and {PROJECTS:,} projects"
    ms, p95, seconds = told["typed_ms"], told["typed_p95_ms"], told["list_s"]
    yield from table(
        ("", "", "goal", ""),
        [
            ("a name typed, ms (median)", f"{ms:.1f}", f"≤ {TYPED_MS}", judged(ms, TYPED_MS)),
            ("the same (p95)", f"{p95:.1f}", f"≤ {TYPED_MS}", judged(p95, TYPED_MS)),
            (
                f"a list of {LISTED}, s",
                f"{seconds:.2f}",
                f"≤ {LIST_SECONDS}",
                judged(seconds, LIST_SECONDS),
            ),
            (
                "the same checked, s",
                f"{told['list_checked_s']:.2f}",
                f"≤ {LIST_SECONDS}",
                judged(told["list_checked_s"], LIST_SECONDS),
            ),
            (
                "the same taken in, s",
                f"{told['list_taken_s']:.2f}",
                f"≤ {LIST_SECONDS}",
                judged(told["list_taken_s"], LIST_SECONDS),
            ),
            ("labelled pairs found among them", f"{told['pairs_found']:.3f}", "", ""),
            (f"of {STRANGERS:,} new names asked about", str(told["strangers_asked_about"]), "", ""),
        ],
    )


def _quality(name: str, one: dict[str, Any]) -> list[str]:
    precision, recall = one["precision"], one["recall"]
    return [
        name,
        str(one["pairs"]),
        f"{precision:.4f}",
        "✓" if precision >= PRECISION else "under",
        f"{recall:.4f}",
        "✓" if recall >= RECALL else "under",
        f"{one['sureness']:.4f}",
        f"{one['quiet']:.4f}",
    ]


def _times(session: Session) -> dict[str, float]:
    """Half of the names are there, half are not; each look-up starts with nothing in memory."""
    names = invented_names(ASKED // 2, seed=1) + invented_names(ASKED // 2, seed=2)
    taken = sorted(
        _seconds(lambda row=row: candidates(session, row)) * 1000
        for row in (
            FirmQuery(name, phone=phone_of(number), province="湖南省")
            for number, name in enumerate(names, 1)
        )
    )
    half = LISTED // 2
    rows = [FirmQuery(name) for seed in (1, 2) for name in invented_names(half, seed)]
    return {
        "typed_ms": round(median(taken), 2),
        "typed_p95_ms": round(taken[int(len(taken) * 0.95)], 2),
        "list_s": round(_seconds(lambda: match_many(session, rows)), 3),
    }


def _seconds(work: Callable[[], object]) -> float:
    parts_of.cache_clear()
    short_names_of.cache_clear()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _asked_about(session: Session) -> int:
    """How many names that nobody has would still be asked about."""
    rows = [FirmQuery(name) for name in invented_names(STRANGERS, seed=3)]
    return sum(
        bool(row) and row[0].likeness is Likeness.DOUBTFUL for row in match_many(session, rows)
    )


def _found(session: Session, pairs: list[Pair]) -> float:
    """Of the pairs that are or may be one firm, how many the look-up finds among all the others."""
    wanted = [pair for pair in pairs if pair.truth != "different"]
    numbers = enter_others(session, wanted)
    many = match_many(session, [FirmQuery(pair.one) for pair in wanted], limit=10)
    hits = [
        any(one.firm_id == number for one in row) for number, row in zip(numbers, many, strict=True)
    ]
    return sum(hits) / len(hits)
