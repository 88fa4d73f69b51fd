"""One spelling for comparing, other names to be found by."""

import pytest

from tests.world import World
from tracker.domain.firm import Firm, firms_called
from tracker.matching.normal_name import normal_name
from tracker.refusal import Refused


@pytest.mark.parametrize(
    "spelling",
    [
        "示例钢管(衡阳)有限公司",
        "示例钢管（衡阳）有限公司",
        " 示例 钢管（衡阳)有限公司 ",
        "示例钢管\u200b(衡阳)有限公司",
    ],
)
def test_a_firm_is_found_by_any_spelling_of_its_name(world: World, spelling: str) -> None:
    assert world.session.scalars(firms_called(spelling)).one() is world.jia.firm


def test_a_firm_is_found_by_its_other_name(world: World) -> None:
    assert world.session.scalars(firms_called("示例管业")).one() is world.jia.firm
    assert world.session.scalars(firms_called("示例")).all() == []


def test_another_name_is_kept_once() -> None:
    firm = Firm.called("示例商贸")
    for name in ("晨鼎", " 晨 鼎 ", "晟鼎", "", " "):
        firm.also_called(name)
    assert [alias.name for alias in firm.aliases] == ["晨鼎", "晟鼎"]


def test_width_case_and_blanks_do_not_tell_names_apart() -> None:
    assert normal_name("ＡＢＣ　Pipe") == normal_name("abcpipe") == "abcpipe"


def test_a_name_is_measured_as_it_is_folded() -> None:
    longest = "长" * 120
    assert Firm.called(longest).normal_name == longest
    for name in ("长" * 121, "ﷺ" * 9, "...", "。。。", "13900001111", "钢", " "):
        with pytest.raises(Refused) as refusal:
            Firm.called(name)
        assert list(refusal.value.fields) == ["name"]
