"""What a firm is and where it is at home, entered and corrected."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, Text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from stdnum.cn import uscc

from tracker.domain.event import EventKind
from tracker.domain.firm.aliases import Called
from tracker.domain.people.user import Actor
from tracker.matching.normal_name import normal_name
from tracker.matching.provinces import province_of
from tracker.refusal import refuse

REVISABLE = ("name", "credit_code", "province", "city", "industry", "website", "remark")
"""Columns that the edit page changes; everything else has a verb of its own."""

FORMER_NAME = "曾用名"
WRONG_CODE = "统一社会信用代码不对：应为 18 位，请对照营业执照逐位核对。"
WRONG_ADDRESS = "网址请以 http:// 或 https:// 开头，如 https://www.example.com。"


class Revised(Called):
    """Columns and verbs of what is known of a firm.

    Verbs that may meet another firm take `seen`, the condition that a firm meets
    which the person may know of: a refusal names no other.
    """

    __abstract__ = True

    credit_code: Mapped[str | None] = mapped_column(String(18), unique=True)
    source: Mapped[str] = mapped_column(String(200), default="")
    province: Mapped[str] = mapped_column(String(40), default="")
    city: Mapped[str] = mapped_column(String(40), default="")
    industry: Mapped[str] = mapped_column(String(100), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    remark: Mapped[str] = mapped_column(Text, default="")

    def fill_in(self, columns: Mapping[str, Any], seen: ColumnElement[bool]) -> None:
        """Put columns in place, judged as `revise` does, and say nothing of it."""
        self._put(self._judged(columns, seen))

    def revise(
        self, changes: Mapping[str, Any], *, by: Actor, on: date, seen: ColumnElement[bool]
    ) -> bool:
        """Change the columns named in REVISABLE; says whether anything changed at all.

        The name that it had becomes an alias. Raises Refused for a code that is none,
        and for a name or a code that is another firm's.
        """
        self.judge_standing()
        judged = self._judged(changes, seen)
        differing = {key: new for key, new in judged.items() if getattr(self, key) != new}
        if not differing:
            return False
        before = {key: getattr(self, key) for key in differing}
        self._put(differing)
        if normal_name(former := before.get("name", self.name)) != self.normal_name:
            self.also_called(former, FORMER_NAME)
        self.note(EventKind.FIRM_REVISED, by=by, on=on, before=before, after=differing)
        return True

    def _judged(self, columns: Mapping[str, Any], seen: ColumnElement[bool]) -> dict[str, Any]:
        """The columns in their one spelling; another firm's name or code is refused."""
        unknown = set(columns) - set(REVISABLE)
        assert not unknown, f"not revisable: {unknown}"
        judged = {key: (value or "").strip() for key, value in columns.items()}
        if "name" in judged:
            self._judge_name(judged["name"], seen)
        if "credit_code" in judged:
            judged["credit_code"] = self._judged_code(judged["credit_code"], seen)
        if "province" in judged:
            judged["province"] = province_of(judged["province"])
        if judged.get("website") and not judged["website"].startswith(("http://", "https://")):
            refuse("website", WRONG_ADDRESS)
        return judged

    def _judge_name(self, name: str, seen: ColumnElement[bool]) -> None:
        if not normal_name(name):
            refuse("name", "请写企业名称，以营业执照为准。")
        other = type(self).normal_name == normal_name(name)
        if (said := self._another(other, seen)) is not None:
            refuse("name", f"名称“{name}”是{said}的；如是同一家，请合并，不要改成同名。")

    def _judged_code(self, typed: str, seen: ColumnElement[bool]) -> str | None:
        if not typed:
            return None
        code = normal_name(typed).upper()
        if not uscc.is_valid(code):
            refuse("credit_code", WRONG_CODE)
        if (said := self._another(type(self).credit_code == code, seen)) is not None:
            refuse("credit_code", f"这个代码是{said}的；如是同一家，请合并，不要重复登记。")
        return code

    def _put(self, columns: Mapping[str, Any]) -> None:
        """Write the columns; whoever else took the name or code in this very moment wins."""
        try:
            with self.session.begin_nested():
                for key, value in columns.items():
                    setattr(self, key, value)
                if "name" in columns:
                    self.take_name(columns["name"])
                    own = [one for one in self.aliases if one.normal_name == self.normal_name]
                    for alias in own:
                        self.aliases.remove(alias)
        except IntegrityError:
            refuse("name", "刚刚有人登记了同名或同代码的企业，请先查一查再保存。")
