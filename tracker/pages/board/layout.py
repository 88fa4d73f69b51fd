"""How a board is laid out: which stages are columns, and by what it is cut into lanes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from tracker.domain.project.tallies import NO_LINK
from tracker.domain.words import Segment, Stage
from tracker.queries.listing.filter import Args
from tracker.queries.project_list.counts import Count, Lanes, Total
from tracker.queries.project_list.filter import ProjectFilter

LANES_AT_MOST = 20
"""SQLite joins at most 500 selects: twenty lanes of twelve stages, two shares each."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The board's own arguments, beside those of the filter."""

    lanes: Lanes | None = None
    has_exits: bool = False

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> Self:
        asked = args.get("lanes", "")
        known = [one for one in Lanes if one.value == asked]
        return cls(known[0] if known else None, args.get("exits") == "1")

    def to_args(self, **changes: Any) -> Args:
        changed = replace(self, **changes)
        args = [("lanes", str(changed.lanes))] if changed.lanes else []
        return args + ([("exits", "1")] if changed.has_exits else [])

    def stages(self, asked: ProjectFilter) -> list[Stage]:
        """The columns: those asked for, else the line, with the exits when they are wanted."""
        if asked.stage:
            return [stage for stage in Stage if stage in asked.stage]
        return list(Stage) if self.has_exits else Stage.line()


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: its key in the counts, its filter, and what its columns' ids begin with."""

    key: Any
    label: str
    asked: ProjectFilter
    total: Total
    id: str = ""


def lanes_of(
    asked: ProjectFilter, lanes: Lanes | None, count: Count, departments: Mapping[str, str]
) -> list[Lane]:
    """The lanes that have any project, each with the filter that finds just these."""
    if lanes is None:
        return [Lane(None, "", asked, count.total)]
    totals = count.by_lane
    if lanes is Lanes.SEGMENT:
        found = [
            Lane(one, one.label, replace(asked, segment=one), totals[one], f"{one}-")
            for one in Segment
            if one in totals
        ]
        if None in totals:
            outside = replace(asked, link=NO_LINK)
            found.append(Lane(None, "不在链上", outside, totals[None], "outside-"))
        return found
    busiest = sorted(totals, key=lambda key: -totals[key].projects)[:LANES_AT_MOST]
    return [
        Lane(key, departments[str(key)], replace(asked, department=key), totals[key], f"{key}-")
        for key in sorted(busiest)
    ]
