"""What the tests of looking for firms share: a link with its words, a list, and how one asks."""

from datetime import date

from tests.builders.rankings import ranking
from tests.world import TODAY, World
from tracker.domain.chain import ChainLink
from tracker.domain.office.region import Nearness, Region
from tracker.domain.ranking import RankingEntry, RankingList
from tracker.domain.targeting import Target
from tracker.domain.words import Segment
from tracker.queries.proposals.proposals import Search, propose, seek

PRINTED = "示例精密钢管集团有限公司"
PRIVATE = RankingList.PRIVATE


def heat(world: World) -> ChainLink:
    """The midstream link, looked for by its words."""
    link = world.link(Segment.MIDSTREAM)
    link.words = "钢管 热处理"
    return link


def printed(world: World, *names: str, **told: object) -> list[RankingEntry]:
    """A list of this year on which firms stand that we do not know."""
    made = ranking(world.session, PRIVATE, 2026, on=date(2026, 5, 1), is_complete=True)
    made.entries = [
        RankingEntry(**{"rank": rank, "name": name, "province": "湖南省"} | told)
        for rank, name in enumerate(names, 1)
    ]
    world.session.add(Region(province="湖南", nearness=Nearness.HOME))
    world.session.flush()
    return made.entries


def found(world: World, who: str = "officer", on: date = TODAY) -> Search:
    return seek(world.session, heat(world), world.by(who), on)


def names(search: Search) -> list[str]:
    return [one.firm.name for one in search.fresh]


def ask(world: World, who: str = "officer", on: date = TODAY) -> list[Target]:
    return propose(world.session, heat(world), on=on, by=world.by(who))
