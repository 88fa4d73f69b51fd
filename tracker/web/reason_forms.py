"""Forms that ask for nothing but a reason, or for nothing at all."""

from wtforms import TextAreaField

from tracker.web.fields import BaseForm, text


class ReasonForm(BaseForm):
    """Why something goes out of use, or is taken back."""

    because = TextAreaField("原因", text(500, "请写明原因，以后的人看得到。"))


class VoidForm(BaseForm):
    """Why a record is struck out."""

    because = TextAreaField("作废原因", text(500, "请写明为什么作废。"))
