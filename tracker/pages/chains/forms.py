"""What keeping chains, links and their facts asks for."""

from typing import Any

from sqlalchemy import select
from wtforms import HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from tracker.domain.chain.link_facts import CapacityKind
from tracker.domain.chain.quantities import unit_choices
from tracker.domain.firm import Firm, firms_called
from tracker.domain.same_firm.candidates import Asked, candidates
from tracker.domain.words import Segment
from tracker.extensions import db
from tracker.matching.normal_name import normal_name
from tracker.queries.visible_firms import visible_firms
from tracker.refusal import refuse
from tracker.web.fields import TOO_LONG, BaseForm, DayField, not_ahead, offered, storable
from tracker.web.identity import asker
from tracker.web.rendering import today

NEAR_NAMES = 3
A_PLACE = "请写 0 到 9999 之间的整数。"
A_YEAR = "请写四位数的年份，如 2025。"


def text(most: int) -> list[Any]:
    return [Length(max=most, message=TOO_LONG), storable]


def this_year() -> int:
    return today().year


class VersionedForm(BaseForm):
    """Carries the version of the chain that the form was opened on."""

    version = HiddenField()


class MakeForm(BaseForm):
    """A new chain."""

    name = StringField("名称", [DataRequired("请写产业链的名称。"), *text(60)])
    slug = StringField(
        "网址里的名字", text(40), description="小写字母、数字、连字符；空着用拼音。定了不再改"
    )
    source = StringField("来源", text(200), description="哪份文件、哪次会议定的")


class CopyForm(BaseForm):
    """Another chain with the same links."""

    name = StringField("新链的名称", [DataRequired("请写新链的名称。"), *text(60)])
    slug = StringField(
        "网址里的名字", text(40), description="小写字母、数字、连字符；空着用拼音。定了不再改"
    )


class ChainForm(VersionedForm):
    """What a chain is called, where it stands in lists, and who leads it."""

    name = StringField("名称", [DataRequired("请写产业链的名称。"), *text(60)])
    leader = StringField("链主", text(120), description="企业全称或别名；空着就是没有")
    position = IntegerField(
        "次序",
        [InputRequired(A_PLACE), NumberRange(0, 9999, A_PLACE)],
        description="列表里数小的在前",
    )
    source = StringField("来源", text(200))


class NewLinkForm(BaseForm):
    """A link: what is made there, and where that is known from."""

    name = StringField("环节名称", [DataRequired("请写环节的名称。"), *text(60)])
    segment = RadioField(
        "上中下游", [InputRequired("请选上游、中游还是下游。")], choices=offered(Segment.choices())
    )
    products = StringField("产品", text(200), description="用顿号隔开，如 油管、套管")
    words = StringField("行业词", text(200), description="用空格隔开；按这些词去找目标企业")
    source = StringField("来源", text(200))


class LinkForm(NewLinkForm, VersionedForm):
    """A link as it is, with its place in the column."""

    position = IntegerField(
        "次序",
        [InputRequired(A_PLACE), NumberRange(0, 9999, A_PLACE)],
        description="同一列里数小的在上",
    )


class ReasonForm(BaseForm):
    """Why something goes out of use, or is taken back."""

    because = TextAreaField("原因", [DataRequired("请写明原因，以后的人看得到。"), *text(500)])


class SureForm(BaseForm):
    """Nothing but the button."""


class FeedForm(BaseForm):
    """To which link."""

    to = SelectField("供给哪个环节", [DataRequired("请选一个环节。")])


class StandingForm(BaseForm):
    """Which firm, what it does there, since when, and who says so."""

    firm = StringField(
        "企业", [DataRequired("请写企业。"), *text(120)], description="全称、简称或别名"
    )
    does = StringField("做什么", text(100), description="如 调质热处理")
    since = DayField("何时起知道", [InputRequired("请选日子。"), not_ahead], default=today)
    source = StringField(
        "依据", [DataRequired("请写依据：谁说的、哪份文件、哪个网页。"), *text(200)]
    )


class CapacityForm(BaseForm):
    """How much a year, of what, in which year, and who says so."""

    kind = RadioField(
        "记什么", choices=offered(CapacityKind.choices()), default=CapacityKind.CAPACITY.value
    )
    quantity = StringField("一年多少", [DataRequired("请写数量。"), *text(30)])
    unit = SelectField("单位", choices=offered(unit_choices()), default="万吨")
    product = StringField(
        "产品", text(60), description="同一产品各家相加；不同产品不相加，取最大的一种"
    )
    firm = StringField("哪家企业", text(120), description="全称、简称或别名；说的是整个环节就空着")
    year = IntegerField("哪一年的数", [InputRequired(A_YEAR)], default=this_year)
    source = StringField(
        "来源", [DataRequired("请写来源：哪份文件、哪个网页、谁说的。"), *text(200)]
    )


def firm_called(name: str | None, field: str = "firm") -> Firm | None:
    """The firm of that name or alias that this person knows; None for an empty name.

    Raises Refused at the field for one that is not known, with the nearest names.
    """
    if not name:
        return None
    seen = visible_firms(asker())
    found = db.session.scalars(firms_called(name).where(seen)).all()
    found = [one for one in found if one.normal_name == normal_name(name)] or found
    if len(found) > 1:
        refuse(field, f"有 {len(found)} 家企业都叫“{name}”，请写营业执照上的全称。")
    if not found:
        near = [one.firm_id for one in candidates(db.session(), Asked(name=name), NEAR_NAMES)]
        names = db.session.scalars(select(Firm.name).where(Firm.id.in_(near), seen)).all()
        asked = f"是不是{'、'.join(f'“{one}”' for one in names)}？" if names else ""
        refuse(field, f"库里没有叫“{name}”的企业。{asked or '请先到“企业”里新建。'}")
    return found[0]
