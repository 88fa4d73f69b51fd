"""A receiver on this machine: a robot that answers as it is told, and remembers what it got."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes]
TAKEN: Answer = (200, b'{"errcode": 0, "errmsg": "ok"}')


@dataclass
class Receiver:
    """Where it listens, what it got in order, and how it answers."""

    port: int = 0
    got: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], Answer] = lambda body: TAKEN
    delay: float = 0.0

    @property
    def address(self) -> str:
        return f"http://robot.example:{self.port}/send?key=1"

    def lookup(self, host: str, port: int) -> list[str]:
        """Stands for the name server: the robot's name is somewhere out there."""
        return ["203.0.113.7"]


@contextmanager
def receiving(**how: Any) -> Iterator[Receiver]:
    """A receiver that listens until the block ends."""
    one = Receiver(**how)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(one.delay)
            one.got.append(body)
            one.ids.append(self.headers["X-Message-Id"])
            status, told = one.answer(body)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            with suppress(BrokenPipeError):  # the sender has given up on us
                self.wfile.write(told)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    one.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield one
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
