"""What a firm is looked up by among 50,000, kept in the writer's transaction.

Each key is exact, so a look-up reads a few rows of an index, and the few firms that
share one are judged. Two names that may be one firm's share at least one key.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    Index,
    String,
    delete,
    insert,
    inspect,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from tracker.domain.base import Base, word_column
from tracker.domain.firm import Firm, FirmAlias
from tracker.domain.firm.contacts import FirmContact
from tracker.matching.name_parts import Parts, names_in, parts_of
from tracker.matching.phone_numbers import phones_of
from tracker.matching.short_names import short_names_of
from tracker.matching.sounds import heard_as
from tracker.word import Word

LONGEST, AT_ONCE = 60, 500
SLIPS_WITHIN, LEAST = 8, 3
"""A slip is looked for among the first eight signs; what stays must still tell firms apart."""


class KeyKind(Word):
    """What kind of key it is."""

    SOUND = "sound", "字号的读音"
    SLIP = "slip", "字号与行业词，缺一字"
    SHORT = "short", "可能的简称"
    PHONE = "phone", "联系电话"


Key = tuple[KeyKind, str]


class FirmKey(Base):
    """One key of one firm."""

    __tablename__ = "firm_key"
    __table_args__ = (Index("ix_firm_key_firm_id", "firm_id"), {"sqlite_with_rowid": False})

    kind: Mapped[KeyKind] = mapped_column(word_column(KeyKind), primary_key=True)
    key: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)
    firm_id: Mapped[int] = mapped_column(ForeignKey("firm.id"), primary_key=True)


def keys_of(names: Iterable[str], phones: Iterable[str] = ()) -> set[Key]:
    """The keys of a firm with these names and numbers."""
    found = {(KeyKind.PHONE, number) for text in phones for number in phones_of(text)}
    for written in names:
        for name in names_in(written):
            found |= _of_name(parts_of(name))
    return {(kind, key[:LONGEST]) for kind, key in found if key}


def slips_of(body: str) -> set[str]:
    """The text, and the text without each of its first signs: one slip apart, one in common."""
    if len(body) <= LEAST:
        return {body}
    return {body} | {body[:at] + body[at + 1 :] for at in range(min(len(body), SLIPS_WITHIN))}


def rekey(session: Session, firm_ids: Collection[int]) -> None:
    """Make the keys of these firms what their names and numbers ask for."""
    ids = sorted(set(firm_ids))
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        wanted, standing = _wanted(session, part), _standing(session, part)
        gone = [(firm_id, key) for firm_id in part for key in standing[firm_id] - wanted[firm_id]]
        come = [(firm_id, key) for firm_id in part for key in wanted[firm_id] - standing[firm_id]]
        _remove(session.connection(), gone)
        insert_keys(session.connection(), come)


def insert_keys(connection: Connection, keys: Iterable[tuple[int, Key]]) -> None:
    """Write new keys: (firm's id, key)."""
    rows = [{"firm_id": number, "kind": kind, "key": key} for number, (kind, key) in keys]
    if rows:
        connection.execute(insert(FirmKey), rows)


def key_differences(session: Session) -> Iterator[str]:
    """Every firm whose keys are not those of its names."""
    last = 0
    while True:
        asked = select(Firm.id).where(Firm.id > last).order_by(Firm.id).limit(AT_ONCE)
        ids = list(session.scalars(asked))
        wanted, standing = _wanted(session, ids), _standing(session, ids)
        for firm_id in ids:
            if wanted[firm_id] != standing[firm_id]:
                yield f"firm {firm_id}: its search keys are not those of its names"
        if len(ids) < AT_ONCE:
            return
        last = ids[-1]


def _of_name(parts: Parts) -> set[Key]:
    found = {(KeyKind.SLIP, one) for one in slips_of(parts.body)}
    found |= {(KeyKind.SHORT, one) for one in short_names_of(parts)}
    return found | {(KeyKind.SOUND, heard_as(parts.brand))}


def _wanted(session: Session, ids: Collection[int]) -> dict[int, set[Key]]:
    """Keys by firm; a firm that was merged has none, and the one it went into has its names too."""
    names, phones = defaultdict[int, list[str]](list), defaultdict[int, list[str]](list)
    asked = select(Firm.id, Firm.merged_into_id, Firm.name)
    rows = session.execute(asked.where(or_(Firm.id.in_(ids), Firm.merged_into_id.in_(ids)))).all()
    stands_for = {row.id: row.merged_into_id or row.id for row in rows}
    for row in rows:
        names[stands_for[row.id]].append(row.name)
    also = select(FirmAlias.firm_id, FirmAlias.name).where(FirmAlias.firm_id.in_(stands_for))
    called = select(FirmContact.firm_id, FirmContact.phone).where(
        FirmContact.firm_id.in_(stands_for), FirmContact.voided_at.is_(None)
    )
    for statement, into in ((also, names), (called, phones)):
        for firm_id, text in session.execute(statement):
            into[stands_for[firm_id]].append(text)
    return {firm_id: keys_of(names[firm_id], phones[firm_id]) for firm_id in ids}


def _standing(session: Session, ids: Collection[int]) -> dict[int, set[Key]]:
    found = defaultdict[int, set[Key]](set)
    asked = select(FirmKey.firm_id, FirmKey.kind, FirmKey.key).where(FirmKey.firm_id.in_(ids))
    for firm_id, kind, key in session.execute(asked):
        found[firm_id].add((kind, key))
    return found


def _remove(connection: Connection, keys: Iterable[tuple[int, Key]]) -> None:
    for number, (kind, key) in keys:
        connection.execute(
            delete(FirmKey).where(
                FirmKey.firm_id == number, FirmKey.kind == kind, FirmKey.key == key
            )
        )


OF_A_FIRM = (FirmAlias, FirmContact)


def keep_keys(session: Session, *_: object) -> None:
    """Give every firm that comes, or whose names or numbers change, the keys it should have.

    After the flush, when a new firm has its number.
    """
    standing = (*session.new, *session.dirty)
    touched = {firm_id for row in standing for firm_id in _firms_touched(row)}
    touched |= {row.firm_id for row in session.deleted if isinstance(row, OF_A_FIRM)}
    if touched:
        with session.no_autoflush:
            rekey(session, touched)


def _firms_touched(row: Any) -> Iterator[int]:
    match row:
        case Firm():
            if _changed(row, "name", "merged_into_id"):
                yield row.id
                yield from filter(None, _values(row, "merged_into_id"))
        case FirmAlias() | FirmContact():
            # An alias that is taken off its firm's list is deleted without being told so here.
            if _changed(row, "firm", "firm_id", "name", "phone", "voided_at"):
                yield from filter(None, _values(row, "firm_id"))
        case _:
            return


def _changed(row: Any, *names: str) -> bool:
    state = inspect(row)
    known = [name for name in names if name in state.attrs]
    return any(state.attrs[name].history.has_changes() for name in known)


def _values(row: Any, name: str) -> set[int]:
    """What a column holds and what it held before."""
    return set(inspect(row).attrs[name].history.sum())
