"""What was found out, as plain figures."""

from collections.abc import Mapping
from typing import Any

from tests.bench.goals import GOALS
from tests.bench.measuring import Pair
from tests.bench.site import Site

Rows = dict[str, dict[int, dict[str, Any]]]
"""Act → size → figures."""


def row_of(site: Site, key: str, alone: Pair, together: Pair | None) -> dict[str, Any]:
    """The figures of one act on one site."""
    return {
        "label": site.acts[key].label,
        "queries": site.queries(key),
        "bytes": site.bytes(key),
        "one": _figures(alone),
        "eight": _figures(together) if together else None,
    }


def _figures(pair: Pair) -> dict[str, Any]:
    return {
        "ms": round(pair.tracker.median, 2),
        "p95_ms": round(pair.tracker.p95, 2),
        "floor_ms": round(pair.floor.median, 2),
        "floor_p95_ms": round(pair.floor.p95, 2),
        "ratio": round(pair.ratio, 2),
        "asked": len(pair.tracker.taken),
        "failed": pair.tracker.failed,
        "cpu_ms": round(pair.tracker.cpu_ms, 2),
        "floor_cpu_ms": round(pair.floor.cpu_ms, 2),
        "cpu_ratio": round(pair.tracker.cpu_ms / max(pair.floor.cpu_ms, 0.001), 2),
    }


def growth(sizes: Mapping[int, dict[str, Any]], key: str, of: str) -> float:
    """How much more of that figure the act takes in the largest office than in the smallest."""
    small, large = min(sizes), max(sizes)
    rows = large / small if GOALS[key].is_linear else 1
    grown: float = sizes[large]["one"][of] / sizes[small]["one"][of] / rows
    return grown
