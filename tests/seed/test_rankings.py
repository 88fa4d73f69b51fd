"""The printed lists are sown whole, once, with their source and what is in doubt about them."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seed.print.listed import seed_rankings
from tests.databases import EVENT_KEY
from tests.world import TODAY
from tracker.commands.checking import differences
from tracker.domain.event import Event, EventKind
from tracker.domain.firm import Firm
from tracker.domain.project import Project
from tracker.domain.ranking import Match, Ranking, RankingEntry, RankingList

LATER = date(2026, 11, 24)


def test_the_three_lists_are_there_with_their_days_and_extents(printed: Session) -> None:
    seed_rankings(printed, LATER)
    found = {
        (one.kind, one.year, one.on.isoformat(), one.is_dated, len(one.entries), one.is_complete)
        for one in printed.scalars(select(Ranking))
    }
    assert found == {
        (RankingList.PRIVATE, 2026, "2026-09-22", True, 500, True),
        (RankingList.CHINA, 2025, "2025-12-31", False, 120, False),
        (RankingList.WORLD, 2026, "2026-07-28", True, 100, False),
    }


def test_sown_once_more_they_change_nothing(printed: Session) -> None:
    assert len(seed_rankings(printed, LATER)) == 3
    assert seed_rankings(printed, LATER) == []
    imports = select(func.count()).where(Event.kind == EventKind.RANKING_IMPORTED)
    assert printed.scalar(imports) == 3


def test_each_says_what_is_in_doubt(printed: Session) -> None:
    sources = {one.kind: one.source for one in seed_rankings(printed, LATER)}
    assert "未与发布方页面核对" in sources[RankingList.PRIVATE]
    assert "引用前请核对" in sources[RankingList.CHINA]
    assert "仅第 1–100 名" in sources[RankingList.WORLD]


def test_printed_firms_are_joined_only_where_they_surely_are_the_one(printed: Session) -> None:
    seed_rankings(printed, LATER)
    asked = select(RankingEntry.name, Firm.name).join(Firm, Firm.id == RankingEntry.likely_id)
    doubtful = set(printed.execute(asked.where(RankingEntry.match == Match.DOUBTFUL)).tuples())
    assert ("弘阳集团有限公司", "弘阳") in doubtful
    assert ("珠海万达商业管理集团股份有限公司", "万达") in doubtful
    certain = printed.scalars(select(RankingEntry).where(RankingEntry.match == Match.CERTAIN)).all()
    badged = printed.scalars(select(Project).where(Project.tier.is_not(None))).all()
    assert len(certain) == len(badged) == 0


def test_no_invented_firm_stands_on_a_list(demo: Session) -> None:
    is_theirs = (RankingEntry.firm_id == Firm.id) | (RankingEntry.likely_id == Firm.id)
    asked = select(Firm.name).join(RankingEntry, is_theirs)
    assert not [name for name in demo.scalars(asked) if "示例" in name]
    assert demo.scalar(select(func.count()).select_from(Ranking)) == 3


def test_what_is_kept_agrees_with_the_lists(printed: Session) -> None:
    seed_rankings(printed, TODAY)
    printed.flush()
    assert list(differences(printed, EVENT_KEY.encode())) == []
