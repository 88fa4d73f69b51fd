"""Whom to call at a firm, written down and struck out."""

from functools import partial

from flask import abort
from wtforms import StringField

from tracker.domain.firm import Firm
from tracker.domain.firm.contacts import FirmContact
from tracker.domain.permissions import Can
from tracker.pages.firms.blueprint import ADDRESS, firm_act, page_of
from tracker.web.access import firm_or_404
from tracker.web.act import Done
from tracker.web.fields import BaseForm, text
from tracker.web.identity import actor
from tracker.web.reason_forms import ReasonForm
from tracker.web.rendering import today

contact_act = partial(firm_act, home=partial(page_of, part="contacts"))


class ContactForm(BaseForm):
    """Whom to call."""

    name = StringField("姓名", text(40, "请写姓名。"))
    title = StringField("职务", text(40))
    phone = StringField("电话", text(40), description="手机或带区号的座机")
    note = StringField("备注", text(200), description="如 负责投资，上午好联系")


@contact_act(
    f"{ADDRESS}/contacts",
    Can.KEEP_FIRMS,
    form=ContactForm,
    heading="加联系人",
    button="记下",
    notice="电话只有跟这家企业打交道的部门和领导看得到全号。",
)
def add_contact(firm: Firm, form: ContactForm) -> Done:
    more = {name: form[name].data or "" for name in ("title", "phone", "note")}
    firm.add_contact(form.name.data, by=actor(), on=today(), **more)
    return Done(f"联系人“{form.name.data}”已记下。")


def contact_or_404(firm_id: int, contact_id: int) -> tuple[Firm, FirmContact]:
    firm = firm_or_404(firm_id)
    contact = next((one for one in firm.contacts if one.id == contact_id), None)
    return firm, contact or abort(404)


@contact_act(
    f"{ADDRESS}/contacts/<int:contact_id>/void",
    Can.KEEP_FIRMS,
    find=contact_or_404,
    form=ReasonForm,
    heading="作废联系人",
    button="作废",
    notice=lambda _, contact: f"作废联系人“{contact.name}”？",
)
def void_contact(firm: Firm, contact: FirmContact, form: ReasonForm) -> Done:
    firm.void_contact(contact, because=form.because.data, by=actor(), on=today())
    return Done(f"联系人“{contact.name}”已作废。")
