"""Quality: the tests on both databases, and every linter by name."""

import subprocess
import sys
from pathlib import Path

import click

from tracker.config import ROOT

LINTERS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("djlint", "tracker/templates", "--lint", "--quiet"),
)


def lint() -> bool:
    """Run every linter, also after one has complained; whether none did."""
    failed = []
    for words in LINTERS:
        click.echo(f"── {' '.join(words)}")
        if _run(words[0], *words[1:]):
            failed.append(words[0])
    click.echo(f"没过：{'、'.join(failed)}" if failed else "都过了")
    return not failed


def test(arguments: tuple[str, ...]) -> bool:
    """The whole suite on SQLite, browser included, then on PostgreSQL; whether both passed."""
    failed, closing = [], []
    for database in ("sqlite", "postgresql"):
        click.echo(f"── {database}")
        code, last = _watched("pytest", "--database", database, *arguments)
        closing.append(f"{database:<12}{last}")
        if code:
            failed.append(database)
    click.echo("\n".join(["──", *closing]))
    return not failed


def _watched(tool: str, *arguments: str) -> tuple[int, str]:
    """Run a tool as `_run` does; its exit code, and the last line that it said."""
    last = ""
    with subprocess.Popen(
        [_found(tool), *arguments], cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1
    ) as running:
        while running.stdout and (piece := running.stdout.read(1)):
            click.echo(piece, nl=False)
            last = piece if last.endswith("\n") else last + piece
    return running.returncode, last.strip("= \n")


def _run(tool: str, *arguments: str) -> int:
    """A tool of this very environment, from the project's root; its exit code."""
    return subprocess.run([_found(tool), *arguments], cwd=ROOT, check=False).returncode


def _found(tool: str) -> str:
    return str(Path(sys.executable).with_name(tool))


def run_module(module: str, arguments: tuple[str, ...]) -> int:
    """`python -m module …` in this environment; its exit code."""
    words = [sys.executable, "-m", module, *arguments]
    return subprocess.run(words, cwd=ROOT, check=False).returncode
