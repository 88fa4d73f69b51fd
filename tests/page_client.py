"""A client that checks every page it gets, follows its links and fills in its forms."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urljoin

from flask import Flask
from werkzeug.test import TestResponse

from tests.office import Cookie
from tests.page_checks import faults_of
from tests.page_form import Form
from tests.page_tree import Node, read


class Page:
    """An answer: its status, its text, and its tree if it is a page."""

    def __init__(self, client: "PageClient", response: TestResponse, path: str) -> None:
        self.client, self.response, self.path = client, response, path
        self.status = response.status_code
        self.headers = response.headers
        self.body = response.get_data(as_text=response.mimetype.startswith("text/"))
        self.tree = read(self.body) if response.mimetype == "text/html" else Node("#none", {})

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")

    @property
    def heading(self) -> str:
        return self.tree.one("h1").text

    @property
    def text(self) -> str:
        """What can be seen on the page."""
        return self.tree.seen_text

    @property
    def own_text(self) -> str:
        """The same without the head, which names who is signed in and counts what waits."""
        return self.tree.one("main").text

    def says(self, words: str) -> bool:
        return " ".join(words.split()) in self.text

    def error_at(self, name: str) -> str:
        """The sentence that belongs to the field of that name ("" if it has none)."""
        field = self.tree.all("input", "select", "textarea", name=name)[0]
        group = field.within("fieldset")
        ids = field["aria-describedby"].split() + (
            group["aria-describedby"].split() if group else []
        )
        told = [
            node.text for node in self.tree.walk() if node["id"] in ids and "error" in node["class"]
        ]
        return " ".join(told)

    def form(self, called: str = "") -> Form:
        """The form with that id, action, label, or button; without a name, the page's only one.

        The sign-out form and the search in the page's head do not count as only ones.
        """
        forms = [Form(self, node) for node in self.tree.all("form")]
        found = [form for form in forms if form.is_called(called)]
        listed = "\n".join(f"  {form}" for form in forms)
        assert len(found) == 1, f"{len(found)} forms are called “{called}”, of:\n{listed}"
        return found[0]

    def link(self, words: str) -> str:
        """The address of the link with these words."""
        found = {a["href"] for a in self.tree.all("a") if words in (a.text, a["aria-label"])}
        assert len(found) == 1, f"{len(found)} links are called “{words}”"
        return found.pop()

    def follow(self, words: str) -> "Page":
        return self.client.get(self.link(words))


class PageClient:
    """Somebody at a browser without JavaScript, signed in or not.

    `status` is what the answer must be; `part=True` asks as htmx does.
    """

    def __init__(self, app: Flask, cookie: Cookie | None = None) -> None:
        self.app = app
        self.flask = app.test_client()
        self.csrf_token = cookie.csrf_token if cookie else ""
        if cookie:
            self.flask.set_cookie(cookie.name, cookie.value)

    def get(self, path: str, status: int = 200, *, part: bool = False, **query: Any) -> Page:
        if query:
            path += ("&" if "?" in path else "?") + urlencode(query, doseq=True)
        return self._ask("GET", path, status, part)

    def post(
        self,
        path: str,
        data: Mapping[str, Any] | None = None,
        status: int = 303,
        *,
        part: bool = False,
    ) -> Page:
        """Send fields by hand, with a good CSRF token unless `data` has another."""
        fields = {"csrf_token": self.csrf_token} | dict(data or {})
        return self._ask("POST", path, status, part, data=fields)

    def try_out(self, method: str, path: str, token: str | None = None) -> int:
        """The status of a bare request, its page unchecked; `token` instead of a good one."""
        sent = {"csrf_token": self.csrf_token if token is None else token}
        answer = self.flask.open(path, method=method, data=sent if method == "POST" else None)
        answer.close()
        return answer.status_code

    def landing(self, page: Page) -> Page:
        """Where a 303 leads, as a browser follows it."""
        return self.get(urljoin(page.path, page.location))

    def _ask(self, method: str, path: str, status: int, part: bool, **sent: Any) -> Page:
        headers = {"HX-Request": "true"} if part else {}
        response = self.flask.open(path, method=method, headers=headers, **sent)
        page = Page(self, response, path)
        asked = f"{method} {path}"
        leads = f" to {page.location}" if page.location else ""
        assert page.status == status, (
            f"{asked} gave {page.status}{leads}, not {status}: {page.text[:400]}"
        )
        assert page.headers.get("X-Content-Type-Options") == "nosniff", f"{asked}: no nosniff"
        policy = page.headers.get("Content-Security-Policy", "")
        assert "default-src 'self'" in policy, f"{asked} has no content policy"
        if response.mimetype == "text/html" and page.body and not page.location:
            faults = faults_of(page.tree, self.app, is_whole=not part)
            assert not faults, f"{asked}:\n" + "\n".join(faults)
        return page


SignIn = Callable[[str], PageClient]
"""What the fixture `as_` is: sign in as one of world.PEOPLE."""
