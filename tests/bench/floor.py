"""The floor: a bare Flask app that runs recorded SQL through sqlite3 and returns as many bytes."""

import json
import os
import secrets
import sqlite3
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

from tests.bench.recorder import FRESH
from tracker.commands.serving import serve
from tracker.config import Config

PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


def open_floor() -> Flask:
    """The app over the folder that the environment names."""
    folder = Path(os.environ["TRACKER_INSTANCE"])
    recordings = json.loads((folder / "recordings.json").read_text())
    bodies = {name: [b" " * one["bytes"] for one in played] for name, played in recordings.items()}
    kept = threading.local()
    app = Flask(__name__)
    app.config.update(asdict(Config.from_environment(INSTANCE=str(folder))))

    def connection() -> sqlite3.Connection:
        if not hasattr(kept, "connection"):
            kept.connection = sqlite3.connect(folder / "tracker.db", isolation_level=None)
            for pragma in PRAGMAS:
                kept.connection.execute(f"PRAGMA {pragma}")
        found: sqlite3.Connection = kept.connection
        return found

    @app.get("/hello")
    def hello() -> str:
        return "hello"

    @app.route("/<act>/<int:number>", methods=["GET", "POST"])
    def answer(act: str, number: int) -> Response:
        place = number % len(bodies[act])
        recording = recordings[act][place]
        if request.method == "POST":
            request.form.get("once")
        play(connection(), recording)
        return Response(bodies[act][place], recording["status"], mimetype="text/html")

    return app


def play(connection: sqlite3.Connection, recording: dict[str, Any]) -> None:
    """Run the recorded statements in one transaction, as the real request did."""
    connection.execute("BEGIN IMMEDIATE" if recording["writes"] else "BEGIN")
    for sql, values, is_many in recording["statements"]:
        if is_many:
            connection.executemany(sql, values)
        else:
            given = [secrets.token_hex(8) if value == FRESH else value for value in values]
            connection.execute(sql, given).fetchall()
    connection.execute("COMMIT")


if __name__ == "__main__":
    serve(open_floor())
