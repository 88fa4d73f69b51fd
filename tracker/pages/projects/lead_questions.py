"""The firms and projects that a lead meets, as questions of the form that it is typed into."""

from collections.abc import Mapping
from typing import Any, TypeVar

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from tracker.domain.lead.crossing import Outcome
from tracker.domain.lead.crossing_rules import Choice, outcomes_open_to
from tracker.domain.lead.first_talk import Talk
from tracker.domain.lead.lead_filing import Answer
from tracker.domain.lead.lead_matches import LeadMatches, MatchedFirm, match_lead
from tracker.domain.same_firm.candidates import FirmQuery
from tracker.domain.same_firm.settlements import Verdict
from tracker.extensions import db
from tracker.web.forms.fields import BaseForm, offered, text
from tracker.web.identity import actor
from tracker.web.rendering import today

Questioned = TypeVar("Questioned", bound=BaseForm)
VERDICT, WHY = "verdict_", "verdict_because_"
LONGEST_NAME = 120
LONGEST_NUMBER = 10
"""Digits of the largest id; Python refuses to read thousands of them."""


def met_by(
    typed: Mapping[str, str],
    *,
    name: str = "firm",
    phone: str = "contact_phone",
    but: int | None = None,
) -> LeadMatches:
    """What is met by the firm's name, code and telephone as they are typed so far.

    `name` and `phone` say under which names they are sent. A firm that the person has
    just called the same counts as it, so that the first to talk with it shows at once.
    """
    words = {key: _storable(typed.get(key, "")) for key in (name, "credit_code", phone)}
    if not any(words.values()):
        return LeadMatches()
    asked = FirmQuery(words[name][:LONGEST_NAME], words["credit_code"], words[phone])
    same = [
        int(number)
        for field, value in typed.items()
        if value == Verdict.SAME
        and (number := field.removeprefix(VERDICT)).isdecimal()
        and len(number) <= LONGEST_NUMBER
    ]
    return match_lead(db.session(), asked, actor(), same, but)


def questioned(
    form: type[Questioned], met: LeadMatches, *, may_merge: bool = True
) -> type[Questioned]:
    """The form with a question for each firm that is undecided, and one for leads that cross."""
    questions: dict[str, Any] = {}
    for firm in met.asked:
        questions |= _about_firm(firm)
    if met.first:
        questions |= _about_crossing(met.first, may_merge)
    return type(form.__name__, (form,), questions)


def answers_in(form: BaseForm, met: LeadMatches) -> dict[int, Answer]:
    """What the person decided about each firm that was asked about."""
    told = {one.firm_id: form[f"{VERDICT}{one.firm_id}"].data for one in met.asked}
    return {
        firm_id: Answer(Verdict(verdict), form[f"{WHY}{firm_id}"].data or "")
        for firm_id, verdict in told.items()
        if verdict
    }


def choice_in(form: BaseForm, met: LeadMatches) -> Choice | None:
    """What the person decided about leads that cross, if they do."""
    if not met.first or not form["outcome"].data:
        return None
    return Choice(Outcome(form["outcome"].data), form["crossing_because"].data or "")


def _about_firm(firm: MatchedFirm) -> dict[str, Any]:
    checks = [Optional(), *text(200)]
    return {
        f"{VERDICT}{firm.firm_id}": RadioField(
            f"和“{firm.name}”是同一家吗", [Optional()], choices=offered(Verdict.choices())
        ),
        f"{WHY}{firm.firm_id}": StringField(
            f"和“{firm.name}”的认定依据", checks, description="认定为不同企业必须写"
        ),
    }


def _about_crossing(first: Talk, may_merge: bool) -> dict[str, Any]:
    open_to = outcomes_open_to(actor(), first, today())
    offers = [one for one in open_to if may_merge or one is not Outcome.MERGED]
    closed = "" if Outcome.SUPERSEDED in open_to else _who_may_supersede(first)
    checks = [Optional(), *text(500)]
    return {
        "outcome": RadioField(
            "怎么处理",
            [Optional()],
            description=closed,
            choices=offered((one.value, one.label) for one in offers),
        ),
        "crossing_because": TextAreaField("处理理由", checks, description="两边单位都看得到"),
        "offers": offers,
    }


def _who_may_supersede(first: Talk) -> str:
    return f"保护期内，只有{first.department}的人和部门负责人能选“{Outcome.SUPERSEDED.label}”。"


def _storable(text: str) -> str:
    """What was typed, without the signs that no database compares."""
    return "".join(
        sign for sign in text if sign != "\x00" and not "\ud800" <= sign <= "\udfff"
    ).strip()
