"""`python3 -m tracker pictures` takes the README's pictures; `--all DIR` every page instead."""

import argparse
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from seed.demo import seed_demo
from tests.browser import FLAGS, browser_path
from tests.office import cookie_for
from tracker.app import create_app
from tracker.commands.migrating import bring_up_to_date
from tracker.domain.people.user import User
from tracker.domain.project import Project
from tracker.domain.words import Stage
from tracker.extensions import db
from tracker.web.rendering import today

HERE = Path(__file__).parent
MIDDLE = (Stage.SIGNED, Stage.REGISTERED, Stage.BUILDING)


@dataclass(frozen=True)
class Shot:
    """One picture: whose, of what, how wide, in which colours; `touched` scripts it first."""

    name: str
    who: str
    path: str
    width: int = 1440
    height: int = 900
    theme: str = "light"
    whole: bool = False


README = (
    Shot("board", "leader", "/board", 1600, 900),
    Shot("follow-up-phone", "staff", "/follow-ups/new?project={code}", 360, 780),
)
PAGES = {
    "staff": (
        "/",
        "/board",
        "/board?lanes=segment",
        "/projects",
        "/projects?q=gg",
        "/projects/{code}",
        "/projects/new",
        "/projects/{code}/edit",
        "/projects/{code}/stage",
        "/follow-ups",
        "/follow-ups/new",
        "/blockers",
        "/projects/{code}/blockers",
        "/permissions",
        "/projects?q=nothing-like-it",
        "/projects/{code}/amounts",
        "/password",
        "/rankings",
        "/rankings/1",
        "/rankings/1?match=doubtful",
        "/rankings/import",
        "/targets",
        "/targets?view=board",
        "/targets/1",
        "/targets/find?link=2",
        "/targets/new",
        "/firms",
        "/firms?q=gg",
        "/firms/1",
        "/firms/new",
        "/directives",
        "/directives/1",
        "/directives/1/answer",
        "/notices",
        "/notices/wishes",
        "/people/1/handover",
    ),
    "leader": (
        "/",
        "/board",
        "/board?lanes=department",
        "/projects",
        "/chains",
        "/chains/steel-pipe",
        "/chains/steel-pipe?view=table",
        "/chains/steel-pipe?view=sankey",
        "/directives",
        "/directives/1",
        "/directives/new",
        "/projects/{code}",
        "/projects/{code}/light",
        "/projects?watch=quiet",
    ),
    "head": ("/firms/1/merge", "/chains/steel-pipe", "/chains/steel-pipe/links/9", "/chains/trade"),
    "street": ("/", "/board", "/blockers", "/directives"),
    "auditor": ("/events",),
    "admin": (
        "/people",
        "/settings",
        "/settings/numbers/first-talk",
        "/settings/calendar",
        "/settings/outward",
    ),
    "security": ("/people",),
    "": ("/sign-in",),
}
WIDTHS = {360: 740, 1440: 900, 1920: 1080}


def every_page() -> Iterator[Shot]:
    for who, paths in PAGES.items():
        for path in paths:
            name = f"{who}{path}".replace("/", "_").replace("?", "-").replace("{code}", "one")
            for width, height in WIDTHS.items():
                yield Shot(f"{name}-{width}", who, path, width, height, whole=width == 360)
            yield Shot(f"{name}-dark", who, path, theme="dark")


@contextmanager
def office() -> Iterator[tuple[Flask, str, str]]:
    """A demo office on a port of its own: the app, its address, and one telling project's code."""
    with tempfile.TemporaryDirectory() as folder:
        app = bring_up_to_date(create_app(INSTANCE=folder, TESTING=True))
        with app.app_context():
            seed_demo(db.session(), today(), lambda login: "nobody signs in with it")
            db.session.commit()
            asked = select(Project.code).join(User, User.id == Project.owner_id)
            telling = asked.where(User.login == "staff", Project.stage.in_(MIDDLE))
            code = db.session.scalars(telling.order_by(Project.open_blockers.desc())).first()
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield app, f"http://127.0.0.1:{server.port}", str(code)
        finally:
            server.shutdown()
            thread.join()


def take(browser: Browser, app: Flask, base: str, code: str, shot: Shot, folder: Path) -> None:
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        locale="zh-CN",
        color_scheme="dark" if shot.theme == "dark" else "light",
    )
    if shot.who:
        cookie = cookie_for(app, shot.who)
        context.add_cookies([{"name": cookie.name, "value": cookie.value, "url": base}])
    page = context.new_page()
    page.goto(base + shot.path.format(code=code), wait_until="networkidle")
    page.screenshot(path=folder / f"{shot.name}.png", full_page=shot.whole)
    context.close()


def main() -> None:
    asked = argparse.ArgumentParser(description="给演示办公室拍照")
    asked.add_argument("--all", metavar="DIR", help="把每一页、每种宽度都拍到这个目录")
    chosen = asked.parse_args()
    folder = Path(chosen.all) if chosen.all else HERE
    folder.mkdir(parents=True, exist_ok=True)
    with office() as (app, base, code), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=[*FLAGS, "--no-sandbox"]
        )
        for shot in every_page() if chosen.all else README:
            take(browser, app, base, code, shot, folder)
        browser.close()


if __name__ == "__main__":
    main()
