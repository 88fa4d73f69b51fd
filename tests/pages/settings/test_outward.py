"""What may leave the house, as the system admin keeps it."""

import pytest
from sqlalchemy import select

from tests.client.page_client import SignIn
from tests.databases import Database
from tracker.domain.base import utc_now
from tracker.domain.outbox import Channel, MessageState, OutboxMessage

HERE = "/settings/outward"


def add_host(as_: SignIn) -> None:
    client = as_("admin")
    form = client.get(HERE).form("加进名单")
    assert form.submit(host="robot.example", port="443").says("已加进允许名单")


def add_channel(as_: SignIn) -> None:
    add_host(as_)
    client = as_("admin")
    form = client.get(f"{HERE}/channels/new").form("建渠道")
    page = form.submit(kind="wecom", name="示例群", address="https://robot.example/send?key=1")
    assert page.says("还没启用")


def test_a_host_is_let_in_and_shut_out_again(as_: SignIn) -> None:
    add_host(as_)
    client = as_("admin")
    page = client.get(HERE)
    assert page.says("robot.example")
    page.form("移出名单").submit()
    assert client.get(HERE).says("名单是空的")


def test_what_is_no_host_is_told_at_its_field_and_stays_typed(as_: SignIn) -> None:
    form = as_("admin").get(HERE).form("加进名单")
    page = form.submit(host="https://a.example/x", port="443", status=422)
    assert "只写主机名" in page.error_at("host")
    assert page.tree.one("input", name="host")["value"] == "https://a.example/x"


def test_a_channel_to_a_host_off_the_list_is_refused(as_: SignIn) -> None:
    form = as_("admin").get(f"{HERE}/channels/new").form("建渠道")
    page = form.submit(
        kind="feishu", name="示例群", address="https://elsewhere.example/", status=422
    )
    assert "不在允许名单里" in page.error_at("address")


@pytest.mark.parametrize("tail", ["send?key=示例", "send key", "send\r\nX: 1"])
def test_an_address_that_no_request_can_carry_is_refused(as_: SignIn, tail: str) -> None:
    add_host(as_)
    form = as_("admin").get(f"{HERE}/channels/new").form("建渠道")
    page = form.submit(
        kind="wecom", name="示例群", address=f"https://robot.example/{tail}", status=422
    )
    assert "整段复制" in page.error_at("address")


def test_the_longest_host_is_let_in_and_shut_out(as_: SignIn) -> None:
    name = ".".join(["a" * 60] * 3)
    as_("admin").get(HERE).form("加进名单").submit(host=name, port="65535")
    assert as_("admin").get(HERE).form("移出名单").submit().says("已移出名单")


def test_a_channel_is_switched_on_tried_and_switched_off(as_: SignIn, database: Database) -> None:
    add_channel(as_)
    client = as_("admin")
    assert client.get(HERE).form("启用").submit().says("已启用")
    assert client.get(HERE).form("试发").submit().says("进队列")
    with database.session() as session:
        [message] = session.scalars(select(OutboxMessage)).all()
        assert "试发" in message.body
    assert client.get(HERE).form("停用").submit().says("已停用")


def test_a_dead_letter_is_sent_again_and_its_text_is_not_shown(
    as_: SignIn, database: Database
) -> None:
    add_channel(as_)
    with database.session() as session:
        channel = session.scalars(select(Channel)).one()
        session.add(
            OutboxMessage(
                message_id="0b8f3d52-示例",
                channel_id=channel.id,
                event_id=1,
                lane="1/0/",
                subject="密",
                body="机密内容",
                state=MessageState.DEAD,
                attempts=12,
                next_at=utc_now(),
                error="对方回应 500",
            )
        )
        session.commit()
    client = as_("admin")
    page = client.get(HERE)
    assert page.says("对方回应 500")
    assert "机密内容" not in page.body
    assert page.form("再发").submit().says("已放回队列")
    with database.session() as session:
        assert session.scalars(select(OutboxMessage)).one().state is MessageState.WAITING


def test_a_secret_is_never_shown_again(as_: SignIn, database: Database) -> None:
    add_channel(as_)
    with database.session() as session:
        session.scalars(select(Channel)).one().secret = "示例-加签密钥"
        session.commit()
    assert "示例-加签密钥" not in as_("admin").get(HERE).body
