"""Quality: the tests, whole or quick, and every linter by name."""

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

PARALLEL = ("-n", "auto", "--dist", "worksteal")
QUICK = ("--database", "sqlite", "--failed-first", "-m", "not browser and not slow")
RUNS: tuple[tuple[str, ...], ...] = (
    ("--database", "sqlite"),
    ("--database", "postgresql", "-m", "not browser"),
)
"""The whole suite: what a browser shows does not depend on the database behind it."""

NOTHING_TO_RUN = 5
"""pytest's exit code where no test was chosen."""


def lint() -> bool:
    """Run every linter, also after one has complained; whether none did."""
    failed = []
    for words in LINTERS:
        click.echo(f"── {' '.join(words)}")
        if _run(words[0], *words[1:]):
            failed.append(words[0])
    click.echo(f"没过：{'、'.join(failed)}" if failed else "都过了")
    return not failed


def run_tests(arguments: tuple[str, ...], *, is_quick: bool = False) -> bool:
    """Every test on both databases, a process a core; whether nothing failed.

    The quick run is SQLite alone, without a browser and without what takes seconds;
    what failed last time comes first.
    """
    codes, closing = [], []
    for options in (QUICK,) if is_quick else RUNS:
        name = options[1]
        click.echo(f"── {name}")
        code, last = _watched([_found("pytest"), *PARALLEL, *options, *arguments])
        codes.append(code)
        closing.append(f"{name:<12}{last}")
    click.echo("\n".join(["──", *closing]))
    return 0 in codes and not set(codes) - {0, NOTHING_TO_RUN}


def _watched(words: list[str]) -> tuple[int, str]:
    """Run it and say what it says; its exit code, and the last line that it said."""
    last = ""
    with subprocess.Popen(
        words, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1
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
