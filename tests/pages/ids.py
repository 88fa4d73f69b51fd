"""The numbers that addresses need: a blocker, a follow-up and a member on each project."""

from dataclasses import dataclass, field
from datetime import timedelta

from tests.builders.chain_links import place_a_firm
from tests.builders.hidden_firms import Owned, owned_by_firm_of
from tests.builders.rankings import firm, ranking
from tests.builders.targets import courted
from tests.databases import Database
from tests.world import BING, JIA, TODAY, YI, World
from tracker.domain.blocker import report_blocker
from tracker.domain.directive.directive_acts import answer, give
from tracker.domain.project import Project
from tracker.domain.ranking import RankingList
from tracker.domain.words import BlockerKind, Contact
from tracker.web.assets import stylesheet

CODES = {"甲": JIA, "乙": YI, "丙": BING}
OWNERS = {"甲": "officer", "乙": "stranger", "丙": "colleague"}


@dataclass(frozen=True)
class Ids:
    """Project → the number of its blocker, follow-up, task force member and first sum.

    And of a target that is courted by the same person, of an answered directive, and
    of a firm that nobody knows of but through the project.
    """

    blockers: dict[str, int]
    follow_ups: dict[str, int]
    members: dict[str, int]
    amounts: dict[str, int] = field(default_factory=dict)
    targets: dict[str, int] = field(default_factory=dict)
    directives: dict[str, int] = field(default_factory=dict)
    firms: dict[str, Owned] = field(default_factory=dict)

    def path(self, rule: str, project: str) -> str:
        """The rule's address on that project."""
        return (
            rule.replace("<code>", CODES[project])
            .replace("<reason>", "judge")
            .replace("<name>", stylesheet().name)
            .replace("<key>", "first-talk")
            .replace("<int:user_id>", "1")
            .replace("<int:holiday_id>", "1")
            .replace("<int:directive_id>", str(self.directives[project]))
            .replace("<int:host_id>", "1")
            .replace("<int:channel_id>", "1")
            .replace("<int:message_id>", "1")
            .replace("<int:view_id>", "1")
            .replace("<slug>", "steel-pipe")
            .replace("<int:link_id>", "1")
            .replace("<int:fed_id>", "2")
            .replace("<int:standing_id>", "1")
            .replace("<int:capacity_id>", "1")
            .replace("<int:ranking_id>", "1")
            .replace("<int:entry_id>", "1")
            .replace("<int:blocker_id>", str(self.blockers[project]))
            .replace("<int:target_id>", str(self.targets[project]))
            .replace("<int:follow_up_id>", str(self.follow_ups[project]))
            .replace("<int:member_id>", str(self.members[project]))
            .replace("<int:amount_id>", str(self.amounts[project]))
            .replace("<int:firm_id>", str(self.firms[project].firm))
            .replace("<int:alias_id>", str(self.firms[project].alias))
            .replace("<int:contact_id>", str(self.firms[project].contact))
            .replace("<int:share_id>", str(self.firms[project].share))
            .replace("<int:merge_id>", str(self.firms[project].merge))
            .replace("<int:attachment_id>", str(self.firms[project].paper))
        )


def directed(world: World, project: Project, name: str) -> int:
    """The number of a leader's directive that has been answered; on 丙 by the street."""
    who = "street" if name == "丙" else OWNERS[name]
    office = world.user(who).department
    assert office is not None, "whoever answers belongs somewhere"
    one = give(
        world.session,
        "示例：盯紧",
        office,
        due_on=TODAY,
        on=TODAY,
        by=world.by("leader"),
        project=project,
    )
    answer(one, "示例：在办", on=TODAY, by=world.by(who))
    return one.id


def ids_of(database: Database) -> Ids:
    """Give each project one of each, and say their numbers."""
    ids = Ids({}, {}, {})
    with database.session() as session:
        world = World(session)
        ids.blockers["丙"] = world.blocker.id
        place_a_firm(world)
        ranking(session, RankingList.PRIVATE, 2025, (1, firm(session, "示例榜上公司")))
        for name, code in CODES.items():
            project, by = world.project(code), world.by(OWNERS[name])
            if name == "丙":
                ids.members[name] = project.task_force[0].id
            else:
                blocker = report_blocker(project, BlockerKind.LAND, "没有地", on=TODAY, by=by)
                ids.blockers[name] = blocker.id
                own = project.owner_department
                member = project.draw_in(own, by=by, on=TODAY, person=f"示例{name}")
                session.flush()
                ids.members[name] = member.id
            told = project.log_follow_up(
                Contact.CALL, on=TODAY - timedelta(days=1), by=by, said="打过电话"
            )
            ids.follow_ups[name] = told.id
            ids.amounts[name] = project.amounts[0].id
            wanted = courted(world, OWNERS[name], f"示例目标{name}有限公司")
            ids.targets[name] = wanted.id
            ids.directives[name] = directed(world, project, name)
            ids.firms[name] = owned_by_firm_of(world, project, name)
        session.commit()
    return ids
