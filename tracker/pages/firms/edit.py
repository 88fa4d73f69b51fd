"""Correcting what is known of a firm, alone and with somebody else at the same time."""

from typing import Any

from wtforms import HiddenField, StringField

from tracker.domain.event import EventKind
from tracker.domain.firm import Firm
from tracker.domain.firm.particulars import REVISABLE
from tracker.domain.permissions import Can
from tracker.pages.firms.blueprint import ADDRESS, firm_act
from tracker.pages.firms.new_firm import FirmForm
from tracker.queries.visible_firms import visible_firms
from tracker.web.act import Done
from tracker.web.edit_conflicts import Edit
from tracker.web.forms.fields import text
from tracker.web.identity import actor, asker
from tracker.web.rendering import today


class EditForm(FirmForm):
    """A firm's columns, its name, and the version that it was read at."""

    version = HiddenField()
    name = StringField(
        "企业名称",
        text(120, "请写企业名称，以营业执照为准。"),
        description="改名后，旧名自动留作曾用名",
    )

    @classmethod
    def known(cls, firm: Firm) -> dict[str, Any]:
        """The firm as the form shows it."""
        return {name: getattr(firm, name) or "" for name in REVISABLE} | {"version": firm.version}

    def columns(self) -> dict[str, Any]:
        return super().columns() | {"name": self.name.data or ""}


@firm_act(
    f"{ADDRESS}/edit",
    Can.KEEP_FIRMS,
    opened_as="edit",
    form=EditForm,
    template="firms/edit.html",
)
def revise(firm: Firm, form: EditForm) -> Done:
    typed = Edit.of(firm, form.columns(), REVISABLE, EventKind.FIRM_REVISED)
    changes = typed.settled(form, form.known(firm))
    seen = visible_firms(asker())
    is_changed = firm.revise(changes, by=actor(), on=today(), seen=seen)
    return Done("已保存。" if is_changed else "没有改动。")
