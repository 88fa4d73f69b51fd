"""What entering a firm, its names, its kin and its people asks for."""

from typing import Any

from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from tracker.domain.firm import Firm
from tracker.domain.lead.lead_matches import Met
from tracker.domain.numbers import read_share
from tracker.matching.provinces import PROVINCES
from tracker.web.fields import (
    TOO_LONG,
    BaseForm,
    CreditCodeField,
    DayField,
    not_ahead,
    offered,
    storable,
)
from tracker.web.rendering import today


def text(most: int) -> list[Any]:
    return [Length(max=most, message=TOO_LONG), storable]


class FirmForm(BaseForm):
    """What a new firm's page and the edit page share."""

    credit_code = CreditCodeField(
        "统一社会信用代码", text(40), description="18 位，营业执照右上角；保存时核对校验位"
    )
    province = SelectField("省份", [Optional()])
    city = StringField("城市", text(40), description="境外企业写国家")
    industry = StringField("行业", text(100), description="主营什么，如 石油专用管")
    website = StringField("网址", text(200))
    remark = TextAreaField("备注", text(2000), description="看得到这家企业的人都看得到")

    def offer(self, firm: Firm | None = None) -> None:
        """Fill the select; a province that is none of ours stays as it is."""
        known = list(PROVINCES)
        if firm and firm.province and firm.province not in known:
            known.insert(0, firm.province)
        self.province.choices = offered([("", "—"), *((one, one) for one in known)])

    def columns(self) -> dict[str, Any]:
        """The firm's columns as typed."""
        plain = ("province", "city", "industry", "website", "remark")
        return {name: self[name].data or "" for name in plain} | {
            "credit_code": self.credit_code.read() or None
        }


class NewFirmForm(FirmForm):
    """Besides: its name, and what that name meets in the office's own books."""

    met: Met = Met()

    firm = StringField(
        "企业名称",
        [DataRequired("请写企业名称，以营业执照为准。"), *text(120)],
        description="营业执照上的全称；还没有执照就写对方怎么称呼",
    )


class EditForm(FirmForm):
    """Besides: its name, and the version that it was read at."""

    version = HiddenField()
    name = StringField(
        "企业名称",
        [DataRequired("请写企业名称，以营业执照为准。"), *text(120)],
        description="改名后，旧名自动留作曾用名",
    )

    def columns(self) -> dict[str, Any]:
        return super().columns() | {"name": self.name.data or ""}


class AliasForm(BaseForm):
    """Another name, and who calls it so."""

    name = StringField("别名", [DataRequired("请写别名。"), *text(120)])
    source = StringField("哪里这样叫", text(200), description="如 曾用名、简称、报道里的写法")


class ReasonForm(BaseForm):
    """Why something is taken back."""

    because = TextAreaField("原因", [DataRequired("请写明原因，以后的人看得到。"), *text(500)])


class PercentField(StringField):
    """A share typed as a percentage, kept in hundredths of a percent."""

    def read(self) -> int:
        """Raises Refused at this field for what is none."""
        return read_share(self.data or "", field=self.name)


class ShareForm(BaseForm):
    """Who holds how much of it, from which day on, and who says so."""

    parent = StringField(
        "股东企业",
        [DataRequired("请写股东企业。"), *text(120)],
        description="全称、简称或别名；库里没有的请先建档",
    )
    share = PercentField(
        "持股比例（%）",
        [InputRequired("请写持股比例。"), *text(12)],
        description="最多两位小数；0 表示从这天起不再持股",
    )
    on = DayField("从哪天起", [InputRequired("请选日子。"), not_ahead], default=today)
    source = StringField("依据", [DataRequired("请写依据，如年报、工商登记、报道。"), *text(200)])


class ContactForm(BaseForm):
    """Whom to call."""

    name = StringField("姓名", [DataRequired("请写姓名。"), *text(40)])
    title = StringField("职务", text(40))
    phone = StringField("电话", text(40), description="手机或带区号的座机")
    note = StringField("备注", text(200), description="如 负责投资，上午好联系")


class MergeForm(BaseForm):
    """Which entry goes into this one, and why the two are one."""

    other = HiddenField()
    because = TextAreaField(
        "凭什么认定是同一家", [DataRequired("请写明凭什么认定是同一家。"), *text(500)]
    )
