"""Lists as tables: the three that are printed, and small ones of the private list."""

import csv
from typing import Any

from tracker.config import ROOT
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.list_table import Table, read

PRINTED = ROOT / "seed" / "print" / "rankings"
"""The three lists as they were transcribed; their sources stand in the README beside them."""

PLAIN = ["排名", "企业名称", "省份", "营业收入（万元）"]


def lines_of(name: str) -> list[list[str]]:
    with (PRINTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def private(*rows: list[Any], header: list[str] = PLAIN) -> Table:
    return read([header, *rows], RankingList.PRIVATE, 2026)


def told(table: Table) -> list[tuple[int, str]]:
    return [(fault.line, fault.said) for fault in table.faults]
