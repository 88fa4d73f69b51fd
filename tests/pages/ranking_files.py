"""A list's file as somebody sends it, and the lists that are kept."""

from io import BytesIO
from typing import Any

from tests.databases import Database
from tests.page_client import Page, SignIn
from tracker.domain.ranking import Ranking

HEAD = "排名,企业名称,省份,营业收入（万元）\n"
GOOD = HEAD + "1,示例甲公司,湖南省,500\n2,示例乙公司,,\n"
SAID = {
    "kind": "private",
    "year": "2026",
    "publisher": "示例发布方",
    "published_on": "2026-06-01",
    "source": "示例来源，转录",
}


def sent(
    as_: SignIn,
    content: str | bytes,
    name: str = "list.csv",
    *,
    who: str = "officer",
    status: int = 200,
    **said: str,
) -> Page:
    """The answer to a file sent by that person's form."""
    client = as_(who)
    raw = content.encode() if isinstance(content, str) else content
    told: dict[str, Any] = client.get("/rankings/import").form("核对").values() | SAID | said
    return client.post("/rankings/import", told | {"file": (BytesIO(raw), name)}, status=status)


def kept(database: Database) -> list[tuple[str, int, bool]]:
    with database.session() as session:
        found = session.query(Ranking).order_by(Ranking.id).all()
        return [(one.full_name, len(one.entries), one.is_void) for one in found]
