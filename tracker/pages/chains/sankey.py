"""The flow of a chain's projects, from segment to link to stage; the chart draws this table."""

from collections.abc import Mapping
from typing import NamedTuple

from tracker.domain.words import Segment, Stage
from tracker.queries.chain_map.chain_map import ChainMap
from tracker.queries.project_list.filter import ProjectFilter
from tracker.web.rendering import address
from tracker.word import Word


class Measure(Word):
    """What the width of a band stands for; the tone is its unit."""

    COUNT = "count", "项目个数", "个"
    SUM = "sum", "总投资", "万元"

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "Measure":
        return cls.SUM if args.get("measure") == cls.SUM.value else cls.COUNT


class Flow(NamedTuple):
    """The projects of one link in one stage, and the ledger of just these."""

    segment: Segment
    link: str
    stage: Stage
    projects: int
    sum_yuan: int
    width: int
    href: str


def flows_of(chain: ChainMap, asked: ProjectFilter, measure: Measure) -> list[Flow]:
    """Link by link, in the order of the columns; nothing where nothing flows."""
    return [
        Flow(
            segment,
            link.name,
            stage,
            total.projects,
            total.sum_yuan,
            total.projects if measure is Measure.COUNT else total.sum_yuan // 10_000,
            address("ledger.show", asked.to_args(link=link.id, stage=(stage,))),
        )
        for segment in Segment
        for link in chain.of(segment)
        for stage, total in sorted(link.count.by_stage.items(), key=lambda pair: pair[0].place)
    ]
