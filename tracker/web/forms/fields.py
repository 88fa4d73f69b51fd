"""Form fields that read what people type: sums, areas, days; every message in Chinese."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self
from unicodedata import normalize

from flask import request
from flask_wtf import FlaskForm
from wtforms import DateField, Field, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, StopValidation, ValidationError

from tracker.domain.amounts import doubtful_sum, in_yuan, spoken, typed_unit, vague_words
from tracker.domain.firm.particulars import WRONG_CODE
from tracker.domain.numbers import read_area
from tracker.extensions import db, writes
from tracker.matching.firm_identity import valid_code
from tracker.matching.normal_name import is_seen
from tracker.refusal import Refused, refuse
from tracker.web.forms.form_messages import FormWords, say_once
from tracker.web.forms.submissions import new_token
from tracker.web.rendering import today


def refused(form: "BaseForm", refusal: Refused) -> None:
    """Take everything back, let other writers in, and tell the form why."""
    db.session.rollback()
    writes.set(False)
    form.take(refusal)


def stripped(text: str | None) -> str | None:
    """Without outer blanks; what shows nothing at all, like a zero-width space, is empty."""
    if not isinstance(text, str):
        return text
    return text.strip() if any(is_seen(sign) for sign in text) else ""


def offered(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """(value, label) pairs as a select's or radio's choices."""
    return [SelectChoice(value, label) for value, label in pairs]


LONGEST_VERSION = 10
FAR_DAYS = 3653
LONGEST_COUNT = 7
TOO_LONG = "最多 %(max)d 个字，请写短些。"


def text(most: int, wanted: str = "") -> list[Any]:
    """What is asked of a typed text: its length; where it must not be empty, the words for that."""
    needed = [DataRequired(wanted)] if wanted else []
    return [*needed, Length(max=most, message=TOO_LONG), storable]


def version_seen() -> int:
    """The version that the form was opened on; 0, older than any, when it does not say."""
    told = request.form.get("version", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < LONGEST_VERSION else 0


class SureField(Field):
    """The sums that a person confirmed, in whole 元 as text; drawn by the sum's own field."""

    data: list[str]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.data = formdata.getlist(self.name) if formdata else []


class BaseForm(FlaskForm):
    """Chinese messages, stripped text, a once-token; CSRF is guarded before the view runs."""

    class Meta(FlaskForm.Meta):
        """One language, and strings without outer blanks or signs no database stores."""

        csrf = False
        locales = ("zh",)

        def get_translations(self, form: Any) -> FormWords:
            return FormWords(super().get_translations(form))

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            filters = list(unbound_field.kwargs.get("filters", ()))
            if issubclass(unbound_field.field_class, (StringField, SelectField)):
                filters.append(stripped)
            return unbound_field.bind(form=form, filters=filters, **options)

    once = HiddenField(default=new_token)
    sure = SureField()

    @classmethod
    def of(cls, *things: Any) -> Self:
        """The form as it is for these things; what was typed stays."""
        form = cls(data=cls.known(*things))
        form.fit(*things)
        return form

    @classmethod
    def known(cls, *things: Any, **_: Any) -> dict[str, Any]:
        """What stands in the fields before anything is typed, and where nothing is sent."""
        return {}

    def fit(self, *things: Any, **_: Any) -> None:
        """Offer the choices that there are."""

    def validate(self, extra_validators: Any = None) -> bool:
        is_whole: bool = super().validate(extra_validators)
        for field in self:
            say_once(field)
        return is_whole

    def take(self, refusal: Refused) -> None:
        """Put a refusal's sentences at their fields; what has no field stands on top."""
        for name, message in refusal.fields.items():
            field = self._fields.get(name)
            if field is None:
                self.form_errors.append(message)
            else:
                field.errors = [*field.errors, message]


