"""Whoever asks, as a statement names them: a role, and numbers that are SQL."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Self

from sqlalchemy import ColumnElement, Integer, bindparam, literal

from tracker.domain.statement_cache import Shaped, Values
from tracker.domain.words import Role

ME: ColumnElement[int] = bindparam("me", type_=Integer)
MINE: ColumnElement[int] = bindparam("mine", type_=Integer)


@dataclass(frozen=True, slots=True, eq=False)
class Asker(Shaped):
    """For whom a statement is written: an Actor, whose numbers columns are compared with.

    A kept statement is written for anybody of a role; who asks is bound as :me and :mine.
    """

    role: Role | None
    id: ColumnElement[int]
    department_id: ColumnElement[int] | None
    bound: Values = field(default_factory=dict)

    @classmethod
    def of(cls, role: Role | None, me: int, mine: int | None) -> Self:
        """A certain person; `mine` is the number of their department."""
        department_id = None if mine is None else literal(mine, Integer)
        return cls(role, literal(me, Integer), department_id, {"me": me, "mine": mine})

    @property
    def shape(self) -> Hashable:
        return self.role, self.department_id is None

    @property
    def unbound(self) -> "Asker":
        """Nobody in particular: a number that is not bound raises, and is nobody else's."""
        return Asker(self.role, ME, None if self.department_id is None else MINE)

    def values(self) -> Values:
        return self.bound
