"""A client that keeps its connection and tells how long each answer took."""

import http.client
import time
from dataclasses import dataclass, field

from tests.bench.servers import HOST

DROPPED = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)
TIMEOUT = 120


@dataclass(frozen=True)
class Request:
    """One request, the same for the server under test and for the recorder."""

    path: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True)
class Answer:
    """What came back: status, headers, bytes, and seconds until the last of them."""

    status: int
    headers: http.client.HTTPMessage
    size: int
    seconds: float
    body: bytes = b""


class Caller:
    """One keep-alive connection; answers are not compressed unless a request says so."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection(HOST, port, timeout=TIMEOUT)

    def ask(self, asked: Request, *, keep: bool = False) -> Answer:
        """The answer; a connection that had been closed meanwhile is opened anew, once."""
        try:
            return self._ask(asked, keep)
        except DROPPED:
            self.connection.close()
            return self._ask(asked, keep)

    def close(self) -> None:
        self.connection.close()

    def _ask(self, asked: Request, keep: bool) -> Answer:
        start = time.perf_counter()
        headers = {"Accept-Encoding": "identity"} | asked.headers
        self.connection.request(asked.method, asked.path, asked.body, headers)
        answer = self.connection.getresponse()
        size, parts = 0, []
        while part := answer.read(1 << 16):
            size += len(part)
            if keep:
                parts.append(part)
        seconds = time.perf_counter() - start
        return Answer(answer.status, answer.headers, size, seconds, b"".join(parts))
