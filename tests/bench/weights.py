"""What a page weighs, compressed: on first sight with its styles and scripts, and afterwards."""

import re
from urllib.parse import urljoin

from tests.bench.client import Answer, Caller, Request
from tests.bench.people import Person

OURS = ("/static/", "/assets/")
PAGES = ("/", "/board", "/projects")
_asset = re.compile(r'<(?:link|script)\b[^>]*?\b(?:href|src)="([^"]+)"')
_import = re.compile(r'(?:from|import)\s*\(?\s*"(\.[^"]+)"')


def weights(port: int, person: Person, pages: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    """Page → bytes on first sight, bytes afterwards."""
    caller = Caller(port)
    try:
        return {path: _weight(caller, person, path) for path in pages}
    finally:
        caller.close()


def _weight(caller: Caller, person: Person, path: str) -> tuple[int, int]:
    page = _zipped(caller, person, path)
    html = caller.ask(person.get(path), keep=True).body.decode()
    wanted = [address for address in _asset.findall(html) if address.startswith(OURS)]
    sizes: dict[str, int] = {}
    while wanted:
        address = wanted.pop()
        if address in sizes:
            continue
        sizes[address] = _zipped(caller, person, address).size
        if ".js" in address:
            script = caller.ask(person.get(address), keep=True).body.decode()
            wanted += [urljoin(address, found) for found in _import.findall(script)]
    return page.size + sum(sizes.values()), page.size


def _zipped(caller: Caller, person: Person, path: str) -> Answer:
    asked = person.get(path, **{"Accept-Encoding": "gzip"})
    return caller.ask(Request(asked.path, headers=asked.headers))
