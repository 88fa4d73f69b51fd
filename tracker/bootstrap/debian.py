"""Debian's packages: which are missing, and how they come onto the machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tracker.bootstrap.surroundings import give_up, is_root, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def provide(packages: tuple[str, ...]) -> None:
    """Install what is missing where that is ours to do; else say the one line to type, and stop."""
    if not sys.platform.startswith("linux"):
        return
    absent = [name for name in packages if not PRESENT[name]()]
    if absent:
        install(absent)


def install(names: list[str]) -> None:
    apt = shutil.which("apt-get")
    if not apt:
        give_up(f"缺少系统软件：{'、'.join(names)}。请用本机的软件管理器装好，再运行同一命令。")
    line = f"apt-get install -y {' '.join(names)}"
    if not is_root():
        give_up(f"缺少系统软件包。请先执行这一行，再运行同一命令：\nsudo {line}")
    say(f"正在安装系统软件包：{' '.join(names)} ……")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    for words in (["update"], ["install", "--no-install-recommends", *names]):
        result = subprocess.run(
            [apt, *options, *words],
            env=quiet,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    if result.returncode:
        tail = "\n".join(result.stdout.splitlines()[-8:])
        give_up(f"{tail}\n系统软件包没有装成。请检查网络后执行这一行：\n{line}")


def has_browser() -> bool:
    return bool(os.environ.get("TRACKER_BROWSER")) or any(map(shutil.which, BROWSERS))


def has_chinese_font() -> bool:
    listing = shutil.which("fc-list")
    if listing:
        return bool(subprocess.run([listing, ":lang=zh"], capture_output=True, check=False).stdout)
    return any(Path("/usr/share/fonts").rglob("NotoSansCJK*"))


def has_postgresql() -> bool:
    servers = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return any(servers) or bool(shutil.which("initdb"))


PRESENT = {
    "chromium": has_browser,
    "fonts-noto-cjk": has_chinese_font,
    "postgresql": has_postgresql,
}
