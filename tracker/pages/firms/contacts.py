"""Whom to call at a firm, written down and struck out."""

from flask import abort
from flask.typing import ResponseReturnValue

from tracker.domain.permissions import Can
from tracker.pages.firms.acting import Act, answer
from tracker.pages.firms.blueprint import ADDRESS, blueprint
from tracker.pages.firms.forms import ContactForm, ReasonForm
from tracker.web.access import allow, firm_or_404
from tracker.web.identity import actor
from tracker.web.rendering import today


@blueprint.route(f"{ADDRESS}/contacts", methods=["GET", "POST"])
@allow(Can.KEEP_FIRMS)
def add_contact(firm_id: int) -> ResponseReturnValue:
    firm, form = firm_or_404(firm_id), ContactForm()

    def verb() -> str:
        more = {name: form[name].data or "" for name in ("title", "phone", "note")}
        firm.add_contact(form.name.data, by=actor(), on=today(), **more)
        return f"联系人“{form.name.data}”已记下。"

    told = ["电话只有跟这家企业打交道的部门和领导看得到全号。"]
    return answer(Act(firm, "加联系人", "记下", form, verb, told, part="contacts"))


@blueprint.route(f"{ADDRESS}/contacts/<int:contact_id>/void", methods=["GET", "POST"])
@allow(Can.KEEP_FIRMS)
def void_contact(firm_id: int, contact_id: int) -> ResponseReturnValue:
    firm, form = firm_or_404(firm_id), ReasonForm()
    contact = next((one for one in firm.contacts if one.id == contact_id), None) or abort(404)

    def verb() -> str:
        firm.void_contact(contact, because=form.because.data, by=actor(), on=today())
        return f"联系人“{contact.name}”已作废。"

    told = [f"作废联系人“{contact.name}”？"]
    return answer(Act(firm, "作废联系人", "作废", form, verb, told, part="contacts"))
