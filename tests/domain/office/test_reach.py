"""Whom the house may speak to: the hosts on the list, and never this machine itself."""

import pytest

from tests.world import TODAY, World
from tracker.domain.outbox import ChannelKind
from tracker.domain.outbox.channels import (
    addresses_of,
    allow_host,
    forbid_host,
    host_of,
    judge_reach,
    open_channel,
    switch,
)
from tracker.refusal import Refused

HERE = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "::1",
    "::ffff:127.0.0.1",
    "localhost",
    "0.0.0.0",
    "169.254.169.254",
    "fe80::1",
]


@pytest.mark.parametrize("spelling", HERE)
def test_this_machine_is_refused_however_it_is_spelled(spelling: str) -> None:
    with pytest.raises(Refused):
        judge_reach(spelling, 443, addresses_of)


def test_a_name_that_comes_to_stand_for_this_machine_is_refused() -> None:
    judge_reach("robot.example", 443, lambda host, port: ["203.0.113.7"])
    with pytest.raises(Refused, match="本机"):
        judge_reach("robot.example", 443, lambda host, port: ["203.0.113.7", "127.0.0.1"])


def test_a_name_that_nobody_knows_is_told_in_a_sentence() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(Refused, match="找不到主机"):
        judge_reach("robot.example", 443, unknown)


@pytest.mark.parametrize(
    "host",
    ["", "https://a.example", "a.example/x", "a b", "a..b", "-a.example", "用户@a", "a" * 201],
)
def test_what_is_no_host_name_is_not_allowed(world: World, host: str) -> None:
    with pytest.raises(Refused) as refused:
        allow_host(world.session, host, 443, by=world.by("admin"), on=TODAY)
    assert "host" in refused.value.fields


def test_a_channel_needs_a_host_on_the_list_and_begins_switched_off(world: World) -> None:
    session, by = world.session, world.by("admin")
    address = "https://robot.example/send?key=1"
    with pytest.raises(Refused, match="不在允许名单"):
        open_channel(session, ChannelKind.WECOM, "示例群", address, by=by, on=TODAY)
    allowed = allow_host(session, " Robot.Example. ", 443, by=by, on=TODAY)
    one = open_channel(session, ChannelKind.WECOM, "示例群", address, by=by, on=TODAY)
    assert one.in_use is False
    switch(session, one, on_air=True, by=by, on=TODAY)
    switch(session, one, on_air=False, by=by, on=TODAY)
    forbid_host(session, allowed, by=by, on=TODAY)
    session.flush()
    with pytest.raises(Refused, match="不在允许名单"):
        switch(session, one, on_air=True, by=by, on=TODAY)


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (ChannelKind.WECOM, "ftp://robot.example/"),
        (ChannelKind.WECOM, "robot.example"),
        (ChannelKind.WECOM, "https://a:b@robot.example/"),
        (ChannelKind.WECOM, "https://[::1/"),
        (ChannelKind.MAIL, "https://mail.example"),
        (ChannelKind.DINGTALK, "smtp://mail.example"),
        (ChannelKind.FEISHU, "https://robot.example:99999/"),
        (ChannelKind.FEISHU, ""),
    ],
)
def test_an_address_that_is_none_is_told_at_its_field(kind: ChannelKind, address: str) -> None:
    with pytest.raises(Refused) as refused:
        host_of(kind, address)
    assert "address" in refused.value.fields
