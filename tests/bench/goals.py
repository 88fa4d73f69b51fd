"""The numbers to reach, and how far off a figure is."""

from dataclasses import dataclass

JUDGED_AT = 10_000
LINEAR = 1.2
"""How much longer a row may take in the largest office, where linear will do."""


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so many times the floor; so many times longer in the largest office."""

    ratio: float
    growth: float
    is_linear: bool = False


LEDGER, SEARCH, WRITE, BOARD = Goal(3, 1.5), Goal(3, 3), Goal(6, 1.5), Goal(2.5, 1.5)
BENCH = Goal(2.5, 5)
"""A workbench keeps the board's ratio; it counts what stands still, and that grows with it."""
GOALS: dict[str, Goal] = {
    "ledger": LEDGER,
    "ledger-middle": LEDGER,
    "place": LEDGER,
    "place-middle": LEDGER,
    "segment": LEDGER,
    "segment-middle": LEDGER,
    "ledger-staff": LEDGER,
    "search-rare": SEARCH,
    "search-common": SEARCH,
    "initials": SEARCH,
    "chain": BOARD,
    "chain-staff": BOARD,
    "workbench": BENCH,
    "workbench-staff": BENCH,
    "board": BOARD,
    "board-staff": BOARD,
    "unchanged": Goal(3, 1.2),
    "project": Goal(5, 1.5),
    "alike": Goal(12, 2),
    "move": WRITE,
    "follow-up": WRITE,
    "csv": Goal(1.5, LINEAR, is_linear=True),
}

MEGABYTES, CSV_MEGABYTES, START_SECONDS = 150, 30, 1.5
FIRST_BYTES, LATER_BYTES = 100_000, 15_000


def judged(value: float, most: float) -> str:
    """✓, or by how much the figure is over."""
    return "✓" if value <= most else f"+{(value / most - 1) * 100:.0f}%"
