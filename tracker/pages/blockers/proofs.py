"""Which kinds of blockers need proof before they are closed: set by the admin, from a day on."""

from flask import url_for
from wtforms import SelectMultipleField
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from tracker.domain.blocker.proofs import kinds_with_proof, set_kinds_with_proof
from tracker.domain.permissions import Can
from tracker.domain.words import BlockerKind
from tracker.extensions import db
from tracker.pages.blockers.blueprint import blueprint
from tracker.web.act import Done, act
from tracker.web.fields import BaseForm, DayField, near, offered
from tracker.web.identity import actor
from tracker.web.rendering import today

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

    def fit(self) -> None:
        if not self.is_submitted():
            self.kinds.data = [kind.value for kind in kinds_with_proof(db.session(), today())]


@act(
    blueprint,
    ADDRESS,
    Can.SET_CLOCKS,
    opened_as="proofs",
    form=ProofsForm,
    template="blockers/proofs.html",
    home=lambda: url_for("settings.show"),
)
def set_proofs(form: ProofsForm) -> Done:
    set_kinds_with_proof(
        db.session(),
        [BlockerKind(one) for one in form.kinds.data or ()],
        holds_from=form.holds_from.data,
        by=actor(),
        on=today(),
    )
    return Done("销号佐证的规定已改。")
