"""Who may use which address, said once more beside the code: rule → who, and on which project.

`EVERYBODY_SIGNED_IN` and `ALL` stand for themselves. A dict names, for each
person of the world, on which of 甲 乙 丙 the act goes through; whoever is not
named may not act on any. A route that is not named here fails the walk.
"""

from tests.world import PEOPLE

ALL = "all"
EVERYBODY_SIGNED_IN = "everybody signed in"

Allowed = str | set[str] | dict[str, str]

NOBODYS: dict[str, str] = dict.fromkeys(
    ("officer", "colleague", "head", "stranger", "leader", "street"), ""
)
"""A thing that each has of their own, and nobody of the world has made yet."""

OFFICERS = {"officer", "colleague", "head", "stranger"}
READERS = OFFICERS | {"leader", "street"}
KEEPERS = {"head"}
"""Whoever keeps the chains."""
SEEN = {
    "officer": "甲丙",
    "colleague": "甲丙",
    "head": "甲丙",
    "stranger": "乙",
    "leader": "甲乙丙",
    "street": "丙",
}
"""Which projects each person sees: their department's, and those handed to their unit."""

OWN = {"officer": "甲丙", "colleague": "甲丙", "head": "甲丙", "stranger": "乙"}
LED = {"leader": "甲乙丙"}
OWED = {"officer": "甲", "colleague": "甲", "head": "甲", "stranger": "乙", "street": "丙"}
"""Who owes the leader an answer on each project; on 丙 it is the street."""
FOLLOWED = OWN | {"street": "丙"}
CHECKED = {"officer": "甲", "colleague": "丙", "head": "甲丙", "stranger": "乙"}
"""Whoever raised the blocker, answers for its project, or is the head of their department."""

CLEARED = {"officer": "", "colleague": "", "head": "", "stranger": "", "street": "丙"}
"""Whoever has to clear it: 丙's was handed to the street, the others' to nobody yet."""

BACKED = OWN | {"street": "丙"}

