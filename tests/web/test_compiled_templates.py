"""Templates are compiled once for all starts, and a disk that takes nothing stops nobody."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, FileSystemBytecodeCache

from tracker.app import create_app
from tracker.web.template_cache import FOLDER

NAME = "error.html"


def started(instance: Path) -> Flask:
    return create_app(INSTANCE=str(instance), TESTING=True)


def test_the_next_start_compiles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started(tmp_path).jinja_env.get_template(NAME)
    assert list((tmp_path / FOLDER).iterdir())

    def compiled(*_: object, **__: object) -> None:
        raise AssertionError("compiled anew")

    monkeypatch.setattr(Environment, "compile", compiled)
    assert started(tmp_path).jinja_env.get_template(NAME).name == NAME


def test_a_full_disk_keeps_nothing_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(FileSystemBytecodeCache, "dump_bytecode", full)
    assert started(tmp_path).jinja_env.get_template(NAME).name == NAME
    assert not list((tmp_path / FOLDER).iterdir())
