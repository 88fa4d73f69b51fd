"""Where one may be led after signing in: to our own pages and forms, whatever the address says."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException

from tracker.domain.people.user import Actor
from tracker.domain.permissions import may
from tracker.web.access import is_part
from tracker.web.rendering import NAVIGATION

NOT_LED_TO = ("sign_in.", "static")


def home_of(actor: Actor) -> str:
    """The first section that this person may enter; who has no role sees who may do what."""
    own = (endpoint for endpoint, _, act in NAVIGATION if may(actor, act))
    return url_for(next(own, "permissions.show"))


def own_page(address: str) -> str | None:
    """The page of ours that the address leads to, written anew; None if it leads elsewhere."""
    return _rebuilt(address, "GET")


def own_form(address: str) -> str | None:
    """The same for an address that takes a form."""
    return _rebuilt(address, "POST")


def _rebuilt(address: str, method: str) -> str | None:
    """Only what the map of addresses knows, built again from its name and values."""
    try:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path.startswith("/"):
            return None
        endpoint, values = current_app.url_map.bind("").match(parts.path, method=method)
    except (ValueError, HTTPException):
        return None
    if endpoint.startswith(NOT_LED_TO) or is_part(current_app.view_functions[endpoint]):
        return None
    query = urlencode(parse_qsl(parts.query, keep_blank_values=True))
    return url_for(endpoint, **values) + (f"?{query}" if query else "")
