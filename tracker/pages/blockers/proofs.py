"""Which kinds of blockers need proof before they are closed: set by the admin, from a day on."""

from flask import Response, flash, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.domain.blocker.proofs import kinds_with_proof, set_kinds_with_proof
from tracker.domain.permissions import Can
from tracker.domain.words import BlockerKind
from tracker.extensions import db
from tracker.pages.blockers.blueprint import blueprint
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import BaseForm, DayField, near, offered
from tracker.web.identity import actor
from tracker.web.rendering import page, today

ADDRESS = "/settings/blocker-proofs"


class ProofsForm(BaseForm):
    """The kinds, ticked, and the day from which that holds."""

    kinds = SelectMultipleField(
        "哪些类别要佐证",
        choices=offered(BlockerKind.choices()),
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )
    holds_from = DayField("从哪天起", [InputRequired("请选日子。"), near], default=today)


@blueprint.get(ADDRESS)
@allow(Can.SET_CLOCKS)
def proofs() -> Response:
    form = ProofsForm()
    form.kinds.data = [kind.value for kind in kinds_with_proof(db.session(), today())]
    return page("blockers/proofs.html", form=form)


@blueprint.post(ADDRESS)
@allow(Can.SET_CLOCKS)
def set_proofs() -> ResponseReturnValue:
    form = ProofsForm()
    return attempt(form, lambda: _set(form)) or page("blockers/proofs.html", 422, form=form)


def _set(form: ProofsForm) -> str:
    set_kinds_with_proof(
        db.session(),
        [BlockerKind(one) for one in form.kinds.data or ()],
        holds_from=form.holds_from.data,
        by=actor(),
        on=today(),
    )
    flash("销号佐证的规定已改。", "success")
    return url_for("settings.show")
