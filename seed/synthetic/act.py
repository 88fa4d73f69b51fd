"""Act: one thing that happens in an invented life, as plain values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from seed.synthetic.setting import Person


@dataclass(frozen=True, slots=True)
class Act:
    """A verb of the project with what it is told; done by the owner unless `by` says otherwise.

    Departments are told as Unit, people as Person, and a blocker by its place
    among the project's blockers.
    """

    on: date
    verb: str
    told: dict[str, Any] = field(default_factory=dict)
    by: Person | None = None
