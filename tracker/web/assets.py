"""The site's one stylesheet and one script, joined when the app starts, and the files beside them.

A file under static/ holds one component or one behaviour; a browser asks for two addresses. Both
carry their content's hash, so they may be kept for good and a change is seen at once.
"""

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask, Response, abort

from tracker.web.access import open_to_all, part_of_a_page

STATIC = Path(__file__).resolve().parent.parent / "static"
A_YEAR = 365 * 24 * 3600
IMPORT = re.compile(r'^@?import "(?:\./)?([a-z-]+\.(?:css|js))";$', re.M)

BEFORE_THE_PAINT = "preferences.js"
"""Theme and text size: set any later, the page would flash in the other colours."""

LIBRARY = "vendor/htmx-2.0.11.min.js"
"""The one vendored script of every page; what few pages need they ask for themselves."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A joined file under a name that changes whenever its text does."""

    name: str
    text: str
    mimetype: str

    @property
    def address(self) -> str:
        return f"/assets/{self.name}"


@cache
def stylesheet(folder: Path = STATIC / "css") -> Joined:
    """The components that site.css imports; the dark palette is said once there and twice here."""
    texts = {name: _read(folder / name) for name in IMPORT.findall(_read(folder / "site.css"))}
    texts["dark.css"] = _for_the_dark(texts["dark.css"])
    return _joined("css", "".join(texts.values()), "text/css")


@cache
def script(folder: Path = STATIC / "js") -> Joined:
    """What is needed before the first paint, the library, and the behaviours of site.js."""
    parts = [
        f'(() => {{\n"use strict";\n{_read(folder / BEFORE_THE_PAINT)}}})();\n',
        f"{_read(STATIC / LIBRARY)}\n",
        # A listener each: their names do not meet, and where one throws the others still start.
        *(
            'document.addEventListener("DOMContentLoaded", () => {\n'
            f'"use strict";\n{_read(folder / name)}}});\n'
            for name in IMPORT.findall(_read(folder / "site.js"))
        ),
    ]
    return _joined("js", "".join(parts), "text/javascript")


@cache
def asset(name: str) -> str:
    """The address of a single static file, with its content's hash."""
    return f"/static/{name}?v={_hash((STATIC / name).read_bytes())}"


def _for_the_dark(palette: str) -> str:
    """Where the system is dark and the reader has not chosen light, and where dark was chosen."""
    system = palette.replace(":root", ':root:not([data-theme="light"])')
    chosen = palette.replace(":root", ':root[data-theme="dark"]')
    return f"@media (prefers-color-scheme: dark) {{\n{system}}}\n{chosen}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _joined(ending: str, text: str, mimetype: str) -> Joined:
    return Joined(f"tracker-{_hash(text.encode())}.{ending}", text, mimetype)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


def init_app(app: Flask) -> None:
    served = {one.name: one for one in (stylesheet(), script())}
    app.jinja_env.globals |= {
        "asset": asset,
        "stylesheet": stylesheet().address,
        "script": script().address,
    }

    @app.get("/assets/<name>", endpoint="assets")
    @open_to_all
    @part_of_a_page
    def serve(name: str) -> Response:
        # An old name gets nothing: new text under it would be kept for a year by who asked.
        one = served.get(name) or abort(404)
        response = Response(one.text, mimetype=one.mimetype)
        response.cache_control.max_age = A_YEAR
        response.cache_control.immutable = True
        return response
