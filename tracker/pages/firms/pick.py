"""Picking a firm by a few letters: the options of the combobox."""

from flask import render_template, request
from sqlalchemy import select

from tracker.domain.firm import Firm
from tracker.domain.permissions import Can
from tracker.domain.search.text_index import FIRMS, matches
from tracker.extensions import db
from tracker.matching.normal_name import normal_name
from tracker.pages.firms.blueprint import blueprint
from tracker.pages.pick import Option
from tracker.queries.listing.readers import words
from tracker.queries.visible_firms import visible_firms
from tracker.web.access import allow, part_of_a_page
from tracker.web.identity import asker

OPTIONS = 10


@blueprint.get("/firms/pick")
@allow(Can.SEE_PROJECTS)
@part_of_a_page
def pick() -> str:
    """The value is the name: what is picked can as well be typed."""
    asked = words(request.args.get("q", ""))
    if not normal_name(asked):
        return render_template("pick/firms.html", options=[])
    dialect = db.session.get_bind().dialect.name
    found = (
        select(Firm.name, Firm.province, Firm.city, Firm.credit_code)
        .where(
            Firm.merged_into_id.is_(None),
            visible_firms(asker()),
            *matches(dialect, asked, Firm.id.expression, FIRMS),
        )
        .order_by(Firm.name_key, Firm.id)
        .limit(OPTIONS)
    )
    options = [
        Option(row.name, row.name, f"{row.province}{row.city}") for row in db.session.execute(found)
    ]
    return render_template("pick/firms.html", options=options)
