"""How long a whole 500 list takes among many firms: checked, and taken in with its badges."""

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from tests.bench.recognition.firms import invented_names
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.list_cells import LAST_RANK
from tracker.domain.ranking.list_table import Table, read
from tracker.domain.ranking_matching.import_check import Announced, check
from tracker.domain.ranking_matching.list_import import take_in
from tracker.matching.name_parts import parts_of
from tracker.matching.short_names import short_names_of
from tracker.web.rendering import today

SOURCE = "示例来源"


def list_times(session: Session) -> dict[str, float]:
    """Half of the firms are there, each with two projects; nothing is in memory before."""
    on = today()
    announced = Announced(RankingList.PRIVATE, on.year, "示例发布方", on, SOURCE)
    table = _table(on.year)
    checked = _seconds(lambda: check(session, announced, table, on=on))
    taken = _seconds(lambda: take_in(session, announced, table, by=None, on=on))
    return {"list_checked_s": round(checked, 3), "list_taken_s": round(taken, 3)}


def _table(year: int) -> Table:
    half = LAST_RANK // 2
    names = [name for seed in (1, 2) for name in invented_names(half, seed)]
    lines: list[list[Any]] = [["排名", "企业名称"], *map(list, enumerate(names, start=1))]
    table = read(lines, RankingList.PRIVATE, year)
    assert not table.faults, table.faults[:3]
    return table


def _seconds(work: Callable[[], object]) -> float:
    parts_of.cache_clear()
    short_names_of.cache_clear()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
