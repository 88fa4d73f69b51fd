"""Which firms share a key, a code or a telephone with what is asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from tracker.domain.firm import Firm
from tracker.domain.project import Project
from tracker.domain.same_firm.firm_keys import FirmKey, KeyKind
from tracker.domain.same_firm.firm_query import FirmQuery
from tracker.domain.search.contact_phones import ProjectPhone
from tracker.matching.firm_identity import valid_code
from tracker.matching.phone_numbers import phones_of

AT_ONCE, MOST_PER_KEY = 1000, 200
"""A key that more firms share tells nothing; a longer one of the same name will."""

One = TypeVar("One")


CODE, PROJECT_PHONE = "code", "project-phone"
BY_PHONE = (KeyKind.PHONE, PROJECT_PHONE)
Way = KeyKind | str


def _having(kind: KeyKind) -> Select[Any]:
    return select(FirmKey.key, FirmKey.firm_id).where(FirmKey.kind == kind)


_STANDS_FOR = func.coalesce(Firm.merged_into_id, Firm.id)
WAYS: dict[Way, Select[Any]] = {
    **{kind: _having(kind) for kind in KeyKind},
    CODE: select(Firm.credit_code, _STANDS_FOR),
    PROJECT_PHONE: select(ProjectPhone.digits, _STANDS_FOR)
    .join(Project, Project.id == ProjectPhone.project_id)
    .join(Firm, Firm.id == Project.firm_id),
}
"""Each way to a firm: a statement of texts, and of the firms that have them."""


@dataclass(slots=True)
class Hits:
    """The firms that share something with one row, and those whose telephone it has."""

    firm_ids: set[int] = field(default_factory=set)
    phoned: set[int] = field(default_factory=set)


def sought(session: Session, asked: Sequence[FirmQuery]) -> list[Hits]:
    """What each row hits, in the rows' order; every way is one statement a thousand texts."""
    hits = [Hits() for _ in asked]
    waiting = defaultdict[Way, dict[str, list[Hits]]](dict)
    for row, hit in zip(asked, hits, strict=True):
        for way, text in _texts(row):
            waiting[way].setdefault(text, []).append(hit)
    for way, texts in waiting.items():
        for hit, firm_id in _met(session, WAYS[way], texts):
            hit.firm_ids.add(firm_id)
            if way in BY_PHONE:
                hit.phoned.add(firm_id)
    return hits


def parts(values: Iterable[One]) -> Iterator[list[One]]:
    """The values in lists no longer than a statement takes."""
    told = list(values)
    return (told[start : start + AT_ONCE] for start in range(0, len(told), AT_ONCE))


def _texts(row: FirmQuery) -> Iterator[tuple[Way, str]]:
    """Every text that a row looks up, and where."""
    yield from row.keys
    if code := valid_code(row.credit_code):
        yield CODE, code
    for number in phones_of(row.phone):
        yield from ((way, number) for way in BY_PHONE)


def _met(
    session: Session, statement: Select[Any], wanted: dict[str, list[Hits]]
) -> Iterator[tuple[Hits, int]]:
    """Each row that waits for a text, with each firm that has it."""
    text = statement.selected_columns[0]
    for some in parts(wanted):
        met = defaultdict[str, set[int]](set)
        for said, firm_id in session.execute(statement.where(text.in_(some))):
            met[said].add(firm_id)
        for said, firm_ids in met.items():
            if len(firm_ids) <= MOST_PER_KEY:
                yield from ((hit, firm_id) for hit in wanted[said] for firm_id in firm_ids)
