"""Every setting, typed, from the environment; one comment each."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent


READERS: dict[type, Callable[[str], Any]] = {
    str: str,
    int: int,
    bool: lambda text: text.lower() in ("1", "true", "yes"),
}


@dataclass(frozen=True)
class Config:
    """The settings of one running tracker; each is read from TRACKER_<NAME>."""

    # Folder of the local database, the keys and what people upload.
    INSTANCE: str = str(ROOT / "instance")
    # Where the data lives: sqlite:///… or postgresql+psycopg://…; empty: SQLite in INSTANCE.
    DATABASE_URL: str = ""
    # Signs cookies; empty: made once and kept in INSTANCE.
    SECRET_KEY: str = ""
    # Seals the chain of events; empty: made once and kept in INSTANCE, outside the database.
    EVENT_KEY: str = ""
    # Password of the demo people; empty: a random one that `demo` prints.
    DEMO_PASSWORD: str = ""
    # Address and port that `run` and `demo` listen on.
    HOST: str = "127.0.0.1"
    PORT: int = 5000
    # Web processes, and threads in each.
    WORKERS: int = 2
    THREADS: int = 4
    # Let `run` and `demo` do the timed jobs too; 0 where `tracker jobs` runs by itself.
    JOBS: bool = True
    # Send the session cookie over https only; set it to 1 behind https.
    HTTPS_ONLY: bool = False
    # Number of proxies in front whose X-Forwarded-For may be believed.
    PROXIES: int = 0

    @classmethod
    def from_environment(cls, **overrides: Any) -> Self:
        """The environment's settings, some of them overridden; missing keys are made and kept."""
        given: dict[str, Any] = {}
        for setting in fields(cls):
            text = os.environ.get(f"TRACKER_{setting.name}")
            if text is not None:
                given[setting.name] = READERS[type(setting.default)](text)
        given |= overrides
        instance = Path(given.get("INSTANCE", cls.INSTANCE))
        given["SECRET_KEY"] = given.get("SECRET_KEY") or kept_key(instance / "secret.key")
        given["EVENT_KEY"] = given.get("EVENT_KEY") or kept_key(instance / "event.key")
        given["DATABASE_URL"] = given.get("DATABASE_URL") or f"sqlite:///{instance}/tracker.db"
        return cls(**given)


def kept_key(path: Path) -> str:
    """The key in that file; made, for its owner's eyes only, if there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_hex(32)
        file.write(key)
    return key
