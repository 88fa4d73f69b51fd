"""Starts the tracker and the floor on gunicorn, weighs their processes, and stops them."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tracker.config import ROOT

HOST = "127.0.0.1"
PATIENCE = 60


class Server:
    """One running server: its address, and how long it took to its first answer."""

    def __init__(self, module: str, arguments: list[str], folder: Path, ready: str) -> None:
        self.port = _free_port()
        # As an office starts it: no setting of this shell, and compiled code kept on the disk.
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TRACKER_", "PYTHON"))
        }
        environment |= {
            "TRACKER_HOST": HOST,
            "TRACKER_PORT": str(self.port),
            "TRACKER_INSTANCE": str(folder),
            "TRACKER_JOBS": "0",
        }
        log = folder / "server.log"
        start = time.perf_counter()
        with log.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                env=environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        try:
            self._wait(ready, log)
        except BaseException:
            self.stop()
            raise
        self.start_seconds = time.perf_counter() - start

    def _wait(self, path: str, log: Path) -> None:
        until = time.monotonic() + PATIENCE
        while not self._answers(path):
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the server did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.005)

    def _answers(self, path: str) -> bool:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def megabytes(self) -> float:
        """PSS of the master and its workers; 0 where the system does not tell."""
        return sum(_pss(pid) for pid in (self.process.pid, *_children(self.process.pid))) / 1024

    def cpu_seconds(self) -> float:
        """Processor time of all its threads so far; does not mind who else is busy."""
        return sum(_cpu(pid) for pid in (self.process.pid, *_children(self.process.pid)))

    def stop(self) -> None:
        """End it, and whatever it started, whether it listens or not."""
        if self.process.poll() is None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(10)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def tracker_server(instance: Path) -> Server:
    """The tracker as `run` starts it, on that instance."""
    return Server("tracker", ["run"], instance, "/healthz")


def floor_server(folder: Path) -> Server:
    """The floor on the same server, over the database and recordings in that folder."""
    return Server("tests.bench.floor", [], folder, "/hello")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    found = [int(child) for child in text.split()]
    return found + [below for child in found for below in _children(child)]


def _pss(pid: int) -> int:
    """Kilobytes of memory, shared pages counted by their share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _cpu(pid: int) -> float:
    total = 0
    for stat in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        with suppress(OSError):
            total += int(stat.read_text().split()[0])
    return total / 1e9
