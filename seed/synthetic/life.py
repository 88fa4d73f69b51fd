"""Life: everything that is to happen to one invented project."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from seed.synthetic.act import Act
from seed.synthetic.blockers import blocker_acts
from seed.synthetic.deck import Card
from seed.synthetic.firms import SampleFirm
from seed.synthetic.follow_ups import follow_up_acts
from seed.synthetic.glimpse import shows
from seed.synthetic.ideas import Idea, idea_of, told_amount
from seed.synthetic.pace import Pace, pace_of
from seed.synthetic.phrases import someone
from seed.synthetic.setting import Setting
from seed.synthetic.stage_facts import BACK_AGAIN, REASONS, facts_of
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.project.stage_rules import needs_reason, stages_between
from tracker.domain.words import AmountKind, Source, Stage

SPONSORS = ("分管领导甲", "分管领导乙", "分管领导丙", "分管领导丁", "", "")
SOURCES = tuple(source for source in Source if source is not Source.PRINT)
REFERRED = frozenset({Source.REFERRAL, Source.CHAIN, Source.HOMECOMING})
REFERRERS = ("示例商会", "示例同乡会", "示例链主企业", "示例行业协会")
STRETCHES = 60
AMOUNT_SOURCES = ("可研初稿", "投资协议草案", "项目建议书")


@dataclass(frozen=True, slots=True)
class Life:
    """One invented project: how it was registered, and every act since in order."""

    number: int
    firm: SampleFirm
    owner: User
    filed_on: date
    registration: dict[str, Any]
    acts: list[Act]


def life_of(number: int, card: Card, setting: Setting, firm_number: int, line: str = "") -> Life:
    """The life of that number; its card says where it stands today.

    A firm that is there already keeps its `line` of business, else it takes the project's.
    """
    pace = life_pace(number, card, setting)
    rng = setting.rng(f"{number}/acts")
    idea = idea_of(number, setting, rng)
    firm = SampleFirm(firm_number, line or idea.line)
    owner = setting.owners[number % len(setting.owners)]
    acts = [
        *_moves(pace, idea, firm, rng),
        *_amounts(pace, idea, rng),
        *_handover(pace, owner, setting, rng),
        *blocker_acts(number, card, pace, setting, rng),
        *follow_up_acts(number, card, pace, idea, firm, setting, rng),
    ]
    acts.sort(key=lambda act: act.on)
    return Life(number, firm, owner, pace.filed_on, _registration(idea, firm, setting, rng), acts)


def life_pace(number: int, card: Card, setting: Setting) -> Pace:
    """The days of the life of that number, for whoever needs no more than these."""
    for stretch in range(STRETCHES):
        again = f"/{stretch}" if stretch else ""
        pace = pace_of(card, setting.today, setting.rng(f"{number}/pace{again}"), stretch)
        if shows(card, pace, setting):
            return pace
    raise AssertionError(f"no pace gives {card} on {setting.today}")


def _registration(idea: Idea, firm: SampleFirm, setting: Setting, rng: Random) -> dict[str, Any]:
    yuan, words = told_amount(idea.yuan, rng)
    source = rng.choice(SOURCES)
    return {
        "name": f"{firm.brand}{idea.product}{idea.works}项目",
        "amount_yuan": yuan,
        "amount_words": words,
        "summary": f"示例：拟建{idea.product}{idea.works}，分{rng.choice('一两')}期实施。",
        "chain_link_id": idea.link.id if idea.link else None,
        "zone_id": rng.choice(setting.zones[idea.zone_kind]) if rng.random() < 0.9 else None,
        "source": source,
        "source_note": "示例线索",
        "referrer": rng.choice(REFERRERS) if source in REFERRED else "",
        "contact": f"示例联系人{someone(rng)}",
        "contact_phone": f"000{rng.randrange(10**8):08d}",
        "sponsor": rng.choice(SPONSORS),
    }


def _moves(pace: Pace, idea: Idea, firm: SampleFirm, rng: Random) -> list[Act]:
    acts = []
    current = Stage.LEAD
    for stage, on in pace.steps[1:]:
        passed = [stage] if current.is_exit else stages_between(current, stage)
        facts = facts_of(passed, on, idea, firm, pace.is_filed, pace.planned_on, rng)
        because = ""
        if needs_reason(current, stage):
            because = rng.choice(REASONS[stage]) if stage.is_exit else BACK_AGAIN
        acts.append(Act(on, Project.advance_to, {"to": stage, "because": because, "facts": facts}))
        current = stage
    return acts


def _amounts(pace: Pace, idea: Idea, rng: Random) -> list[Act]:
    """In half the lives the sum is told once more, nearer the truth, after the first talks."""
    if len(pace.steps) < 3 or rng.random() < 0.5:
        return []
    on = pace.steps[1][1]
    told = {
        "yuan": idea.yuan,
        "kind": AmountKind.PLANNED,
        "source": rng.choice(AMOUNT_SOURCES),
    }
    return [Act(on, Project.note_amount, told)]


def _handover(pace: Pace, owner: User, setting: Setting, rng: Random) -> list[Act]:
    """One life in fifteen changes hands within the owner's department or the bureau."""
    if len(pace.steps) < 3 or pace.steps[-1][0].is_exit or rng.random() > 0.066:
        return []
    heirs = [setting.people[login] for login in ("staff", "yi", "bing")]
    heir = rng.choice([one for one in heirs if one.id != owner.id])
    told = {"owner": heir, "because": "示例：岗位调整，工作移交"}
    return [Act(pace.steps[2][1], Project.hand_over_to, told, by=setting.people["head"])]
