"""Found: the firms that a typed name, code or telephone may mean, the likeliest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.firm.core import names_in, parts_of, plain_of
from tracker.domain.firm.evidence import Evidence, Sign
from tracker.domain.firm.face import Face, valid_code
from tracker.domain.firm.keyed import FirmKey, Key, KeyKind, keys_of
from tracker.domain.firm.likeness import Judgement, Likeness, in_order, judge
from tracker.domain.firm.phoned import ProjectPhone
from tracker.domain.firm.phones import phones_of
from tracker.domain.firm.settled import FirmSettlement, Verdict
from tracker.domain.firm.sounds import sounds_of
from tracker.domain.project import Project

AT_ONCE, MOST_PER_KEY = 1000, 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the firm that is looked for. `firm_id`: it has an entry, find others."""

    name: str = ""
    credit_code: str = ""
    phone: str = ""
    province: str = ""
    firm_id: int | None = None


class Candidate(NamedTuple):
    """A firm that it may be, and why."""

    firm_id: int
    name: str
    likeness: Likeness
    evidence: tuple[Evidence, ...]


def candidates(session: Session, asked: Asked, limit: int = 5) -> list[Candidate]:
    """The firms that are, or may be, the one asked for; those settled as different are left out.

    Says nothing of who may know these firms: the caller shows only what its reader may see.
    """
    return match_many(session, [asked], limit)[0]


def match_many(session: Session, asked: Sequence[Asked], limit: int = 5) -> list[list[Candidate]]:
    """The candidates of each row, in the rows' order; a few statements, however many rows."""
    return _Search(session, asked).answers(limit)


