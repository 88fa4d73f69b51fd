"""Whatever happens to lists, shares, numbers and projects: the badge is what the facts give."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.builders import samples
from tests.builders.rankings import firm, ranking, share, strike
from tests.world import TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.office.settings import NumberSetting, Setting
from tracker.domain.project import Project
from tracker.domain.ranking import Ranking, RankingList
from tracker.domain.ranking_matching.list_import import retier_list
from tracker.domain.ranking_matching.project_badges import BADGE, retier, retier_all
from tracker.domain.words import Stage

FIRMS, PROJECTS = 4, 3
START = date(2024, 1, 1)
days = st.integers(0, (TODAY - START).days).map(lambda count: START + timedelta(days=count))
firms, projects = st.integers(0, FIRMS - 1), st.integers(0, PROJECTS - 1)


class Office:
    """Some firms and projects, and everything that can happen to their badges."""

    def __init__(self, world: World) -> None:
        self.world, self.session = world, world.session
        self.firms: list[Firm] = [firm(self.session, f"示例{n}号公司") for n in range(FIRMS)]
        self.projects = [
            samples.project(world, f"示例{n}号项目", on=START, firm=self.firms[n])
            for n in range(PROJECTS)
        ]

    def publish(self, kind: RankingList, year: int, places: dict[int, int], whole: bool) -> None:
        self._strike(kind, year)
        ranked = [(rank, self.firms[number]) for number, rank in places.items()]
        ranking(self.session, kind, year, *ranked, is_complete=whole)
        retier_list(self.session, kind, TODAY)

    def take_back(self, kind: RankingList, year: int) -> None:
        self._strike(kind, year)
        retier_list(self.session, kind, TODAY)

    def hold(self, parent: int, child: int, percent: int, on: date) -> None:
        if parent != child:
            share(self.session, self.firms[parent], self.firms[child], percent, on)
            retier(self.session, [self.firms[child].id], TODAY)

    def set(self, key: Setting, value: int, holds_from: date) -> None:
        self.session.add(NumberSetting(key=key, value=value, holds_from=holds_from))
        self.session.flush()
        retier_all(self.session, TODAY)

    def sign(self, number: int, on: date) -> None:
        project = self.projects[number]
        if project.stage is Stage.LEAD:
            facts = samples.facts_for(project, Stage.SIGNED)
            by = self.world.by("officer")
            project.advance_to(Stage.SIGNED, on=on, by=by, because="测试", facts=facts)

    def unsign(self, number: int) -> None:
        project = self.projects[number]
        if project.stage is Stage.SIGNED:
            project.void_last_move(by=self.world.by("officer"), on=TODAY, because="记错")

    def change_firm(self, number: int, to: int) -> None:
        changes = {"firm_id": self.firms[to].id}
        self.projects[number].revise(changes, by=self.world.by("officer"), on=TODAY)

    def _strike(self, kind: RankingList, year: int) -> None:
        asked = select(Ranking).where(Ranking.kind == kind, Ranking.year == year)
        for one in self.session.scalars(asked.where(Ranking.voided_at.is_(None))):
            strike(self.session, one)


def act(verb: Callable[..., None], *given: Any) -> Any:
    return st.tuples(st.just(verb), st.tuples(*given))


kinds, years = st.sampled_from(RankingList), st.integers(2024, 2026)
ranks = st.lists(st.integers(1, 9), min_size=FIRMS, max_size=FIRMS, unique=True)
places = st.tuples(st.sets(firms, min_size=1), ranks).map(
    lambda chosen: {number: chosen[1][number] for number in chosen[0]}
)
ACTS = st.one_of(
    act(Office.publish, kinds, years, places, st.booleans()),
    act(Office.take_back, kinds, years),
    act(Office.hold, firms, firms, st.integers(1, 100), days),
    act(Office.set, st.just(Setting.PARENT_SHARE), st.integers(1, 100), days),
    act(Office.set, st.just(Setting.RANKING_LIFE), st.integers(1, 36), days),
    act(Office.sign, projects, days),
    act(Office.unsign, projects),
    act(Office.change_firm, projects, firms),
)


def kept(project: Project) -> tuple[Any, ...]:
    return tuple(getattr(project, name) for name in BADGE)


@settings(max_examples=30)
@given(st.lists(ACTS, max_size=10))
def test_the_kept_badge_is_the_fold_of_the_facts(world: World, acts: list[Any]) -> None:
    world.session.rollback()
    office = Office(world)
    for verb, told in acts:
        verb(office, *told)
        for project in office.projects:
            before = kept(project)
            project.fold()
            assert kept(project) == before, f"{verb.__name__}{told}"
