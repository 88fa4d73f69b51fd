"""A statement is written once for all questions of one shape; the rest is bound."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

Values = dict[str, Any]


class Shaped:
    """A question, or whoever asks it, that shares statements with others of its shape."""

    __slots__ = ()

    @property
    def shape(self) -> Hashable:
        """All that a statement differs by, but for what is bound into it."""
        raise NotImplementedError

    @property
    def standing_in(self) -> Any:
        """What the statement is written with; this one may be as good as any."""
        return self

    def values(self) -> Values:
        """What is bound, by name."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept statement, what is bound into it this time, and what it compiles to."""

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


@dataclass(frozen=True, slots=True)
class _Question:
    """Arguments that are one question when their shapes are."""

    shape: tuple[Hashable, ...]
    asked: tuple[Any, ...] = field(compare=False)


def kept(most: int) -> Callable[[Callable[..., Any]], Callable[..., Kept]]:
    """Let a function that writes a statement keep those of so many shapes."""

    def keep(write: Callable[..., Any]) -> Callable[..., Kept]:
        @lru_cache(maxsize=most)
        def written(question: _Question) -> tuple[Any, dict[Any, Any]]:
            return write(*map(_standing_in, question.asked)), {}

        @wraps(write)
        def ask(*asked: Any) -> Kept:
            values: Values = {}
            for one in asked:
                if isinstance(one, Shaped):
                    values |= one.values()
            statement, compiled = written(_Question(tuple(map(_shape, asked)), asked))
            return Kept(statement, values, compiled)

        return ask

    return keep


def _shape(one: Any) -> Hashable:
    return one.shape if isinstance(one, Shaped) else one


def _standing_in(one: Any) -> Any:
    return one.standing_in if isinstance(one, Shaped) else one