class _Search:
    """One look-up for many rows: keys, then the firms behind them, then the judging."""

    def __init__(self, session: Session, asked: Sequence[Asked]) -> None:
        self.session = session
        self.asked = asked
        self.hits: list[set[int]] = [set() for _ in asked]
        self.phoned: list[set[int]] = [set() for _ in asked]
        self.faces: dict[int, Face] = {}

    def answers(self, limit: int) -> list[list[Candidate]]:
        self._look_up_keys()
        self._look_up_codes()
        self._look_up_phones()
        self._load_faces()
        verdicts = self._verdicts()
        return [self._judged(at, row, verdicts)[:limit] for at, row in enumerate(self.asked)]

    def _look_up_keys(self) -> None:
        wanted: dict[Key, list[int]] = defaultdict(list)
        for at, row in enumerate(self.asked):
            for key in _asked_keys(row.name):
                wanted[key].append(at)
        for kind in KeyKind:
            texts = [text for of, text in wanted if of is kind]
            for part in _parts(texts):
                asked = select(FirmKey.key, FirmKey.firm_id).where(
                    FirmKey.kind == kind, FirmKey.key.in_(part)
                )
                counted: dict[str, int] = defaultdict(int)
                for text, firm_id in self.session.execute(asked.order_by(FirmKey.firm_id)):
                    counted[text] += 1
                    if counted[text] <= MOST_PER_KEY:
                        for at in wanted[kind, text]:
                            self.hits[at].add(firm_id)

    def _look_up_codes(self) -> None:
        by_code: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(self.asked):
            if code := valid_code(row.credit_code):
                by_code[code].append(at)
        stands_for = func.coalesce(Firm.merged_into_id, Firm.id)
        for part in _parts(list(by_code)):
            asked = select(Firm.credit_code, stands_for).where(Firm.credit_code.in_(part))
            for code, firm_id in self.session.execute(asked):
                for at in by_code[code or ""]:
                    self.hits[at].add(firm_id)

    def _look_up_phones(self) -> None:
        by_number: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(self.asked):
            for number in phones_of(row.phone):
                by_number[number].append(at)
        for part in _parts(list(by_number)):
            stands_for = func.coalesce(Firm.merged_into_id, Firm.id)
            projects = (
                select(ProjectPhone.digits, stands_for)
                .join(Project, Project.id == ProjectPhone.project_id)
                .join(Firm, Firm.id == Project.firm_id)
                .where(ProjectPhone.digits.in_(part))
            )
            contacts = select(FirmKey.key, FirmKey.firm_id).where(
                FirmKey.kind == KeyKind.PHONE, FirmKey.key.in_(part)
            )
            for statement in (projects, contacts):
                for number, firm_id in self.session.execute(statement):
                    for at in by_number[number]:
                        self.phoned[at].add(firm_id)
                        self.hits[at].add(firm_id)

    def _load_faces(self) -> None:
        ids = sorted(set().union(*self.hits)) if self.hits else []
        for part in _parts(ids):
            names: dict[int, list[str]] = defaultdict(list)
            firms = select(Firm.id, Firm.name, Firm.credit_code, Firm.province)
            own = {row.id: row for row in self.session.execute(firms.where(Firm.id.in_(part)))}
            for firm_id, row in own.items():
                names[firm_id].append(row.name)
            stands_for = func.coalesce(Firm.merged_into_id, Firm.id)
            also = select(stands_for, FirmAlias.name).join(Firm).where(stands_for.in_(part))
            gone = select(Firm.merged_into_id, Firm.name).where(Firm.merged_into_id.in_(part))
            for statement in (also, gone):
                for firm_id, name in self.session.execute(statement):
                    names[firm_id].append(name)
            for firm_id, row in own.items():
                self.faces[firm_id] = Face.of(
                    *names[firm_id], credit_code=row.credit_code or "", province=row.province
                )

    def _verdicts(self) -> dict[tuple[int, int | str], Verdict]:
        """What was settled about the firms found: by (firm, typed name) and by both firms."""
        typed = sorted({plain_of(row.name) for row in self.asked if row.name})
        known = sorted({row.firm_id for row in self.asked if row.firm_id})
        stands = FirmSettlement.voided_at.is_(None)
        found: dict[tuple[int, int | str], Verdict] = {}
        for part in _parts(typed):
            by_name = select(
                FirmSettlement.firm_id, FirmSettlement.typed, FirmSettlement.verdict
            ).where(stands, FirmSettlement.typed.in_(part))
            found |= {(one, name): verdict for one, name, verdict in self.session.execute(by_name)}
        for ids in _parts(known):
            pair = select(
                FirmSettlement.firm_id, FirmSettlement.other_id, FirmSettlement.verdict
            ).where(stands, FirmSettlement.firm_id.in_(ids) | FirmSettlement.other_id.in_(ids))
            for one, other, verdict in self.session.execute(pair):
                if other is not None:
                    found[one, other] = found[other, one] = verdict
        return found

    def _judged(
        self, at: int, row: Asked, verdicts: dict[tuple[int, int | str], Verdict]
    ) -> list[Candidate]:
        phones, typed = phones_of(row.phone), plain_of(row.name)
        face = Face.of(row.name, credit_code=row.credit_code, phones=phones, province=row.province)
        judged: list[tuple[int, Judgement]] = []
        for firm_id in self.hits[at] - {row.firm_id}:
            other = self.faces[firm_id]
            if firm_id in self.phoned[at]:
                other = Face(other.names, other.credit_code, phones, other.province)
            verdict = verdicts.get((firm_id, typed)) or verdicts.get((firm_id, row.firm_id or 0))
            found = judge(face, other)
            if verdict is Verdict.DIFFERENT and not _has(found, Sign.SAME_CODE):
                continue
            if found.likeness is not Likeness.DIFFERENT:
                judged.append((firm_id, found))
        judged.sort(key=lambda one: (*in_order(one[1]), one[0]))
        return [
            Candidate(firm_id, self.faces[firm_id].names[0], found.likeness, found.evidence)
            for firm_id, found in _only_one_certain(judged)
        ]


def _asked_keys(name: str) -> set[Key]:
    """The keys of a typed name: those that a firm of this name has, and all that it may sound."""
    found = keys_of([name])
    for written in names_in(name):
        brand = parts_of(written).brand
        found |= {(KeyKind.SOUND, sound) for sound in sounds_of(brand) if len(brand) >= 2}
        found.add((KeyKind.SHORT, plain_of(written)))
    return found


def _only_one_certain(judged: list[tuple[int, Judgement]]) -> list[tuple[int, Judgement]]:
    """Two firms cannot both be it: the better evidence stays certain, equals become doubtful."""
    certain = [one for one in judged if one[1].likeness is Likeness.CERTAIN]
    for sign in (Sign.SAME_CODE, Sign.SAME_NAME):
        if best := [one for one in certain if _has(one[1], sign)]:
            certain = best
            break
    surely = {certain[0][0]} if len(certain) == 1 else set()
    return [
        (firm_id, found if firm_id in surely or found.likeness is not Likeness.CERTAIN
         else found._replace(likeness=Likeness.DOUBTFUL))
        for firm_id, found in judged
    ]  # fmt: skip


def _has(found: Judgement, sign: Sign) -> bool:
    return any(said.sign is sign for said in found.evidence)


def _parts(values: Sequence[str] | Sequence[int]) -> Iterable[Sequence[str] | Sequence[int]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))
