"""What taking a list in, settling an entry and taking a list back ask for."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from flask_wtf.file import FileRequired
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from tracker.domain.badges.import_check import Announced
from tracker.domain.ranking import RankingList
from tracker.domain.ranking.list_table import Row
from tracker.domain.same_firm.settlements import Verdict
from tracker.web.fields import TOO_LONG, BaseForm, DayField, offered, storable
from tracker.web.uploads import SheetField

CARRIED = ("rank", "name", "name_en", "province", "revenue_yuan")
A_YEAR = "请写四位年份，如 2026。"


def text(most: int) -> list[Any]:
    return [Length(max=most, message=TOO_LONG), storable]


class AnnouncedForm(BaseForm):
    """What is said of a list beside its rows."""

    kind = RadioField(
        "哪份榜单", [InputRequired("请选是哪份榜单。")], choices=offered(RankingList.choices())
    )
    year = IntegerField("榜单年份", [InputRequired(A_YEAR)])
    publisher = StringField("谁发布的", [DataRequired("请写是谁发布的。"), *text(60)])
    published_on = DayField("发布日期", [Optional()])
    source = TextAreaField("这份表从哪里来", [DataRequired("请写来源，别人好核对。"), *text(300)])

    @property
    def announced(self) -> Announced:
        return Announced(
            RankingList(self.kind.data),
            self.year.data or 0,
            self.publisher.data or "",
            self.published_on.data,
            self.source.data or "",
        )


class ImportForm(AnnouncedForm):
    """The same, and the file."""

    file = SheetField("榜单文件", [FileRequired("请选一个文件。")])


class TakeForm(AnnouncedForm):
    """The same once more, with the rows that were checked and the ranking that stood then."""

    table = HiddenField("榜单", [DataRequired("请重新选一次文件。")])
    seen = HiddenField()

    @property
    def seen_id(self) -> int | None:
        told = self.seen.data or ""
        return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None


class SettleForm(BaseForm):
    """Which firm is meant, whether it is the one on the list, and how one knows."""

    firm = RadioField("库中企业", [InputRequired("请选是库里的哪一家。")])
    verdict = RadioField(
        "认定", [InputRequired("请选认定结果。")], choices=offered(Verdict.choices())
    )
    because = TextAreaField("依据", [DataRequired("请写明依据。"), *text(200)])


class TakeBackForm(BaseForm):
    """Why a list is taken back."""

    because = TextAreaField("撤销原因", [DataRequired("请写明为什么撤销。"), *text(500)])


def written(rows: Iterable[Row]) -> str:
    """The rows as a table that `read` understands again; a page carries it from check to act."""
    file = StringIO()
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(CARRIED)
    lines.writerows(row.said for row in rows)
    return file.getvalue()


def lines_in(table: str) -> Sequence[Sequence[str]]:
    """The carried table as lines of cells."""
    return list(csv.reader(StringIO(table, newline="")))
