"""What the tests of registering a known firm share: the firm, the first lead, a second one."""

from typing import Any

import pytest
from sqlalchemy import func, select

from tests.builders import samples
from tests.databases import Database
from tests.page_client import Page, SignIn
from tests.world import TODAY, World
from tracker.domain.firm import Firm

CHENDING, SHENGDING = "示例晨鼎新材料有限公司", "示例晟鼎新材料有限公司"
MISHEARD = "示例辰鼎新材料有限公司"
CODE, OTHER_CODE = "91000000DEM000014K", "91000000DEM000022E"
WHOLE = {
    "name": "后来的示例项目",
    "amount": "3.5",
    "amount_unit": "亿",
    "source": "self",
    "industry": "新材料",
    "summary": "要 80 亩地",
}


@pytest.fixture
def firm_id(database: Database) -> int:
    """晨鼎, with whom nobody talks yet."""
    with database.session() as session:
        firm = Firm.called(CHENDING)
        session.add(firm)
        session.commit()
        return firm.id


@pytest.fixture
def first_code(database: Database, firm_id: int) -> str:
    """The bureau's lead with 晨鼎."""
    with database.session() as session:
        firm = session.get_one(Firm, firm_id)
        made = samples.project(World(session), "先谈的示例项目", on=TODAY, firm=firm)
        session.commit()
        return made.code


def filed(as_: SignIn, who: str, firm: str, status: int = 303, **told: Any) -> Page:
    form = as_(who).get("/projects/new").form("登记")
    return form.submit(status=status, **(WHOLE | {"firm": firm} | told))


def count(database: Database, of: type[Any]) -> int:
    with database.session() as session:
        return session.scalar(select(func.count()).select_from(of)) or 0
