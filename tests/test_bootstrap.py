"""What happens before anything is installed: the lock file, the stamp, the needs of a command."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tracker import __main__ as door
from tracker.bootstrap import debian, environment, installer, stamp
from tracker.bootstrap.alone import alone, taken
from tracker.bootstrap.lock import DIVIDER, QUALITY, RUN, blocks, digest, entries, pins
from tracker.bootstrap.needs import needs_of
from tracker.bootstrap.places import LOCK, ROOT
from tracker.bootstrap.start import INSIDE, start
from tracker.bootstrap.surroundings import complete

PIN_LINES = """\
first==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
second==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
"""


def test_the_divider_splits_the_lock_in_two() -> None:
    assert blocks(f"a\n{DIVIDER}\nb\n") == {RUN: "a\n", QUALITY: "b\n"}


def test_a_lock_without_its_divider_is_refused() -> None:
    with pytest.raises(ValueError, match="divider"):
        blocks("a\nb\n")


def test_pins_leave_out_what_only_some_platforms_get() -> None:
    assert pins(PIN_LINES) == {"first": "1.0"}


def test_entries_keep_a_package_and_its_hashes_together() -> None:
    assert list(entries(PIN_LINES)) == ["first", "second"]
    assert "".join(entries(PIN_LINES).values()) == PIN_LINES


def test_the_lock_pins_every_package_once_by_hash_and_holds_no_address() -> None:
    text = LOCK.read_text(encoding="utf-8")
    named = re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)
    assert len(named) == len(set(named)) == len(entries(text))
    assert "://" not in text
    assert "--index" not in text


def test_the_lock_holds_what_the_project_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = blocks(LOCK.read_text(encoding="utf-8"))
    running, besides = entries(locked[RUN]), entries(locked[QUALITY])
    assert {bare(line) for line in asked["dependencies"]} <= set(running)
    assert {bare(line) for line in asked["optional-dependencies"]["test"]} <= set(besides)


def bare(requirement: str) -> str:
    return re.split(r"[\[<>=~ ;]", requirement)[0].lower()


def test_only_the_block_that_changed_is_installed_again() -> None:
    wanted = {RUN: digest("a"), QUALITY: digest("b")}
    assert stamp.stale(wanted, wanted) == []
    assert stamp.stale(wanted, {RUN: digest("a")}) == [QUALITY]
    assert stamp.stale(wanted, {RUN: digest("old"), QUALITY: digest("b")}) == [RUN]


def test_nothing_is_kept_from_another_interpreter() -> None:
    assert stamp.kept({}) == {}
    assert stamp.kept({"interpreter": "/gone /usr/bin/python3.9", "blocks": {RUN: "x"}}) == {}
    assert stamp.kept({"interpreter": stamp.interpreter(), "blocks": {RUN: "x"}}) == {RUN: "x"}


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], bool]]:
    """What the installer was asked for, where the block for running lies there already."""
    asked: list[tuple[list[str], bool]] = []
    monkeypatch.setattr(
        environment.installer, "fill", lambda texts, fresh: asked.append((texts, fresh))
    )
    monkeypatch.setattr(environment.installer, "can_add", lambda: True)
    lying = {"interpreter": stamp.interpreter(), "blocks": {RUN: digest("a")}}
    monkeypatch.setattr(environment, "read_stamp", lambda: lying)
    monkeypatch.setattr(environment, "write_stamp", lying["blocks"].update)
    return asked


TEXTS = {RUN: "a", QUALITY: "b"}
WANTED = {name: digest(text) for name, text in TEXTS.items()}


def test_a_sound_environment_gets_only_what_it_lacks(filled: list) -> None:
    environment.bring_up_to_date(TEXTS, WANTED, was_interrupted=False)
    environment.bring_up_to_date(TEXTS, WANTED, was_interrupted=False)
    assert filled == [(["b"], False)]


def test_a_half_made_environment_is_made_from_nothing(filled: list) -> None:
    environment.bring_up_to_date(TEXTS, WANTED, was_interrupted=True)
    assert filled == [(["a", "b"], True)]


def test_an_environment_that_cannot_be_added_to_is_made_from_nothing(
    filled: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment.installer, "can_add", lambda: False)
    environment.bring_up_to_date(TEXTS, WANTED, was_interrupted=False)
    assert filled == [(["a", "b"], True)]


def test_one_start_at_a_time_prepares(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with alone(path) as was_interrupted, path.open("a+") as other:
        assert not was_interrupted
        assert not taken(other)
    with alone(path) as was_interrupted:
        assert not was_interrupted


def test_a_start_that_died_at_work_is_remembered(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), alone(tmp_path / "lock"):
        raise KeyboardInterrupt
    with alone(tmp_path / "lock") as was_interrupted:
        assert was_interrupted


@pytest.mark.parametrize("words", [["run"], ["demo", "--projects", "9"], ["--help"], []])
def test_running_needs_one_block_and_no_system_package(words: list[str]) -> None:
    assert needs_of(words) == ((RUN,), ())


def test_tests_need_both_blocks_a_browser_a_font_and_a_server() -> None:
    assert needs_of(["test", "-k", "demo"]) == (
        (RUN, QUALITY),
        ("chromium", "fonts-noto-cjk", "postgresql"),
    )
    assert needs_of(["lint"]) == needs_of(["bench"]) == ((RUN, QUALITY), ())


def test_whoever_may_not_install_is_told_the_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian.sys, "platform", "linux")
    monkeypatch.setattr(debian, "is_root", lambda: False)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(debian, "PRESENT", {"chromium": lambda: False, "postgresql": lambda: True})
    with pytest.raises(SystemExit, match="1"):
        debian.provide(("chromium", "postgresql"))
    assert capsys.readouterr().err.endswith("sudo apt-get install -y chromium\n")


def test_an_empty_environment_is_filled_in_and_a_full_one_is_left_alone() -> None:
    empty: dict[str, str] = {}
    complete(empty)
    assert empty["PYTHONUTF8"] == "1"
    own = {"PYTHONUTF8": "0", "PATH": "/own", "HOME": "/own", "LANG": "zh_CN.UTF-8"}
    same = dict(own)
    complete(same)
    assert same == own


def test_the_mark_of_being_inside_is_not_handed_to_children(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(INSIDE, "1")
    start(["run"])
    assert INSIDE not in os.environ


def test_an_old_python_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(door, "OLDEST", (99, 0))
    assert door.main() == 1
    assert "或更新版本" in capsysbinary.readouterr().err.decode()


def test_the_bootstrap_stands_on_the_standard_library_alone() -> None:
    bare_python = [sys.executable, "-S", "-c", "import tracker.bootstrap.start"]
    result = subprocess.run(bare_python, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def test_a_python_that_does_not_know_its_name_still_makes_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "_base_executable", "")  # CPython's own name; no other tells it
    monkeypatch.setattr(sys, "executable", "")
    named = installer.base_python()
    assert Path(named).is_file() or named.startswith("python3.")


def test_a_tool_that_cannot_be_started_is_a_sentence_and_no_traceback() -> None:
    assert "/nowhere/uv" in installer.attempt(["/nowhere/uv"])
