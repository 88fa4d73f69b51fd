"""The figures as aligned tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tests.bench.goals import (
    CSV_MEGABYTES,
    FIRST_BYTES,
    GOALS,
    JUDGED_AT,
    LATER_BYTES,
    MEGABYTES,
    START_SECONDS,
    judged,
)
from tests.bench.results import Rows, growth

SPEED = (
    "act",
    "queries",
    "bytes",
    "1 client ms",
    "p95",
    "floor",
    "×",
    "goal",
    "",
    "CPU ms",
    "floor",
    "×",
    "",
    "8 clients ms",
    "p95",
    "floor",
    "×",
    "failed",
)


def lines_of(found: dict[str, Any]) -> Iterator[str]:
    """Everything that was found, line by line."""
    rows: Rows = found["acts"]
    sizes = sorted(found["offices"])
    judged_at = JUDGED_AT if JUDGED_AT in sizes else sizes[-1]
    yield f"{found['processors']} processors, load {found['load']:.1f} before the first request"
    if found["load"] > 1:
        yield "others are busy here: processor time (CPU) tells more than the clock"
    for size in sizes:
        yield f"\n{size:,} projects, milliseconds (median), × the floor"
        yield from table(SPEED, (_speed(key, rows[key][size], size == judged_at) for key in rows))
    if len(sizes) > 1:
        yield f"\nfrom {sizes[0]:,} to {sizes[-1]:,} projects (CSV: a row)"
        heads = ("act", "× longer", "goal", "", "floor ×", "CPU ×", "", "queries")
        yield from table(heads, (_growth(key, rows[key]) for key in rows))
    yield "\nthe server with its workers"
    heads = (
        "projects",
        "idle MB",
        "after MB",
        f"≤ {MEGABYTES}",
        "CSV adds MB",
        f"≤ {CSV_MEGABYTES}",
        "cold start s",
        f"≤ {START_SECONDS}",
    )
    yield from table(heads, (_server(size, found["offices"][size]) for size in sizes))
    yield f"\nbytes of a page, compressed, at {judged_at:,} projects"
    heads = ("page", "first sight", f"≤ {FIRST_BYTES:,}", "afterwards", f"≤ {LATER_BYTES:,}")
    weights = found["offices"][judged_at]["weights"]
    yield from table(heads, (_weight(path, *two) for path, two in weights.items()))


def _speed(key: str, row: dict[str, Any], is_judged: bool) -> list[str]:
    one, eight, goal = row["one"], row["eight"], GOALS[key].ratio
    cells = [
        row["label"],
        str(row["queries"]),
        f"{row['bytes']:,}",
        _ms(one["ms"]),
        _ms(one["p95_ms"]),
        _ms(one["floor_ms"]),
        f"{one['ratio']:.2f}",
        f"≤ {goal:g}",
        judged(one["ratio"], goal) if is_judged else "",
        _ms(one["cpu_ms"]),
        _ms(one["floor_cpu_ms"]),
        f"{one['cpu_ratio']:.2f}",
        judged(one["cpu_ratio"], goal) if is_judged else "",
    ]
    failed = one["failed"] + (eight["failed"] if eight else 0)
    if eight:
        told = (eight["ms"], eight["p95_ms"], eight["floor_ms"])
        cells += [*map(_ms, told), f"{eight['ratio']:.2f}"]
    else:
        cells += [""] * 4
    return [*cells, f"{failed}" if failed else "0 ✓"]


def _growth(key: str, sizes: dict[int, dict[str, Any]]) -> list[str]:
    real, floor, cpu = (growth(sizes, key, of) for of in ("ms", "floor_ms", "cpu_ms"))
    goal = GOALS[key].growth
    queries = {row["queries"] for row in sizes.values()}
    told = f"{queries.pop()} ✓" if len(queries) == 1 else " / ".join(map(str, sorted(queries)))
    first = next(iter(sizes.values()))
    return [
        first["label"],
        f"{real:.2f}",
        f"≤ {goal:g}",
        judged(real, goal),
        f"{floor:.2f}",
        f"{cpu:.2f}",
        judged(cpu, goal),
        told,
    ]


def _server(size: int, office: dict[str, Any]) -> list[str]:
    return [
        f"{size:,}",
        f"{office['idle_mb']:.0f}",
        f"{office['after_mb']:.0f}",
        judged(office["after_mb"], MEGABYTES),
        f"{office['csv_adds_mb']:.1f}",
        judged(office["csv_adds_mb"], CSV_MEGABYTES),
        f"{office['start_s']:.2f}",
        judged(office["start_s"], START_SECONDS),
    ]


def _weight(path: str, first: int, later: int) -> list[str]:
    return [
        path,
        f"{first:,}",
        judged(first, FIRST_BYTES),
        f"{later:,}",
        judged(later, LATER_BYTES),
    ]


def _ms(value: float) -> str:
    return f"{value:.2f}" if value < 100 else f"{value:,.0f}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The first column to the left, all others to the right."""
    lines = [heads, *rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        first, *others = (
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        yield "  ".join([first, *others]).rstrip()
