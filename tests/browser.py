"""A real browser on a real port: Chromium through playwright, the app in a thread beside it."""

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.office import cookie_of

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
MISSING = (
    "没有找到浏览器。请先执行 apt-get install -y chromium fonts-noto-cjk，"
    "或用 TRACKER_BROWSER 写明 Chromium 的路径。"
)
FLAGS = [
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
]
EXPECTED = re.compile(r"status of (409|422)|net::ERR_FAILED")
"""A refused form is an error to the console, not to us."""

OpenAs = Callable[..., Page]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever is shown in a browser is marked so, wherever it stands."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def browser_path() -> str | None:
    chosen = os.environ.get("TRACKER_BROWSER")
    return chosen or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = browser_path()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=path, args=FLAGS + ["--no-sandbox"] * root)
        yield one
        one.close()


class _Silent(WSGIRequestHandler):
    """HTTP/1.1, so that a browser keeps its connections, and no line a request."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def server(kept_app: Flask) -> Iterator[str]:
    one = make_server("127.0.0.1", 0, kept_app, threaded=True, request_handler=_Silent)
    one.daemon_threads = True  # type: ignore[attr-defined]
    thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{one.port}"
    one.shutdown()
    thread.join()
    one.server_close()


@pytest.fixture
def open_as(app: Flask, server: str, browser: Browser) -> Iterator[OpenAs]:
    """`open_as("officer", "/board", width=360)`: a page of that person's, who=None for nobody's.

    More options are playwright's own: `java_script_enabled`, `color_scheme`, `has_touch` ….
    At the end no script may have failed and nothing may have been asked of another machine.
    """
    contexts, faults = [], []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not EXPECTED.search(message.text):
            faults.append(f"{message.text} ({message.location.get('url', '')})")

    def note_request(request: Request) -> None:
        if not request.url.startswith((server, "data:", "blob:")):
            faults.append(f"asked of another machine: {request.url}")

    def open_page(
        who: str | None, path: str = "/", *, width: int = 1440, height: int = 900, **more: Any
    ) -> Page:
        context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": height},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            **more,
        )
        contexts.append(context)
        context.set_default_timeout(8000)
        if who:
            cookie = cookie_of(app, who)
            context.add_cookies([{"name": cookie.name, "value": cookie.value, "url": server}])
        page = context.new_page()
        page.on("console", note)
        page.on("pageerror", lambda error: faults.append(f"script failed: {error}"))
        page.on("request", note_request)
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def assert_accessible(page: Page) -> None:
    """axe finds nothing to complain about (WCAG 2.2 AA)."""
    standard = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": standard}})
    told = [
        f"{one['id']} ({one['impact']}): {one['help']}\n    "
        + "\n    ".join(node["html"][:200] for node in one["nodes"][:5])
        for one in found.response["violations"]
    ]
    assert not told, f"{page.url}\n" + "\n".join(told)


def drag(page: Page, card: str, column: str, *, below: float) -> None:
    """Pick a card up so far below its top, and let it go over a column, in steps as a hand does."""
    box = page.locator(card).bounding_box()
    assert box is not None
    held = (box["x"] + box["width"] / 2, box["y"] + below)
    page.mouse.move(*held)
    page.mouse.down()
    page.mouse.move(held[0] + 12, held[1] + 12, steps=5)
    page.locator(".is-dragging").wait_for()
    over = page.locator(f".column[data-stage='{column}']").bounding_box()
    assert over is not None, "folded columns open while a card is held"
    there = (over["x"] + over["width"] / 2, over["y"] + 90)
    page.mouse.move(*there, steps=15)
    page.mouse.move(there[0] + 2, there[1] + 2, steps=3)
    page.mouse.up()