ROUTES: dict[str, Allowed] = {
    "/sign-in": ALL,
    "/sign-out": EVERYBODY_SIGNED_IN,
    "/password": EVERYBODY_SIGNED_IN,
    "/set-up": ALL,
    "/healthz": ALL,
    "/assets/<name>": ALL,
    "/": EVERYBODY_SIGNED_IN,
    "/permissions": EVERYBODY_SIGNED_IN,
    "/seen": READERS,
    "/projects": READERS,
    "/projects.csv": READERS,
    "/projects.xlsx": READERS,
    "/board": READERS,
    "/board/column": READERS,
    "/projects/pick": READERS,
    "/projects/new": OFFICERS,
    "/firms/alike": OFFICERS,
    "/district": READERS,
    "/district.csv": READERS,
    "/district.xlsx": READERS,
    "/projects/<code>": SEEN,
    "/projects/<code>/edit": OWN,
    "/projects/<code>/quiet": FOLLOWED,
    "/projects/<code>/light": LED,
    "/projects/<code>/light/unpin": LED,
    "/projects/<code>/stage": OWN,
    "/projects/<code>/stage/void": OWN,
    "/projects/<code>/owner": OWN,
    "/projects/<code>/task-force": OWN,
    "/projects/<code>/task-force/<int:member_id>/leave": OWN,
    "/projects/<code>/meetings": OWN,
    "/projects/<code>/amounts": OWN,
    "/projects/<code>/amounts/<int:amount_id>/void": OWN,
    "/projects/<code>/blockers": OWN,
    "/directives": READERS,
    "/directives.csv": READERS,
    "/directives.xlsx": READERS,
    "/directives/new": {"leader"},
    "/directives/<int:directive_id>": SEEN,
    "/directives/<int:directive_id>/answer": OWED,
    "/directives/<int:directive_id>/close": LED,
    "/directives/<int:directive_id>/return": LED,
    "/directives/<int:directive_id>/hand-on": OWED | LED,
    "/follow-ups": READERS,
    "/follow-ups.csv": READERS,
    "/follow-ups.xlsx": READERS,
    "/follow-ups/new": OFFICERS | {"street"},
    "/follow-ups/<int:follow_up_id>/void": OWN,
    "/follow-ups/pick": OFFICERS | {"street"},
    "/targets": OFFICERS | {"leader"},
    "/targets.csv": OFFICERS | {"leader"},
    "/targets.xlsx": OFFICERS | {"leader"},
    "/targets/find": OFFICERS,
    "/targets/new": OFFICERS,
    "/targets/<int:target_id>": OWN | {"leader": "甲乙丙"},
    "/targets/<int:target_id>/state": OWN,
    "/targets/<int:target_id>/owner": OWN,
    "/targets/<int:target_id>/project": OWN,
    "/blockers": READERS,
    "/blockers.csv": READERS,
    "/blockers.xlsx": READERS,
    "/blockers.docx": READERS,
    "/blockers/problems": READERS,
    "/blockers/problems.csv": READERS,
    "/blockers/problems.xlsx": READERS,
    "/blockers/measures": READERS,
    "/blockers/measures.csv": READERS,
    "/blockers/measures.xlsx": READERS,
    "/blockers/duties": READERS,
    "/blockers/duties.csv": READERS,
    "/blockers/duties.xlsx": READERS,
    "/blockers/<int:blocker_id>": SEEN,
    "/blockers/<int:blocker_id>/closing": SEEN,
    "/blockers/<int:blocker_id>/closing.docx": SEEN,
    "/blockers/<int:blocker_id>/closing.xlsx": SEEN,
    "/blockers/<int:blocker_id>/assign": OWN,
    "/blockers/<int:blocker_id>/accept": CLEARED,
    "/blockers/<int:blocker_id>/report": CLEARED,
    "/blockers/<int:blocker_id>/answer": CLEARED,
    "/blockers/<int:blocker_id>/ask-time": CLEARED,
    "/blockers/<int:blocker_id>/grant-time": CHECKED,
    "/blockers/<int:blocker_id>/refuse-time": CHECKED,
    "/blockers/<int:blocker_id>/close": CHECKED,
    "/blockers/<int:blocker_id>/reopen": CHECKED,
    "/blockers/<int:blocker_id>/task-force": BACKED,
    "/blockers/<int:blocker_id>/task-force/<int:member_id>/leave": BACKED,
    "/blockers/<int:blocker_id>/meetings": BACKED,
    "/firms": READERS,
    "/firms.csv": READERS,
    "/firms.xlsx": READERS,
    "/firms/pick": READERS,
    "/firms/new": OFFICERS,
    "/firms/<int:firm_id>": SEEN,
    "/firms/<int:firm_id>/edit": OWN,
    "/firms/<int:firm_id>/aliases": OWN,
    "/firms/<int:firm_id>/aliases/<int:alias_id>/drop": OWN,
    "/firms/<int:firm_id>/shares": OWN,
    "/firms/<int:firm_id>/shares/<int:share_id>/void": OWN,
    "/firms/<int:firm_id>/contacts": OWN,
    "/firms/<int:firm_id>/contacts/<int:contact_id>/void": OWN,
    "/firms/<int:firm_id>/attachments": OWN,
    "/firms/<int:firm_id>/merge": {"head": "甲丙"},
    "/firms/<int:firm_id>/merges/<int:merge_id>/undo": {"head": "甲丙"},
    "/projects/<code>/attachments": FOLLOWED,
    "/attachments/<int:attachment_id>": SEEN,
    "/attachments/<int:attachment_id>/void": OWN | {"street": ""},
    "/chains": READERS,
    "/chains.csv": READERS,
    "/chains.xlsx": READERS,
    "/chains/new": KEEPERS,
    "/chains/<slug>": READERS,
    "/chains/<slug>/links": READERS,
    "/chains/<slug>/links.csv": READERS,
    "/chains/<slug>/links.xlsx": READERS,
    "/chains/<slug>/copy": KEEPERS,
    "/chains/<slug>/edit": KEEPERS,
    "/chains/<slug>/closing": KEEPERS,
    "/chains/<slug>/reopening": KEEPERS,
    "/chains/<slug>/links/new": KEEPERS,
    "/chains/<slug>/links/<int:link_id>": READERS,
    "/chains/<slug>/links/<int:link_id>/edit": KEEPERS,
    "/chains/<slug>/links/<int:link_id>/closing": KEEPERS,
    "/chains/<slug>/links/<int:link_id>/reopening": KEEPERS,
    "/chains/<slug>/links/<int:link_id>/feeds": KEEPERS,
    "/chains/<slug>/links/<int:link_id>/feeds/<int:fed_id>/stop": KEEPERS,
    "/chains/<slug>/links/<int:link_id>/firms": KEEPERS,
    "/chains/<slug>/links/<int:link_id>/firms/<int:standing_id>/void": KEEPERS,
    "/chains/<slug>/links/<int:link_id>/capacities": KEEPERS,
    "/chains/<slug>/links/<int:link_id>/capacities/<int:capacity_id>/void": KEEPERS,
    "/views": READERS,
    "/views/<int:view_id>/drop": NOBODYS,
    "/events": {"auditor"},
    "/events.csv": {"auditor"},
    "/events.xlsx": {"auditor"},
    "/people": {"admin", "guard"},
    "/people/new": {"admin"},
    "/people/<int:user_id>/edit": {"admin"},
    "/people/<int:user_id>/handover": {"officer", "head"},
    "/people/<int:user_id>/role": {"guard"},
    "/people/<int:user_id>/password": {"admin"},
    "/people/<int:user_id>/password/agreement": {"guard"},
    "/people/<int:user_id>/password/refusal": {"guard"},
    "/people/<int:user_id>/closing": {"admin"},
    "/people/<int:user_id>/reopening": {"admin"},
    "/notices": EVERYBODY_SIGNED_IN,
    "/notices.csv": EVERYBODY_SIGNED_IN,
    "/notices.xlsx": EVERYBODY_SIGNED_IN,
    "/notices/read": EVERYBODY_SIGNED_IN,
    "/notices/wishes": EVERYBODY_SIGNED_IN,
    "/rankings": READERS,
    "/rankings.csv": READERS,
    "/rankings.xlsx": READERS,
    "/rankings/import": OFFICERS,
    "/rankings/import/apply": OFFICERS,
    "/rankings/<int:ranking_id>": READERS,
    "/rankings/<int:ranking_id>/entries": READERS,
    "/rankings/<int:ranking_id>/entries.csv": READERS,
    "/rankings/<int:ranking_id>/entries.xlsx": READERS,
    "/rankings/<int:ranking_id>/match": OFFICERS,
    "/rankings/<int:ranking_id>/void": OFFICERS,
    "/rankings/<int:ranking_id>/entries/<int:entry_id>": OFFICERS,
    "/rankings/<int:ranking_id>/entries/<int:entry_id>/firm": OFFICERS,
    "/settings": {"admin"},
    "/settings/calendar": {"admin"},
    "/settings/calendar/<int:holiday_id>/strike": {"admin"},
    "/settings/outward": {"admin"},
    "/settings/outward/hosts": {"admin"},
    "/settings/outward/hosts/<int:host_id>/drop": {"admin"},
    "/settings/outward/channels/new": {"admin"},
    "/settings/outward/channels/<int:channel_id>/switch": {"admin"},
    "/settings/outward/channels/<int:channel_id>/try": {"admin"},
    "/settings/outward/letters/<int:message_id>/again": {"admin"},
    "/settings/<reason>": {"admin"},
    "/settings/numbers/<key>": {"admin"},
    "/settings/blocker-proofs": {"admin"},
}

PROJECTS = "甲乙丙"

ASKED_WITH = {"/board/column": "?stage=lead"}
"""Addresses that mean nothing without an argument."""


def people_who(allowed: Allowed) -> set[str]:
    """Everybody that an entry lets in somewhere."""
    if isinstance(allowed, str):
        return set(PEOPLE)
    return set(allowed)
