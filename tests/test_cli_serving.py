"""`run` serves until it is interrupted, and leaves without a trace of an error."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from tests.command_line import Command, on_sqlite
from tracker.cli import Commands
from tracker.commands import quality
from tracker.config import ROOT

__all__ = ["on_sqlite"]


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def answer_of(address: str, server: subprocess.Popen[str]) -> int:
    for _ in range(200):
        try:
            with urlopen(address, timeout=5) as answer:
                return int(answer.status)
        except (URLError, TimeoutError):
            assert server.poll() is None, server.communicate()
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def test_it_serves_until_it_is_interrupted(on_sqlite: Command) -> None:
    on_sqlite("init")
    port = free_port()
    here = os.environ | on_sqlite.environment | {"TRACKER_PORT": str(port), "PYTHONUTF8": "1"}
    words = [sys.executable, "-c", "from tracker.cli import main; main()", "run"]
    with subprocess.Popen(
        words, cwd=ROOT, env=here, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as server:
        try:
            assert answer_of(f"http://127.0.0.1:{port}/sign-in", server) == 200
            assert answer_of(f"http://127.0.0.1:{port}/set-up", server) == 200
            server.send_signal(signal.SIGINT)
            said, complained = server.communicate(timeout=60)
        finally:
            server.kill()
    assert server.returncode == 0, complained
    assert "还在等启用" in said
    assert "Traceback" not in complained


def test_an_interrupted_command_says_so_and_no_more() -> None:
    group = Commands("tracker")

    @group.command()
    def slow() -> None:
        raise KeyboardInterrupt

    result = CliRunner().invoke(group, ["slow"])
    assert (result.exit_code, result.output.strip()) == (130, "已停止。")


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`tools("ruff", "exit 1")` puts a script of that name where the real tools are looked for."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))

    def put(name: str, *lines: str) -> None:
        (tmp_path / name).write_text("\n".join(("#!/bin/sh", *lines, "")))
        (tmp_path / name).chmod(0o755)

    return put


def test_the_tests_run_on_both_databases_and_both_closing_lines_are_told(
    tools: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    tools("pytest", 'echo "with $*"', 'echo "== 3 passed in 0.1s =="')
    assert quality.run_tests(("-x",))
    first, second = ran(said := capsys.readouterr().out)
    assert first == "-n auto --dist worksteal --database sqlite -x"
    assert second == "-n auto --dist worksteal --database postgresql -m not browser -x"
    assert said.endswith("sqlite      3 passed in 0.1s\npostgresql  3 passed in 0.1s\n")


def test_the_quick_tests_run_on_sqlite_alone_and_what_failed_comes_first(
    tools: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    tools("pytest", 'echo "with $*"', 'echo "== 3 passed in 0.1s =="')
    assert quality.run_tests(("tests/domain",), is_quick=True)
    (only,) = ran(capsys.readouterr().out)
    assert "--database sqlite --failed-first -m not browser and not slow tests/domain" in only


@pytest.mark.parametrize(
    ("codes", "is_well"), [((0, 0), True), ((0, 5), True), ((5, 5), False), ((1, 0), False)]
)
def test_a_run_that_found_no_test_is_well_where_the_other_found_some(
    tools: Callable[..., None], codes: tuple[int, int], is_well: bool
) -> None:
    tools("pytest", f'case "$*" in *sqlite*) exit {codes[0]};; *) exit {codes[1]};; esac')
    assert quality.run_tests(()) is is_well


def ran(said: str) -> list[str]:
    return [line.removeprefix("with ") for line in said.splitlines() if line.startswith("with ")]


def test_every_linter_runs_though_the_first_complains(
    tools: Callable[..., None], capfd: pytest.CaptureFixture[str]
) -> None:
    for tool in ("ruff", "mypy", "lint-imports", "djlint"):
        tools(tool, f"echo {tool} ran", f"exit {int(tool == 'ruff')}")
    assert not quality.lint()
    said = capfd.readouterr().out
    assert all(f"{tool} ran" in said for tool in ("ruff", "mypy", "lint-imports", "djlint"))
    assert "没过：ruff" in said
