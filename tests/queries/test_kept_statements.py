"""Every kept statement, asked by turns for two people, answers as a fresh one does."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

import pytest
from flask import Flask

from tests.builders import samples
from tests.builders.targets import firm
from tests.databases import Database
from tests.pages.ids import ids_of
from tests.world import BUREAU, JIA, TODAY, World
from tracker.domain.directive.directive_acts import give
from tracker.domain.lead.crossing import Outcome
from tracker.domain.lead.crossing_rules import Choice, cross
from tracker.domain.lead.first_talk import first_talk
from tracker.domain.office.settings import Setting
from tracker.domain.statement_cache import KEPT
from tracker.domain.words import Stage
from tracker.queries.blocker_list import BlockerFilter, BlockerStatus
from tracker.queries.directive_list import DirectiveFilter
from tracker.queries.listing.paging import Mark, Stretch
from tracker.queries.project_list.board_cells import Cells
from tracker.queries.project_list.counts import Lanes
from tracker.queries.project_list.filter import ProjectFilter

ALL, SOME = ProjectFilter(), ProjectFilter(q="示例", min_yuan=1)
FIRST = Stretch(ALL.order, None, 50)
BEYOND = Stretch(ALL.order, Mark("2025-01-01", 0), 50)
CELLS = Cells(tuple(ProjectFilter(stage=(stage,)) for stage in Stage.line()), 5)

WINTER = date(2026, 12, 1)
"""By then every light has turned."""

PAIRS = [("officer", "stranger"), ("head", "street"), ("street", "leader"), ("leader", "colleague")]
"""The first two are of one role; the others differ by role and department."""

WHO: Any
DIALECT: Any
WHO, DIALECT = "who", "dialect"
"""Where whoever asks is put in, and the kind of database."""

Asking = tuple[tuple[Any, ...], dict[str, Any]]

EXAMPLES: dict[str, list[Asking]] = {
    "domain.attachment._standing": [((), {"subjects": ["project:1", "project:2"]})],
    "domain.attachment._behind": [((), {"subject": "project:1"})],
    "domain.lead.first_talk._settled_as_one": [((), {"firms": [1, 2, 3]})],
    "domain.lead.first_talk._talking": [((WHO,), {"firms": [*range(1, 30)]})],
    "domain.office.clocks._in_force": [((), {"on": TODAY})],
    "domain.office.holidays._entered": [((), {})],
    "domain.office.settings._in_force": [((), {"key": Setting.FIRST_TALK, "on": TODAY})],
    "pages.ledger._asking": [
        ((ALL, FIRST, WHO, TODAY, DIALECT), {}),
        ((SOME, BEYOND, WHO, TODAY, DIALECT), {}),
    ],
    "pages.projects.first_talk._crossing": [((WHO,), {"project": 4})],
    "pages.projects.project._behind": [((), {"project": 1})],
    "pages.projects.timeline._happened": [
        ((WHO, False, False), {"project": 1}),
        ((WHO, True, True), {"project": 1, "origins": ["target:1"], "on": TODAY, "number": 10**6}),
    ],
    "pages.projects.timeline._standing": [((), {"ids": [1, 2, 3]})],
    "pages.workbench.blockers._asking": [
        ((BlockerFilter(), WHO, TODAY), {}),
        ((BlockerFilter(mine=True), WHO, TODAY), {}),
        ((BlockerFilter(awaited=True), WHO, TODAY), {}),
    ],
    "pages.workbench.blockers._counting": [
        ((BlockerFilter(state=BlockerStatus.ALL), WHO, TODAY), {})
    ],
    "pages.workbench.crossings._asking": [((WHO, TODAY), {})],
    "pages.workbench.directives._asking": [((DirectiveFilter(mine=True), WHO, TODAY), {})],
    "pages.workbench.directives._given": [((WHO, TODAY), {})],
    "pages.workbench.news._asking": [((WHO, 5), {"since": 0})],
    "pages.workbench.projects._asking": [((ALL, WHO, TODAY, DIALECT), {})],
    "pages.workbench.projects._counting": [((WHO, TODAY), {})],
    "pages.workbench.targets._asking": [((WHO, TODAY, DIALECT), {})],
    "queries.chain_map.link_counts._counting": [
        ((ALL, WHO, TODAY, DIALECT), {}),
        ((SOME, WHO, TODAY, DIALECT), {}),
    ],
    "queries.chain_map.link_counts._lighting": [((ALL, WHO, WINTER, DIALECT), {})],
    "queries.chain_map.map_rows._links": [((False,), {}), ((True,), {"slug": "steel-pipe"})],
    "queries.chain_map.map_rows._firms": [((False,), {}), ((True,), {"slug": "steel-pipe"})],
    "queries.chain_map.map_rows._told": [((False,), {}), ((True,), {"slug": "steel-pipe"})],
    "queries.chain_map.map_rows._feeds": [((False,), {}), ((True,), {"slug": "steel-pipe"})],
    "queries.chain_map.map_rows._targets": [
        ((False, WHO), {}),
        ((True, WHO), {"slug": "steel-pipe"}),
    ],
    "queries.header_counts._asking": [((WHO, TODAY), {})],
    "queries.open_directives._standing": [((WHO, "project_id"), {"about": 3})],
    "queries.project_list.board_cells._picked": [((CELLS, WHO, TODAY, DIALECT), {})],
    "queries.project_list.choices._choosing": [((WHO,), {})],
    "queries.project_list.counts._counting": [
        ((ALL, WHO, TODAY, DIALECT, Lanes.SEGMENT), {}),
        ((SOME, WHO, TODAY, DIALECT, None), {}),
    ],
    "queries.project_list.counts._lighting": [((ALL, WHO, WINTER, DIALECT), {})],
    "queries.project_page._finding": [
        ((WHO, False), {"code": JIA}),
        ((WHO, True), {"code": JIA}),
    ],
    "queries.project_page._listing": [((name,), {"of": 3}) for name in ("blockers", "task_force")],
    "queries.project_page._names": [((), {"of": 1})],
}
"""What each kept statement of the tracker is asked with; as many examples as it has branches."""


@pytest.fixture
def busy(app: Flask, database: Database) -> Iterator[World]:
    """The world with blockers, targets, directives, papers and a lead that crossed another."""
    ids_of(database)
    with database.session() as session:
        world = World(session)
        named = firm(world, "示例晨鼎新材料有限公司")
        samples.project(world, "先谈的示例项目", who="stranger", firm=named)
        session.flush()
        talk = first_talk(session, [named.id])
        later = samples.project(world, "后来的示例项目", firm=named)
        choice = Choice(Outcome.NEW, "另一块地")
        assert talk is not None
        cross(session, talk, later, choice, by=world.by("officer"), on=TODAY)
        office = world.department(BUREAU)
        give(session, "盯紧", office, due_on=TODAY, on=TODAY, by=world.by("leader"), project=later)
        session.commit()
        yield world


def test_every_kept_statement_has_an_example(app: Flask) -> None:
    written = {name for name in KEPT if name.startswith("tracker.")}
    assert written == {f"tracker.{name}" for name in EXAMPLES}


def test_two_people_by_turns_get_what_a_fresh_statement_gives_each(busy: World) -> None:
    for name, examples in EXAMPLES.items():
        for arguments, values in examples:
            answers = []
            for who in chain.from_iterable((*pair, *pair) for pair in PAIRS):
                given = _given(arguments, busy, who)
                found = _rows(busy, name, given, values)
                assert found == _fresh_rows(busy, name, given, values), (name, arguments, who)
                answers.append(found)
            told_apart = any(one != answers[0] for one in answers)
            assert told_apart is (WHO in arguments), (name, arguments)


def _given(arguments: tuple[Any, ...], world: World, who: str) -> list[Any]:
    """The arguments with that person and the world's database in their places."""
    dialect = world.session.get_bind().dialect.name
    places = {WHO: world.by(who).asker, DIALECT: dialect}
    return [places.get(one, one) for one in arguments]


def _rows(world: World, name: str, given: list[Any], values: dict[str, Any]) -> list[str]:
    asking = KEPT[f"tracker.{name}"](*given)
    return [] if asking.statement is None else _plain(asking.rows(world.session, **values))


def _fresh_rows(world: World, name: str, given: list[Any], values: dict[str, Any]) -> list[str]:
    write: Any = KEPT[f"tracker.{name}"]
    statement = write.__wrapped__(*given)
    connection = world.session.connection()
    return [] if statement is None else _plain(connection.execute(statement, values))


def _plain(rows: Iterable[Any]) -> list[str]:
    """As they can be compared, in whatever order they were read."""
    return sorted(map(str, rows))
