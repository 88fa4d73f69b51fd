"""Which link feeds which: joined and parted."""

from wtforms import SelectField
from wtforms.validators import DataRequired

from tracker.domain.chain import ChainLink
from tracker.domain.permissions import Can
from tracker.pages.chains.blueprint import LINK, link_act, link_or_404
from tracker.web.act import Done
from tracker.web.fields import BaseForm, offered
from tracker.web.identity import actor
from tracker.web.rendering import today


class FeedForm(BaseForm):
    """To which link."""

    to = SelectField("供给哪个环节", [DataRequired("请选一个环节。")])

    def fit(self, link: ChainLink) -> None:
        others = [one for one in link.chain.links if one not in (link, *link.feeds)]
        self.to.choices = offered(
            [("", "请选择"), *((str(one.id), one.full_name) for one in others)]
        )


@link_act(
    f"{LINK}/feeds",
    Can.KEEP_CHAINS,
    form=FeedForm,
    heading=lambda link: f"{link.name}供给谁",
    button="接上",
)
def feed(link: ChainLink, form: FeedForm) -> Done:
    other = link_or_404(link.chain.slug, int(form.to.data))
    link.feed(other, by=actor(), on=today())
    return Done(f"“{link.name}”供给“{other.name}”，已接上。")


def both_or_404(slug: str, link_id: int, fed_id: int) -> tuple[ChainLink, ChainLink]:
    return link_or_404(slug, link_id), link_or_404(slug, fed_id)


@link_act(
    f"{LINK}/feeds/<int:fed_id>/stop",
    Can.KEEP_CHAINS,
    find=both_or_404,
    form=BaseForm,
    heading="断开供给",
    button="断开",
    notice=lambda link, other: (
        f"断开“{link.name}”对“{other.name}”的供给？图上的线会去掉，缺口会重算。"
    ),
)
def stop_feeding(link: ChainLink, other: ChainLink, _: BaseForm) -> Done:
    link.stop_feeding(other, by=actor(), on=today())
    return Done(f"“{link.name}”不再供给“{other.name}”。")
