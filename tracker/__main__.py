"""The door of `python3 -m tracker`: turns an old Python away before anything newer is parsed."""

import shutil
import sys

OLDEST = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def main():
    if sys.version_info < OLDEST:
        found = next((name for name in NEWER if shutil.which(name)), "")
        line = " ".join([found, "-m", "tracker", *sys.argv[1:]])
        mend = f"请改用：{line}" if found else "请先安装新版 Python，再运行同一命令。"
        message = f"需要 Python 3.11 或更新版本，当前是 {sys.version.split()[0]}。{mend}\n"
        # The bytes, because Python 3.6 would escape Chinese in an empty environment.
        sys.stderr.buffer.write(message.encode("utf-8"))
        return 1
    from tracker.bootstrap.start import start

    start(sys.argv[1:])
    from tracker.cli import main as command

    return command()


if __name__ == "__main__":
    sys.exit(main())
