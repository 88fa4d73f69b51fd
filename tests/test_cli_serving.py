"""`run` serves until it is interrupted, and leaves without a trace of an error."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from click.testing import CliRunner

from tests.commanding import Command, on_sqlite
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
        except URLError:
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
        assert answer_of(f"http://127.0.0.1:{port}/sign-in", server) == 200
        assert answer_of(f"http://127.0.0.1:{port}/set-up", server) == 200
        server.send_signal(signal.SIGINT)
        said, complained = server.communicate(timeout=20)
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


def test_the_tests_run_on_both_databases_and_both_closing_lines_are_told(
    tmp_path: Path, monkeypatch, capsys
) -> None:
    pretender = tmp_path / "pytest"
    pretender.write_text('#!/bin/sh\necho "working on $2 $3"\necho "== 3 passed on $2 =="\n')
    pretender.chmod(0o755)
    monkeypatch.setattr(quality, "_found", lambda tool: str(tmp_path / tool))
    assert quality.test(("-x",))
    said = capsys.readouterr().out
    assert "working on sqlite -x" in said
    assert said.endswith("sqlite      3 passed on sqlite\npostgresql  3 passed on postgresql\n")


def test_every_linter_runs_though_the_first_complains(tmp_path: Path, monkeypatch, capfd) -> None:
    for tool in ("ruff", "mypy", "lint-imports", "djlint"):
        (tmp_path / tool).write_text(f"#!/bin/sh\necho {tool} ran\nexit {int(tool == 'ruff')}\n")
        (tmp_path / tool).chmod(0o755)
    monkeypatch.setattr(quality, "_found", lambda tool: str(tmp_path / tool))
    assert not quality.lint()
    said = capfd.readouterr().out
    assert all(f"{tool} ran" in said for tool in ("ruff", "mypy", "lint-imports", "djlint"))
    assert "没过：ruff" in said
