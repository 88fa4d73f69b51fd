"""Draft: an invented project on its way to the database, with the project's verbs as rows.

What each verb writes is proven equal to what the domain's own verb writes by
tests/seed/test_synthetic.py; here it costs no session, so 100,000 are at hand.
"""

from datetime import date
from random import Random
from typing import Any

from seed.synthetic.backed_draft import BackedDraft
from seed.synthetic.setting import Person
from seed.synthetic.sheaf import Row
from seed.synthetic.spelling import Words
from tracker.domain.base import FAR_OFF
from tracker.domain.event import EventKind
from tracker.domain.project.stage_rules import Fact, known_after
from tracker.domain.project.transfer import Agreement
from tracker.domain.words import AmountKind, Contact, Stage


class Draft(BackedDraft):
    """The folded state of one project beside the rows that it was folded from."""

    def __init__(
        self,
        rng: Random,
        *,
        code: str,
        firm: str,
        owner: Person,
        on: date,
        name: Words,
        amount_yuan: int | None,
        amount_words: str,
        **columns: Any,
    ) -> None:
        super().__init__(rng)
        self.code, self.words, self.name = code, name, "".join(name)
        self.columns = columns
        self.referrer: str = columns["referrer"]
        self.industry = ""
        self.filed_on = on
        self.stage, self.stage_since = Stage.LEAD, on
        self.facts: Row = {}
        self.signed_on: date | None = None
        self.planned_start_on: date | None = None
        self.credit_share: int | None = None
        self.credit_ends_on: date | None = None
        self.last_followed_on: date | None = None
        self.next_step, self.next_on = "", FAR_OFF
        self.begin_act(on)
        self.filed_at = self.now
        self.stage_moves.append(
            self.witnessed(on, owner, from_stage=None, to_stage=Stage.LEAD, because="", facts={})
        )
        self._answer_with(owner, by=owner, on=on, because="登记")
        self._add_amount(amount_yuan, AmountKind.TOLD, on=on, by=owner, words=amount_words)
        self.note(
            EventKind.PROJECT_REGISTERED,
            by=owner,
            on=on,
            after={
                "code": code,
                "name": self.name,
                "firm": firm,
                "amount_yuan": amount_yuan,
                "amount_words": amount_words,
                "owner_id": owner.id,
                "source": columns["source"],
            },
        )

    def knows(self, fact: Fact) -> bool:
        return self.facts.get(fact.value) not in (None, "")

    def advance_to(self, to: Stage, *, on: date, by: Person, because: str, facts: Row) -> None:
        before = {"stage": self.stage, "stage_since": self.stage_since.isoformat()}
        move = {"from_stage": self.stage, "to_stage": to, "because": because, "facts": facts}
        self.stage_moves.append(self.witnessed(on, by, **move))
        self.stage, self.stage_since = to, on
        self.facts = known_after(self.facts, to, facts)
        agreement = Agreement.of(self.facts)
        self.credit_share = agreement.share if agreement else None
        self.credit_ends_on = agreement.ends_on if agreement else None
        self.industry = self.industry or facts.get(Fact.INDUSTRY.value, "")
        if to is Stage.SIGNED and self.signed_on is None:
            self.signed_on = on
        if planned := facts.get(Fact.PLANNED_START.value):
            self.planned_start_on = date.fromisoformat(planned)
        if Fact.CONTRACT_YUAN.value in facts:
            self._add_amount(facts[Fact.CONTRACT_YUAN.value], AmountKind.SIGNED, on=on, by=by)
        self.note(
            EventKind.STAGE_ADVANCED,
            by=by,
            on=on,
            because=because,
            before=before,
            after={"stage": to, "stage_since": on.isoformat(), **facts},
        )

    def log_follow_up(
        self,
        *,
        kind: Contact,
        on: date,
        by: Person,
        said: str,
        present: str,
        next_step: str,
        next_on: date | None,
    ) -> None:
        told = {"kind": kind, "present": present, "said": said, "next_step": next_step}
        row = self.witnessed(on, by, **told, next_on=next_on)
        self.follow_ups.append(row)
        self.last_followed_on = on
        self.next_step, self.next_on = next_step, next_on or FAR_OFF
        self.note(
            EventKind.FOLLOW_UP_LOGGED,
            by=by,
            on=on,
            subject=row,
            after=told | {"next_on": next_on.isoformat() if next_on else None},
        )

    def note_amount(
        self, *, yuan: int, kind: AmountKind, on: date, by: Person, source: str
    ) -> None:
        before = {"amount_yuan": self.amount_yuan, "amount_kind": self.amount_kind}
        self._add_amount(yuan, kind, on=on, by=by, source=source)
        self.note(
            EventKind.AMOUNT_NOTED,
            by=by,
            on=on,
            before=before,
            after={"amount_yuan": yuan, "amount_kind": kind, "words": "", "source": source},
        )

    def hand_over_to(self, *, owner: Person, by: Person, on: date, because: str) -> None:
        before = {"owner_id": self.owner.id, "owner_department_id": self.owner.department_id}
        self._answer_with(owner, by=by, on=on, because=because)
        self.note(
            EventKind.PROJECT_HANDED_OVER,
            by=by,
            on=on,
            because=because,
            before=before,
            after={
                "owner_id": owner.id,
                "owner_department_id": owner.department_id,
                "owner": owner.name,
            },
        )

    def _answer_with(self, owner: Person, *, by: Person, on: date, because: str) -> None:
        self.owner = owner
        place = {"owner_id": owner.id, "owner_department_id": owner.department_id}
        self.handovers.append(self.witnessed(on, by, **place, because=because))

    def _add_amount(
        self,
        yuan: int | None,
        kind: AmountKind,
        *,
        on: date,
        by: Person,
        words: str = "",
        source: str = "",
    ) -> None:
        """Sums are told in the order of their kinds here, so the newest is the one that counts."""
        told = {"kind": kind, "amount_yuan": yuan, "words": words, "source": source}
        self.amounts.append(self.witnessed(on, by, **told))
        self.amount_yuan, self.amount_kind, self.amount_words = yuan, kind, words
