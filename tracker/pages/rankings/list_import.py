"""Taking a list in: a file is checked and shown, and only then taken; nothing is half done."""

from typing import Any

from flask import Response, flash, request, url_for
from flask.typing import ResponseReturnValue

from tracker.domain.badges.import_check import Report, check
from tracker.domain.badges.list_import import take_in
from tracker.domain.permissions import Can
from tracker.domain.ranking import Match, RankingList
from tracker.domain.ranking.list_table import Table, read
from tracker.extensions import db, writes
from tracker.pages.rankings.blueprint import blueprint
from tracker.pages.rankings.forms import AnnouncedForm, ImportForm, TakeForm, lines_in, written
from tracker.refusal import Refused
from tracker.web.access import allow
from tracker.web.acting import attempt
from tracker.web.fields import refused
from tracker.web.identity import actor
from tracker.web.rendering import page, today
from tracker.web.uploads import LARGEST_SHEET, takes_up_to

FAULTS_SHOWN = 100


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
    return shown(form, report)


@blueprint.post("/rankings/import/apply")
@allow(Can.KEEP_RANKINGS)
def take() -> ResponseReturnValue:
    form = TakeForm()
    return attempt(form, lambda: _take(form)) or looked_at_again(form)


def _take(form: TakeForm) -> str:
    announced, seen = form.announced, form.seen_id
    ranking = take_in(db.session(), announced, carried(form), by=actor(), on=today(), seen=seen)
    if ranking.id == seen:
        flash(f"《{ranking.full_name}》与库里的完全一样，没有改动。", "info")
    else:
        many = sum(entry.match is Match.CERTAIN for entry in ranking.entries)
        flash(
            f"已导入《{ranking.full_name}》{len(ranking.entries)} 家，对上 {many} 家。", "success"
        )
    return url_for("rankings.show", ranking_id=ranking.id)


def looked_at_again(form: TakeForm) -> Response:
    """The preview once more, when it was not taken in: somebody was first, or it was tampered."""
    again = ImportForm(formdata=None, data=form.data)
    again.form_errors = [*form.form_errors, *(said for one in form.errors.values() for said in one)]
    report = None
    try:
        report = check(db.session(), form.announced, carried(form), on=today())
    except (Refused, ValueError):
        again.form_errors.append("请重新选一次文件。")
    return shown(again, report, 422)


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


def shown(form: AnnouncedForm, report: Report | None, status: int = 0) -> Response:
    """The preview above the form that asks for a file."""
    is_wrong = report is None or bool(report.table.faults)
    taking = None
    if report and not is_wrong:
        seen = report.standing.id if report.standing else ""
        data = {**form.data, "table": written(report.table.rows), "seen": seen}
        taking = TakeForm(formdata=None, data=data)
    return page(
        "rankings/import.html",
        status or (422 if is_wrong else 200),
        form=form,
        report=report,
        taking=taking,
        most=FAULTS_SHOWN,
    )


def asked_for() -> dict[str, Any]:
    """The list and year that a link names already."""
    kind, year = request.args.get("kind", ""), request.args.get("year", "")
    return {
        "kind": kind if kind in set(RankingList) else None,
        "year": int(year) if year.isascii() and year.isdigit() and len(year) == 4 else today().year,
    }
