"""Fills `.venv` from blocks of the lock file: by uv where it is there, else by venv and pip."""

import importlib.util
import os
import shutil
import subprocess
import sys

from tracker.bootstrap import debian
from tracker.bootstrap.places import PYTHON, VENV, WHEELS
from tracker.bootstrap.surroundings import give_up, say

ADVICE = (
    "运行环境没有装成。请检查网络后再运行同一命令；没有网络的机器，请先把安装包放进 wheels 文件夹。"
)


def fill(texts: list[str], fresh: bool) -> None:
    """Install the blocks, into an empty `.venv` if `fresh`; stop with a sentence if it fails."""
    say("正在准备运行环境（只在第一次或更新后，约半分钟）……")
    uv = shutil.which("uv")
    trouble = fill_with_uv(uv, texts, fresh) if uv else "uv"
    if trouble and (fresh or has_pip()):  # a mirror is often known to pip alone
        trouble = fill_with_pip(texts, fresh)
    if trouble:
        give_up(f"{trouble}\n{ADVICE}")


def can_add() -> bool:
    return bool(shutil.which("uv")) or has_pip()


def has_pip() -> bool:
    return PYTHON.exists() and not attempt([str(PYTHON), "-c", "import pip"])


def fill_with_uv(uv: str, texts: list[str], fresh: bool) -> str:
    trouble = fresh and create([uv, "venv", "--quiet", "--python", base_python()])
    add = [uv, "pip", "install", "--compile-bytecode", "--python", str(PYTHON)]
    return trouble or install(add, texts)


def fill_with_pip(texts: list[str], fresh: bool) -> str:
    if fresh and importlib.util.find_spec("ensurepip") is None:
        debian.install([f"python3.{sys.version_info.minor}-venv"])
    trouble = fresh and create([base_python(), "-m", "venv"])
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--no-input"]
    return trouble or install(pip, texts)


def create(tool: list[str]) -> str:
    shutil.rmtree(VENV, ignore_errors=True)
    return attempt([*tool, str(VENV)])


def install(tool: list[str], texts: list[str]) -> str:
    needed = VENV / "needed.txt"
    needed.write_text("".join(texts), encoding="utf-8")
    options = ["--quiet", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    if WHEELS.is_dir():
        options += ["--no-index", "--find-links", str(WHEELS)]
    return attempt([*tool, *options, "-r", str(needed)])


def attempt(command: list[str]) -> str:
    """Run it without a word, the lock in its hands; what it said at the end, if it failed."""
    try:
        result = subprocess.run(
            command,
            env={**os.environ, "PIP_USER": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            close_fds=False,
            check=False,
        )
    except OSError as error:
        return str(error)
    tail = "\n".join(result.stdout.splitlines()[-8:]) or f"{command[0]}: {result.returncode}"
    return tail if result.returncode else ""


def base_python() -> str:
    """The Python that is running; without a PATH it does not always know its own name."""
    named = getattr(sys, "_base_executable", "") or sys.executable
    running = os.path.realpath("/proc/self/exe") if sys.platform.startswith("linux") else ""
    return named or running or f"python3.{sys.version_info.minor}"
