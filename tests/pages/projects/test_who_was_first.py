"""Two who register the same firm at the same moment: one is the first, the other is asked."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from tests.client.page_client import PageClient, SignIn
from tests.databases import Database
from tests.world import INDUSTRY
from tracker.domain.firm import Firm
from tracker.domain.people.department import Department
from tracker.domain.project import Project

PEOPLE = ("officer", "stranger", "colleague")
TOLD = {"amount": ["2"], "amount_unit": ["亿"], "source": ["self"], "industry": ["新材料"]}


@pytest.mark.parametrize(
    "spellings",
    [
        ["示例晨鼎新材料有限公司"] * 3,
        ["示例晨鼎新材料有限公司", "示例晨鼎新材料(有限公司)", "示例晨鼎新材料有限责任公司"],
    ],
    ids=["one spelling", "three spellings"],
)
def test_of_several_at_the_same_moment_one_is_the_first(
    as_: SignIn, database: Database, spellings: list[str]
) -> None:
    clients = [as_(who) for who in PEOPLE]
    forms = [client.get("/projects/new").form("登记").values() for client in clients]
    sent = [
        form | TOLD | {"name": [f"{who}的示例项目"], "firm": [firm]}
        for form, who, firm in zip(forms, PEOPLE, spellings, strict=True)
    ]
    start = Barrier(len(PEOPLE))

    def register(client: PageClient, fields: dict[str, list[str]]) -> tuple[int, str]:
        start.wait()
        data = fields | {"csrf_token": [client.csrf_token]}
        answer = client.flask.post("/projects/new", data=data)
        return answer.status_code, answer.get_data(as_text=True)

    with ThreadPoolExecutor(len(PEOPLE)) as pool:
        answers = list(pool.map(register, clients, sent))
    assert sorted(status for status, _ in answers) == [303, 422, 422]
    with database.session() as session:
        firm = session.scalars(select(Firm).where(Firm.name.contains("晨鼎"))).one()
        made = session.scalars(select(Project).where(Project.firm_id == firm.id)).one()
        first = session.scalars(
            select(Department.short_name).where(Department.id == made.owner_department_id)
        ).one()
        assert session.scalar(select(func.count()).where(Project.name.contains("的示例项目"))) == 1
    for status, page in answers:
        assert status == 303 or f"{first} 2026-06-10 起已在谈这家企业" in page
    assert first in ("商务局", INDUSTRY)
