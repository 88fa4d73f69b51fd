"""Jobs: the schedule handed to huey, which keeps its queue beside the database."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import click
from flask import Flask

from tracker.desk import Desk
from tracker.domain.base import utc_now
from tracker.domain.calendar import HERE
from tracker.jobs import SCHEDULE, Job, run
from tracker.web.rendering import today

QUEUE = "tracker"
BESIDE = "TRACKER_BESIDE"
"""Set for the process that a server starts beside itself."""


def queue_of(app: Flask) -> Any:
    """Huey on a file of its own beside SQLite, or in tables of its own in PostgreSQL."""
    from huey import PostgresHuey, SqliteHuey

    url = app.config["DATABASE_URL"]
    if url.startswith("postgresql"):
        plain = url.replace("postgresql+psycopg://", "postgresql://")
        return PostgresHuey(QUEUE, utc=False, results=False, dsn=plain)
    file = Path(app.config["INSTANCE"]) / "jobs.db"
    return SqliteHuey(QUEUE, utc=False, results=False, filename=str(file))


def schedule(app: Flask) -> Any:
    """The queue with every line of SCHEDULE on it."""
    from huey import crontab

    queue, desk = queue_of(app), Desk(app)
    for job in SCHEDULE:
        queue.periodic_task(crontab(minute=job.at.minute, hour=job.at.hour), name=job.name)(
            _done(desk, job)
        )
    return queue


def _done(desk: Desk, job: Job) -> Any:
    def do() -> None:
        click.echo(f"{job.label}：{run(job, desk, today())}")

    return do


def work(app: Flask) -> None:
    """Run the schedule until interrupted; first whatever was missed while nobody worked."""
    if os.environ.get(BESIDE):
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    catch_up(app)
    # Huey reads the hour from the process's own zone.
    os.environ["TZ"] = str(HERE)
    if hasattr(time, "tzset"):
        time.tzset()
    schedule(app).create_consumer(workers=2, worker_type="thread", periodic=True).run()


def catch_up(app: Flask) -> None:
    """Each daily job whose hour has passed today, for a machine that was off at it."""
    desk, now = Desk(app), utc_now().astimezone(HERE)
    for job in SCHEDULE:
        if job.is_daily and (int(job.at.hour), int(job.at.minute)) <= (now.hour, now.minute):
            click.echo(f"{job.label}：{run(job, desk, today())}")


def run_once(app: Flask, name: str) -> str:
    """One job by its name, now."""
    job = next((one for one in SCHEDULE if one.name == name), None)
    if job is None:
        known = "、".join(one.name for one in SCHEDULE)
        raise click.ClickException(f"没有叫 {name} 的任务，可选：{known}")
    return run(job, Desk(app), today())


def _end_with(parent: int) -> None:
    """A server that is killed cannot stop what it started: this ends by itself."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGINT)


def start_beside() -> subprocess.Popen[bytes]:
    """The schedule in a process of its own, which ends when the server does."""
    words = [sys.executable, "-m", "tracker", "jobs"]
    return subprocess.Popen(words, env={**os.environ, "TRACKER_INSIDE": "1", BESIDE: "1"})


def stop(worker: subprocess.Popen[bytes]) -> None:
    if worker.poll() is None:
        worker.send_signal(signal.SIGINT)
        try:
            worker.wait(10)
        except subprocess.TimeoutExpired:
            worker.kill()
