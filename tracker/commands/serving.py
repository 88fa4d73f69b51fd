"""Serving: the newest schema first, then gunicorn where processes can fork, else waitress."""

import ctypes
import gc
import os
import sqlite3
from contextlib import ExitStack, suppress
from typing import Any

import click
from flask import Flask
from sqlalchemy import select

from tracker.commands.jobs import start_beside, stop
from tracker.domain.office.office import Office
from tracker.extensions import db

SOUND_SQLITE = (3, 51, 3)
M_ARENA_MAX = -8


def warn_of_old_sqlite(app: Flask) -> None:
    """Versions before 3.51.3 can, very rarely, corrupt a WAL that is reset at a bad moment."""
    is_sqlite = app.config["DATABASE_URL"].startswith("sqlite")
    if is_sqlite and sqlite3.sqlite_version_info < SOUND_SQLITE:
        click.echo(f"提示：SQLite {sqlite3.sqlite_version} 有极少见的日志缺陷，请每天备份。")


def tell_what_is_missing(app: Flask) -> None:
    """A database without an office has nobody who could sign in."""
    with app.app_context():
        office = db.session.execute(select(Office.setup_digest)).first()
        db.session.remove()
        db.engine.dispose()
    if office is None:
        click.echo("还没有启用：请先运行 tracker init（正式）或 tracker demo（演示）。")
    elif office.setup_digest is not None:
        click.echo("还在等启用：请打开 init 打印的地址；忘了就再运行一次 tracker init。")


def serve(app: Flask) -> None:
    """Serve until interrupted."""
    config = app.config
    click.echo(f"打开 http://{config['HOST']}:{config['PORT']}　按 Ctrl-C 停止")
    with ExitStack() as beside:
        if config["JOBS"]:
            beside.callback(stop, start_beside())
        _serve(app)


def _serve(app: Flask) -> None:
    config = app.config
    if hasattr(os, "fork"):
        _gunicorn(app)
    else:
        from waitress import serve as waitress

        waitress(
            app,
            host=config["HOST"],
            port=config["PORT"],
            threads=config["WORKERS"] * config["THREADS"],
            connection_limit=1000,
            channel_timeout=30,
        )


def _gunicorn(app: Flask) -> None:
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        """Gunicorn around the app that is loaded already, its memory shared by the workers."""

        def load_config(self) -> None:
            for name, value in settings(app.config).items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return app

    share(app)
    Server().run()


def share(app: Flask) -> None:
    """Make before the fork what every worker would make for itself: the compiled templates."""
    _take_from_one_arena()
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    gc.collect()
    _give_back_what_is_free()
    gc.freeze()


def _take_from_one_arena() -> None:
    """Keep glibc from giving each thread memory of its own, which it would never give back.

    Threads take turns in Python anyway; elsewhere there is no such call, and no such need.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(M_ARENA_MAX, 1)


def _give_back_what_is_free() -> None:
    """What importing left behind would be copied by each worker that writes beside it."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def settings(config: Any) -> dict[str, Any]:
    """Gunicorn's settings: processes first, threads second, one line only when something fails."""
    return {
        "bind": f"{config['HOST']}:{config['PORT']}",
        "workers": config["WORKERS"],
        "threads": config["THREADS"],
        "worker_class": "gthread",
        "preload_app": True,
        "keepalive": 15,
        "timeout": 60,
        "graceful_timeout": 10,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
