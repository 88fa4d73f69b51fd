"""The factory: one call a concern."""

from dataclasses import asdict
from typing import Any

from flask import Flask

from tracker import pages
from tracker.config import Config
from tracker.extensions import compress, csrf, db, login, prepare_engine
from tracker.web import (
    access,
    assets,
    errors,
    identity,
    rendering,
    security,
    template_cache,
    uploads,
)


def create_app(**overrides: Any) -> Flask:
    """A tracker ready to serve; `overrides` are settings of Config, or Flask's own TESTING."""
    testing = overrides.pop("TESTING", False)
    app = Flask(__name__)
    app.url_map.strict_slashes = False  # a typed address may end with a stroke
    config = Config.from_environment(**overrides)
    app.config.update(
        asdict(config),
        TESTING=testing,
        SQLALCHEMY_DATABASE_URI=config.DATABASE_URL,
        # Each compiled statement weighs up to 200 KB; those that lists ask for are kept apart.
        SQLALCHEMY_ENGINE_OPTIONS={"query_cache_size": 150},
        SESSION_COOKIE_NAME="tracker",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.HTTPS_ONLY,
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,
        COMPRESS_ALGORITHM=["gzip"],
        COMPRESS_LEVEL=6,
        COMPRESS_STREAMS=False,
    )
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    csrf.init_app(app)
    login.init_app(app)
    compress.init_app(app)
    identity.init_app(app)
    uploads.init_app(app)
    access.init_app(app)
    security.init_app(app)
    template_cache.init_app(app)
    rendering.init_app(app)
    assets.init_app(app)
    errors.init_app(app)
    pages.register(app)
    return app