class VersionedForm(BaseForm):
    """Carries the version of what it was opened on, so that nobody's change is overlooked."""

    version = HiddenField()

    @classmethod
    def of(cls, *things: Any) -> Self:
        form = super().of(*things)
        if not form.is_submitted():
            form.version.data = str(things[0].version)
        return form


def storable(_: Any, field: Field) -> None:
    """Refuse what a database cannot keep: NUL and lone surrogates."""
    text = field.data or ""
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise StopValidation("里面有无法保存的字符，请删掉后重新输入。")


def not_ahead(_: Any, field: Field) -> None:
    """The day has come already."""
    if field.data and field.data > today():
        raise ValidationError("不能是将来的日子；还没发生的请写到“下一步”。")


def not_past(form: Any, field: Field) -> None:
    """The day is still to come, or is today; and nobody plans for the next generation."""
    if field.data and field.data < today():
        raise ValidationError("已经过去了，请选今天或以后的日子。")
    near(form, field)


def near(_: Any, field: Field) -> None:
    """A day that people remember or plan with, not a slip of the year."""
    if field.data and abs((field.data - today()).days) > FAR_DAYS:
        raise ValidationError("离今天超过 10 年，请核对年份。")


class DayField(DateField):
    """A day; 2026-11-23, 2026/11/23, 20261123 and 2026.11.23 are all read."""

    data: Any

    def __init__(self, label: str, validators: Any = None, **options: Any) -> None:
        formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]
        super().__init__(label, validators, format=formats, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata([text.strip() for text in valuelist])
        except ValueError as problem:
            raise ValueError("没有这一天，请写成 2026-11-23 的样子。") from problem
        if isinstance(self.data, date) and not 1990 <= self.data.year <= 2100:
            self.data = None
            raise ValueError("年份不对，请写成 2026-11-23 的样子。")


class SumField(StringField):
    """A sum typed as a number; what looks wrong is asked about once before it is taken.

    The form's field `sure` brings back the whole 元 that the person confirmed.
    """

    question: int | None = None

    def words(self, unit: str = "万") -> str:
        """What was typed, where it says 约: the words that belong beside the number."""
        return vague_words(self.data or "", unit)

    def read(self, form: "BaseForm", unit: str = "万", before: int | None = None) -> int | None:
        """Whole 元 of what was typed; None if nothing was.

        `unit` is what the form says ("万" or "亿"), `before` the last known sum.
        Raises Refused at this field when it is no number, or is doubtful and not confirmed.
        """
        if not self.data:
            return None
        yuan = in_yuan(self.data, unit, field=self.name)
        typed = typed_unit(self.data)
        doubt = doubtful_sum(yuan, before)
        if typed and typed != unit:
            doubt = f"是 {spoken(yuan)}吗？这一栏的单位是{unit}元，您写了“{typed}”。"
        if doubt and str(yuan) not in form.sure.data:
            self.question = yuan
            refuse(self.name, doubt)
        return yuan


class AreaField(StringField):
    """亩 with at most two decimals, kept as hundredths."""

    def read(self) -> int | None:
        return read_area(self.data, field=self.name) if self.data else None


class CountField(StringField):
    """A whole number, half- or full-width, as it is or with its unit behind it.

    Its limits are the domain's.
    """

    def read(self, unit: str) -> int | None:
        """The number; None if nothing was typed. Raises Refused for fractions and words."""
        told = normalize("NFKC", self.data or "").removesuffix(unit).strip()
        if told and not (told.isascii() and told.isdecimal() and len(told) < LONGEST_COUNT):
            refuse(self.name, f"请只写整数（{unit}），不写小数和文字。")
        return int(told) if told else None


class CreditCodeField(StringField):
    """A 统一社会信用代码, half- or full-width, with its check digit."""

    def read(self) -> str:
        """The code in its one spelling; empty if nothing was typed. Raises Refused for none."""
        if not self.data:
            return ""
        return valid_code(self.data) or refuse(self.name, WRONG_CODE)
