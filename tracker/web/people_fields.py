"""Fields in which a department or a colleague is chosen."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from wtforms import SelectField

from tracker.domain.people.department import Department
from tracker.domain.people.user import User
from tracker.extensions import db
from tracker.web.fields import offered


def departments() -> list[tuple[str, str]]:
    """Those in use, by name."""
    found = db.session.execute(
        select(Department.id, Department.name).where(Department.in_use).order_by(Department.id)
    )
    return [(str(row.id), row.name) for row in found]


def people_choices(people: Iterable[User]) -> list[tuple[str, str]]:
    """Each of them with the department before the name."""
    return [
        (str(one.id), f"{one.department.short_name if one.department else ''} · {one.name}")
        for one in people
    ]


class DepartmentField(SelectField):
    """One of the departments in use; `none` is what choosing none of them is called."""

    def __init__(
        self, label: str, validators: Any = None, none: str = "请选择", **options: Any
    ) -> None:
        choices = offered([("", none), *departments()])
        super().__init__(label, validators, choices=choices, **options)

    @property
    def department(self) -> Any:
        """The chosen one, None where none is."""
        return db.session.get_one(Department, int(self.data)) if self.data else None
