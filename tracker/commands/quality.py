"""Quality: the tests on both databases, and every linter by name."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

import click

from tracker.config import ROOT

LINTERS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
    ("djlint", "tracker/templates", "--lint", "--quiet"),
)

DATABASES = ("sqlite", "postgresql")


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
    """The whole suite, browser included, on both databases side by side; whether both passed.

    What the second says is told once the first has ended.
    """
    watched, beside = ([_found("pytest"), "--database", one, *arguments] for one in DATABASES)
    with (
        TemporaryFile("w+", encoding="utf-8") as aside,
        subprocess.Popen(beside, cwd=ROOT, stdout=aside, stderr=subprocess.STDOUT) as second,
    ):
        click.echo(f"── {DATABASES[0]}（{DATABASES[1]} 同时在跑，跑完再说）")
        code, last = _watched(watched)
        codes = [code, second.wait()]
        aside.seek(0)
        said = aside.read()
    click.echo(f"── {DATABASES[1]}\n{said}")
    lasts = [last, (said.splitlines() or [""])[-1].strip("= ")]
    closing = (f"{name:<12}{told}" for name, told in zip(DATABASES, lasts, strict=True))
    click.echo("\n".join(["──", *closing]))
    return not any(codes)


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
