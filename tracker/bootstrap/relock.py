"""Makes requirements.lock anew from pyproject.toml; the only step that insists on uv."""

import shutil
import subprocess

from tracker.bootstrap.lock import DIVIDER, entries
from tracker.bootstrap.places import LOCK, ROOT
from tracker.bootstrap.surroundings import give_up, say

HEAD = "# Made by `python3 -m tracker lock`; every wheel by its hash, for every platform.\n"


def remake() -> None:
    everything, running = entries(resolve("--extra", "test")), entries(resolve())
    first = "".join(entry for name, entry in everything.items() if name in running)
    second = "".join(entry for name, entry in everything.items() if name not in running)
    LOCK.write_text(f"{HEAD}{first}{DIVIDER}\n{second}", encoding="utf-8", newline="\n")
    besides = len(everything) - len(running)
    say(f"requirements.lock 已重新生成：运行 {len(running)} 个包，测试与检查另加 {besides} 个。")


def resolve(*options: str) -> str:
    uv = shutil.which("uv")
    if not uv:
        give_up("重新锁定依赖要用 uv：请先执行 pip install uv")
    command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--only-binary", ":all:", "--no-header", "--no-annotate"]
    result = subprocess.run(
        [*command, *options, "pyproject.toml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        give_up(f"依赖没有解开：\n{result.stderr}")
    return result.stdout
