"""Taking an import back: it stays to be read, with the reason, and counts no more."""

from wtforms import TextAreaField

from tracker.domain.permissions import Can
from tracker.domain.ranking import Ranking
from tracker.domain.ranking_matching.list_withdrawal import take_back
from tracker.extensions import db
from tracker.pages.rankings.blueprint import ADDRESS, blueprint, page_of, ranking_or_404
from tracker.web.act import Done, act
from tracker.web.forms.fields import BaseForm, text
from tracker.web.identity import actor
from tracker.web.rendering import today


class TakeBackForm(BaseForm):
    """Why a list is taken back."""

    because = TextAreaField("撤销原因", text(500, "请写明为什么撤销。"))


@act(
    blueprint,
    f"{ADDRESS}/void",
    Can.KEEP_RANKINGS,
    find=ranking_or_404,
    names=("ranking",),
    form=TakeBackForm,
    template="rankings/void.html",
)
def void(ranking: Ranking, form: TakeBackForm) -> Done:
    restored = take_back(
        db.session(), ranking, by=actor(), on=today(), because=form.because.data or ""
    )
    back = "，更正前的那一份恢复了" if restored else ""
    return Done(f"已撤销《{ranking.full_name}》{back}。", page_of(restored or ranking))
