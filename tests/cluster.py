"""A PostgreSQL server of our own: in a folder under /tmp, on a socket, gone when the run ends."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

MISSING = (
    "没有找到 PostgreSQL。请先执行 apt-get install -y postgresql，"
    "或者只在 SQLite 上测试：pytest --database sqlite"
)
OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c autovacuum=off -c shared_buffers=64MB"
)


def programs() -> Path | None:
    """Where the newest initdb and pg_ctl are; None where there are none."""
    folders = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), key=_version)
    found = folders[-1] if folders else shutil.which("initdb")
    return Path(found).parent if found else None


def _version(path: str) -> float:
    return float(path.split("/")[4])


class Cluster:
    """A running server; whoever starts it stops it."""

    def __init__(self) -> None:
        bin_folder = programs()
        assert bin_folder, MISSING
        self.programs = bin_folder
        self.folder = Path(tempfile.mkdtemp(prefix="tracker-pg-", dir="/tmp"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        where = str(self.folder / "cluster")
        self._run(
            "initdb",
            "-D",
            where,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--no-locale",
            "-A",
            "trust",
            "--no-sync",
        )
        self._run(
            "pg_ctl",
            "-D",
            where,
            "-w",
            "-s",
            "-l",
            str(self.folder / "log"),
            "-o",
            f"-k {self.folder} {OPTIONS}",
            "start",
        )

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "cluster"), "-m", "immediate", "-s", "stop")
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        """As user postgres where we are root, for the server will not run as root."""
        command = [str(self.programs / program), *arguments]
        if os.geteuid() == 0:
            command = [
                "setpriv",
                "--reuid=postgres",
                "--regid=postgres",
                "--clear-groups",
                *command,
            ]
        done = subprocess.run(
            command,
            cwd="/",
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert done.returncode == 0, f"{program}: {done.stderr}"
