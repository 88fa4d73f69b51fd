"""Accounts in the domain: what no page and no command can get around."""

import pytest
from sqlalchemy.orm import Session

from tests.builders import samples
from tests.world import TODAY, World
from tracker.domain.office.accounts import disable, enable, judge_password, open_account
from tracker.domain.office.founding import prepare_office
from tracker.domain.office.office import Office
from tracker.domain.people.user import User
from tracker.refusal import Refused


def test_a_demo_account_cannot_be_opened_in_a_real_office(world: World) -> None:
    with pytest.raises(Refused, match="演示账号"):
        open_account(
            world.session, "staff", "经办甲", password_hash="x", on=TODAY, by=None, is_demo=True
        )


def test_nobody_becomes_a_demo_account_in_a_real_office(world: World) -> None:
    world.user("officer").is_demo = True
    with pytest.raises(Refused, match="演示账号"):
        world.session.flush()


def test_a_demo_account_can_be_opened_in_a_demo(world: World) -> None:
    world.session.query(Office).one().is_demo = True
    world.session.flush()
    assert samples.user(world, "staff", is_demo=True).is_demo


def test_a_demo_account_needs_an_office(session: Session) -> None:
    session.query(Office).delete()
    session.add(User(login="staff", name="经办甲", password_hash="x", is_demo=True))
    with pytest.raises(Refused, match="演示账号"):
        session.flush()


@pytest.mark.parametrize("is_demo", [True, False])
def test_an_office_that_is_there_cannot_be_set_up_again(world: World, is_demo: bool) -> None:
    world.session.query(Office).one().is_demo = is_demo
    with pytest.raises(Refused):
        prepare_office(world.session, "token")


def test_who_is_out_cannot_be_put_out_again(world: World) -> None:
    user = world.user("officer")
    with pytest.raises(Refused, match="本来就启用"):
        enable(user, by=None, on=TODAY)
    disable(user, by=None, on=TODAY)
    with pytest.raises(Refused, match="已经停用"):
        disable(user, by=None, on=TODAY)


def test_a_refused_account_leaves_the_others_work_standing(world: World) -> None:
    samples.project(world, "己示例项目")
    with pytest.raises(Refused, match="已经有人用了"):
        open_account(world.session, "WANG", "王二", password_hash="x", on=TODAY, by=None)
    world.session.commit()
    assert world.session.query(User).filter_by(name="王二").count() == 0


@pytest.mark.parametrize("password", ["correct horse 42", "一句只有自己知道的话", "a b c d e f g"])
def test_a_sentence_makes_a_password(password: str) -> None:
    judge_password(password, "wang")
