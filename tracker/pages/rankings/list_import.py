"""Taking a list in: a file is checked and shown, and only then taken; nothing is half done."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from flask import Response, flash, request
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileRequired
from wtforms import HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Optional

from tracker.domain.permissions import Can
from tracker.domain.ranking import Match, RankingList
from tracker.domain.ranking.list_table import Row, Table, read
from tracker.domain.ranking_matching.import_check import Announced, Report, check
from tracker.domain.ranking_matching.list_import import take_in
from tracker.extensions import db, writes
from tracker.pages.rankings.blueprint import blueprint, page_of
from tracker.refusal import Refused
from tracker.web.access import allow
from tracker.web.act import Done, act
from tracker.web.forms.fields import BaseForm, DayField, offered, refused, text
from tracker.web.forms.uploads import LARGEST_SHEET, SheetField, takes_up_to
from tracker.web.identity import actor
from tracker.web.rendering import page, today

FAULTS_SHOWN = 100
CARRIED = ("rank", "name", "name_en", "province", "revenue_yuan")
A_YEAR = "请写四位年份，如 2026。"


class AnnouncedForm(BaseForm):
    """What is said of a list beside its rows."""

    kind = RadioField(
        "哪份榜单", [InputRequired("请选是哪份榜单。")], choices=offered(RankingList.choices())
    )
    year = IntegerField("榜单年份", [InputRequired(A_YEAR)])
    publisher = StringField("谁发布的", text(60, "请写是谁发布的。"))
    published_on = DayField("发布日期", [Optional()])
    source = TextAreaField("这份表从哪里来", text(300, "请写来源，别人好核对。"))

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


@blueprint.get("/rankings/import")
@allow(Can.KEEP_RANKINGS)
def choose() -> Response:
    form = ImportForm(formdata=None, data=asked_for())
    return page("rankings/import.html", form=form)


@blueprint.post("/rankings/import")
@allow(Can.KEEP_RANKINGS)
@takes_up_to(LARGEST_SHEET)
def preview() -> ResponseReturnValue:
    """Read the file and say what taking it in would do; nothing is written, or locked meanwhile."""
    db.session.rollback()
    writes.set(False)
    form = ImportForm()
    try:
        report = checked(form) if form.validate() else None
    except Refused as refusal:
        refused(form, refusal)
        report = None
    is_wrong = report is None or bool(report.table.faults)
    return page("rankings/import.html", 422 if is_wrong else 200, **previewed(form, report))


def looked_at_again(form: TakeForm) -> dict[str, Any]:
    """The preview once more, when it was not taken in: somebody was first, or it was tampered."""
    again = ImportForm(formdata=None, data=form.data)
    again.form_errors = [*form.form_errors, *(said for one in form.errors.values() for said in one)]
    report = None
    try:
        report = check(db.session(), form.announced, carried(form), on=today())
    except (Refused, ValueError):
        again.form_errors.append("请重新选一次文件。")
    return previewed(again, report)


@act(
    blueprint,
    "/rankings/import/apply",
    Can.KEEP_RANKINGS,
    opened_as=None,
    form=TakeForm,
    template="rankings/import.html",
    context=looked_at_again,
)
def take(form: TakeForm) -> Done:
    announced, seen = form.announced, form.seen_id
    ranking = take_in(db.session(), announced, carried(form), by=actor(), on=today(), seen=seen)
    if ranking.id == seen:
        flash(f"《{ranking.full_name}》与库里的完全一样，没有改动。", "info")
        return Done(to=page_of(ranking))
    many = sum(entry.match is Match.CERTAIN for entry in ranking.entries)
    said = f"已导入《{ranking.full_name}》{len(ranking.entries)} 家，对上 {many} 家。"
    return Done(said, page_of(ranking))


def checked(form: ImportForm) -> Report:
    """What the chosen file would do. Raises Refused for a file that cannot be read."""
    announced, workbook = form.announced, form.file.read()
    assert workbook is not None, "asked for by the form"
    sheet = workbook.first
    table = read(sheet.rows, announced.kind, announced.year, sheet.doubts, form.file.called)
    others = [one.name for one in workbook.sheets if one.rows and one is not sheet]
    if others:
        passed = "、".join(f"“{name}”" for name in others)
        table.notes.append(f"只读了工作表“{sheet.name}”，没有读{passed}。")
    return check(db.session(), announced, table, on=today())


def carried(form: TakeForm) -> Table:
    """The table that the preview carried, understood anew: nothing that comes back is trusted."""
    announced = form.announced
    return read(lines_in(form.table.data or ""), announced.kind, announced.year)


def previewed(form: AnnouncedForm, report: Report | None) -> dict[str, Any]:
    """The preview above the form that asks for a file."""
    taking = None
    if report and not report.table.faults:
        seen = report.standing.id if report.standing else ""
        data = {**form.data, "table": written(report.table.rows), "seen": seen}
        taking = TakeForm(formdata=None, data=data)
    return {"form": form, "report": report, "taking": taking, "most": FAULTS_SHOWN}


def asked_for() -> dict[str, Any]:
    """The list and year that a link names already."""
    kind, year = request.args.get("kind", ""), request.args.get("year", "")
    return {
        "kind": kind if kind in set(RankingList) else None,
        "year": int(year) if year.isascii() and year.isdigit() and len(year) == 4 else today().year,
    }


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
