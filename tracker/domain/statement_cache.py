"""Statements written once for all questions of one shape; what differs is bound."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any, Self, TypeVarTuple

from sqlalchemy import Row
from sqlalchemy.orm import Session

Arguments = TypeVarTuple("Arguments")
Values = dict[str, Any]


class Shaped:
    """An argument of which a statement needs the shape alone: its values are bound."""

    __slots__ = ()

    @property
    def shape(self) -> Hashable:
        """All that makes one statement differ from another, values apart."""
        raise NotImplementedError

    @property
    def unbound(self) -> Self:
        """What the statement is written with; where values do no harm as defaults, this one."""
        return self

    def values(self) -> Values:
        """What is bound, by name."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement, what is bound into it this time, and what it compiles to."""

    statement: Any
    values: Values
    compiled: dict[Any, Any]

    def rows(self, session: Session, **more: Any) -> Sequence[Row[Any]]:
        """Its rows; asked on the connection, for columns need nothing of the ORM.

        The statement brings its own cache, so that both are let go together. What the
        session still holds back is written first, as it would do itself.
        """
        if session.autoflush:
            session.flush()
        own = {"compiled_cache": self.compiled}
        values = self.values | more
        return session.connection().execute(self.statement, values, execution_options=own).all()


KEPT: dict[str, Callable[..., KeptStatement]] = {}
"""Every function below `kept`, by module and name; what it was before is its `__wrapped__`."""


@dataclass(frozen=True, slots=True)
class _Question:
    """Arguments that are one question when their shapes are."""

    shape: tuple[Hashable, ...]
    arguments: tuple[Any, ...] = field(compare=False)


def kept(
    most: int,
) -> Callable[[Callable[[*Arguments], Any]], Callable[[*Arguments], KeptStatement]]:
    """Let a function that writes a statement keep those of so many shapes."""

    def keep(write: Callable[[*Arguments], Any]) -> Callable[[*Arguments], KeptStatement]:
        @lru_cache(maxsize=most)
        def written(question: _Question) -> tuple[Any, dict[Any, Any]]:
            return write(*map(_unbound, question.arguments)), {}

        @wraps(write)
        def ask(*arguments: *Arguments) -> KeptStatement:
            values: Values = {}
            for one in arguments:
                if isinstance(one, Shaped):
                    values |= one.values()
            statement, compiled = written(_Question(tuple(map(_shape, arguments)), arguments))
            return KeptStatement(statement, values, compiled)

        KEPT[f"{write.__module__}.{write.__qualname__}"] = ask
        return ask

    return keep


def _shape(one: Any) -> Hashable:
    return one.shape if isinstance(one, Shaped) else one


def _unbound(one: Any) -> Any:
    return one.unbound if isinstance(one, Shaped) else one
