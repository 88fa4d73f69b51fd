"""A lead on its way in, past the firms and the projects that are there already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tracker.domain.amounts import spoken
from tracker.domain.firm import Firm
from tracker.domain.firm.aliases import fault_of_name
from tracker.domain.lead.crossing import Outcome
from tracker.domain.lead.crossing_rules import Choice, cross
from tracker.domain.lead.first_talk import Talk
from tracker.domain.lead.lead_matches import LeadMatches
from tracker.domain.office.office import Office
from tracker.domain.people.user import Actor
from tracker.domain.permissions import Can, can
from tracker.domain.project import Project
from tracker.domain.project.project_codes import next_code
from tracker.domain.same_firm.settlements import Verdict, settle
from tracker.domain.words import Contact, Source
from tracker.matching.normal_name import normal_name
from tracker.refusal import Refused, refuse


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a firm that was met is the one, as a person decided it."""

    verdict: Verdict
    because: str = ""


UNSAID = {
    Verdict.SAME: "登记项目时认定为同一企业",
    Verdict.OPEN: "登记项目时还说不准",
}
"""What stands for a reason where none is asked: only two that look alike and are not need one."""

REACHED_BY = {
    Source.VISIT: Contact.VISIT_OUT,
    Source.FAIR: Contact.MEETING,
    Source.SELF: Contact.VISIT_IN,
}
"""How a lead that becomes a follow-up was heard of; by telephone, unless its source says more."""


def queue_up(session: Session) -> None:
    """Leads are filed one at a time: of two at the same moment one is the first.

    Before anything is looked up, else both find nobody. SQLite has one writer anyway.
    """
    session.execute(select(Office.id).order_by(Office.id).limit(1).with_for_update())


def firm_of(
    session: Session,
    name: str,
    credit_code: str,
    met: LeadMatches,
    answers: Mapping[int, Answer],
    *,
    by: Actor,
    on: date,
) -> Firm:
    """The firm that a lead is with: one that was met, or else a new one of that name.

    Every answer is settled, so that nobody is asked again. Raises Refused at
    `verdict_<firm>` or `verdict_because_<firm>` for what is still to be decided.
    """
    judge_answers(met, answers)
    given = {one.firm_id: answers[one.firm_id] for one in met.asked}
    same = [firm_id for firm_id, answer in given.items() if answer.verdict is Verdict.SAME]
    known = met.it.firm_id if met.it else next(iter(same), None)
    firm = session.get_one(Firm, known) if known else _new_firm(session, name, credit_code)
    for firm_id, answer in given.items():
        other = name if firm_id == firm.id else session.get_one(Firm, firm_id)
        because = answer.because.strip() or UNSAID[answer.verdict]
        settle(session, firm, other, answer.verdict, because=because, by=by, on=on)
    if credit_code:
        give_code(firm, credit_code, by=by, on=on)
    return firm


def judge_answers(met: LeadMatches, answers: Mapping[int, Answer]) -> None:
    """Raises Refused for every firm that is still undecided, or decided without a reason."""
    wrong: dict[str, str] = {}
    same = []
    for firm in met.asked:
        answer = answers.get(firm.firm_id)
        if answer is None:
            wrong[f"verdict_{firm.firm_id}"] = f"请认定和“{firm.name}”是不是同一家。"
        elif answer.verdict is Verdict.SAME:
            same.append(firm)
        elif answer.verdict is Verdict.DIFFERENT and not answer.because.strip():
            because = "认定为不同企业请写依据，如“注册地不同”“已电话核实”。"
            wrong[f"verdict_because_{firm.firm_id}"] = because
    if not met.it and len(same) > 1:
        twice = "只能有一家是同一企业；库里本来就重复的，先选一家，再到企业页合并。"
        wrong |= {f"verdict_{firm.firm_id}": twice for firm in same[1:]}
    if wrong:
        raise Refused("还有企业要认定。", **wrong)


def give_code(firm: Firm, credit_code: str, *, by: Actor, on: date) -> None:
    """Write down the code of a firm that had none. Raises Refused for another than it has."""
    if firm.credit_code == credit_code:
        return
    if firm.credit_code:
        has = f"库里“{firm.name}”的统一社会信用代码是 {firm.credit_code}，与填的不同"
        refuse("credit_code", f"{has}：请对照营业执照，或认定为不同企业。")
    firm.revise({"credit_code": credit_code}, by=by, on=on, seen=true())


def file_lead(
    session: Session,
    *,
    prefix: str,
    firm: Firm,
    first: Talk | None,
    choice: Choice | None,
    by: Actor,
    on: date,
    heard_on: date,
    evidence: Sequence[str] = (),
    **told: Any,
) -> Project:
    """Register a project with that firm, or take what was told to the one that was first.

    `told` is what Project.register takes, `heard_on` its day; `on` is today. Raises what
    `cross` raises when the lead crosses another.
    """
    if first and choice and choice.outcome is Outcome.MERGED:
        told |= {"on": heard_on}
        return _merge(session, first, choice, by=by, on=on, evidence=evidence, told=told)
    code = next_code(session, prefix, heard_on.year)
    project = Project.register(session, code=code, firm=firm, by=by, on=heard_on, **told)
    if first:
        cross(session, first, project, choice, by=by, on=on, evidence=evidence)
    return project


def _new_firm(session: Session, name: str, credit_code: str) -> Firm:
    if fault := fault_of_name(name):
        refuse("firm", fault)
    if session.scalar(select(Firm.id).where(Firm.normal_name == normal_name(name))):
        refuse("firm", f"库里已有一家“{name}”；确是另一家的话，请把名称写完整，如加上地区。")
    firm = Firm.called(name, credit_code=credit_code or None)
    try:
        with session.begin_nested():
            session.add(firm)
    except IntegrityError:
        refuse("firm", "刚刚有人登记了同名或同代码的企业，请再点一次保存。")
    return firm


def _merge(
    session: Session,
    first: Talk,
    choice: Choice,
    *,
    by: Actor,
    on: date,
    evidence: Sequence[str],
    told: Mapping[str, Any],
) -> Project:
    """A follow-up on the earlier project if one may write it, else handed to its department."""
    earlier = session.get_one(Project, first.project_id)
    said, mine = _as_said(told), can(by, Can.FOLLOW_UP, earlier)
    if mine:
        kind = REACHED_BY.get(told["source"], Contact.CALL)
        earlier.log_follow_up(
            kind, on=told["on"], by=by, said=said, present=told.get("contact", "")
        )
    handed = "" if mine else said
    cross(session, first, None, choice, by=by, on=on, evidence=evidence, told=handed)
    return earlier


def _as_said(told: Mapping[str, Any]) -> str:
    """What was told of a lead, in the words of a follow-up."""
    amount = told.get("amount_words") or spoken(told.get("amount_yuan"))
    contact = f"{told.get('contact', '')} {told.get('contact_phone', '')}".strip()
    parts = (
        told["name"],
        told.get("summary", ""),
        f"金额 {amount}",
        f"联系人 {contact}" if contact else "",
        told.get("source_note", ""),
    )
    return "；".join(part for part in parts if part)
