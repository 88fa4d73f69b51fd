"""A list on which two of our firms stand, and what its pages and files hold."""

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from tests.builders import samples
from tests.builders.rankings import firm, ranking, share
from tests.client.page_client import Page
from tests.databases import Database
from tests.world import TODAY, World
from tracker.domain.firm import Firm
from tracker.domain.ranking import Match, RankingEntry, RankingList
from tracker.domain.ranking_matching.project_badges import retier_all

SECRET = "示例秘密投资公司"


def rows_in(page: Page) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(page.body.lstrip("\ufeff"), newline="")))


def sheet_in(page: Page) -> list[list[Any]]:
    book = load_workbook(BytesIO(page.response.get_data()))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


@pytest.fixture
def listed(database: Database) -> int:
    """The private list of 2025: 甲's firm, a parent of a project's firm, one like a secret firm,
    and one that nobody here knows.
    """
    with database.session() as session:
        world = World(session)
        pipes = session.scalars(select(Firm)).one()
        group, child = firm(session, "示例控股集团"), firm(session, "示例子公司")
        share(session, group, child, 80)
        samples.project(world, "丁示例下属项目", firm=child)
        secret = firm(session, SECRET)
        samples.project(world, "戊示例秘密项目", who="stranger", firm=secret)
        made = ranking(
            session, RankingList.PRIVATE, 2025, (1, pipes), (2, group), on=date(2025, 9, 22)
        )
        made.entries += [
            RankingEntry(
                rank=3,
                name="示例秘密集团",
                match=Match.DOUBTFUL,
                likely_id=secret.id,
                why=f"“示例秘密”可能是“{SECRET}”的简称",
                province="湖南省",
            ),
            RankingEntry(
                rank=4,
                name="示例（中国）无关公司",
                other_name="SHILI WUGUAN",
                province="广东省",
                revenue_yuan=123_450_000_000,
                body="示例无关",
            ),
        ]
        made.entries[0].province = "湖南省"
        session.flush()
        retier_all(session, TODAY)
        session.commit()
        return made.id
