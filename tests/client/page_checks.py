"""What holds on every page whatever it shows; PageClient asks it of each page that it gets."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from tests.client.page_tree import Node
from tracker.domain.blocker import BlockerAct
from tracker.domain.chain.gaps import GapKind
from tracker.domain.chain.link_facts import CapacityKind
from tracker.domain.event import EventKind
from tracker.domain.lead.crossing import Outcome
from tracker.domain.office.clocks import Reason, Unit
from tracker.domain.office.settings import Setting
from tracker.domain.permissions import Can
from tracker.domain.project.stage_rules import Fact
from tracker.domain.ranking import Match, RankingList
from tracker.domain.same_firm.settlements import Verdict
from tracker.domain.targeting.target_states import TargetState
from tracker.domain.words import (
    AmountKind,
    BlockerKind,
    BlockerState,
    Colour,
    Contact,
    Level,
    Role,
    Segment,
    Source,
    Stage,
)

WORDS = (
    AmountKind,
    BlockerAct,
    BlockerKind,
    BlockerState,
    Can,
    CapacityKind,
    Colour,
    Contact,
    EventKind,
    Fact,
    GapKind,
    Level,
    Match,
    Outcome,
    RankingList,
    Reason,
    Role,
    Segment,
    Setting,
    Source,
    Stage,
    TargetState,
    Unit,
    Verdict,
)
_values = sorted({word.value for kind in WORDS for word in kind}, key=len, reverse=True)
STORED_VALUE = re.compile(rf"(?<![\w.@/:=&?-])(?:{'|'.join(_values)})(?![\w@/=-])")
LABELLED_BY_ITSELF = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-details", "form", "list")


def faults_of(page: Node, app: Flask, *, is_whole: bool = True) -> list[str]:
    """Everything that is wrong with a page, or with a part of one that htmx puts in."""
    checks = [of_ids, of_fields, of_forms, of_tables, of_names, of_words, of_scripts]
    faults = [fault for check in checks for fault in check(page)]
    faults += of_addresses(page, app)
    if is_whole:
        faults += [*of_heading(page), *of_references(page)]
    return faults


def of_heading(page: Node) -> Iterator[str]:
    heads = page.all("h1")
    if len(heads) != 1:
        yield f"the page has {len(heads)} h1, not one"
    elif not heads[0].text:
        yield "the h1 is empty"
    elif not page.one("title").text.startswith(heads[0].text):
        yield f"the title “{page.one('title').text}” does not start with “{heads[0].text}”"
    if page.one("html")["lang"] != "zh-CN":
        yield "<html> does not say lang=zh-CN"


def of_ids(page: Node) -> Iterator[str]:
    counts = Counter(node["id"] for node in page.all(id=None))
    for name, count in counts.items():
        if count > 1:
            yield f"id “{name}” stands {count} times"
        if not name or " " in name:
            yield f"id “{name}” is no id"


def of_references(page: Node) -> Iterator[str]:
    ids = {node["id"] for node in page.all(id=None)}
    for node in page.walk():
        for attribute in REFERENCES:
            for name in node[attribute].split():
                if name not in ids:
                    yield f"{node} points by {attribute} to “{name}”, which is not there"


def of_fields(page: Node) -> Iterator[str]:
    labelled = {label["for"] for label in page.all("label") if label.text}
    for node in page.all("input", "select", "textarea"):
        if node.tag == "input" and node["type"] in LABELLED_BY_ITSELF:
            continue
        around = node.within("label")
        if not (
            node["aria-label"]
            or node["aria-labelledby"]
            or (node["id"] and node["id"] in labelled)
            or (around and around.text)
        ):
            yield f"{node} has no label"


def of_forms(page: Node) -> Iterator[str]:
    for form in page.all("form"):
        if not form["action"]:
            yield f"{form} has no action"
        if form["method"].lower() == "post":
            tokens = form.all("input", name="csrf_token")
            if len(tokens) != 1 or not tokens[0]["value"]:
                yield f"{form} has no csrf_token"
        if form.within("form"):
            yield f"{form} stands in another form"
        if form.all("input", type="file") and form["enctype"] != "multipart/form-data":
            yield f"{form} has a file and is not multipart"


def of_tables(page: Node) -> Iterator[str]:
    for table in page.all("table"):
        if not any(caption.text for caption in table.all("caption")):
            yield f"{table} has no caption"


def of_names(page: Node) -> Iterator[str]:
    """Whatever can be pressed says what it does; a picture says what it shows."""
    for node in page.all("button", "a"):
        named = node.text or node["aria-label"] or node["title"]
        if not named and not any(image["alt"] for image in node.all("img")):
            yield f"{node} has no name"
    for image in page.all("img"):
        if "alt" not in image:
            yield f"{image} has no alt"


def of_words(page: Node) -> Iterator[str]:
    for found in STORED_VALUE.finditer(page.seen_text):
        around = page.seen_text[max(0, found.start() - 20) : found.end() + 20]
        yield f"the stored word “{found[0]}” is shown: …{around}…"
    if "None" in page.seen_text or "Undefined" in page.seen_text:
        yield "None or Undefined is shown"


def of_scripts(page: Node) -> Iterator[str]:
    for script in page.all("script"):
        if not script["src"]:
            yield "an inline <script> is there, which the content policy stops"
    if page.all("style"):
        yield "an inline <style> is there, which the content policy stops"
    for node in page.walk():
        for name in node.attrs:
            if name.startswith("on"):
                yield f"{node} has a script in {name}, which the content policy stops"


def of_addresses(page: Node, app: Flask) -> Iterator[str]:
    """Every address of our own leads somewhere, and nothing is fetched from elsewhere."""
    ids = {node["id"] for node in page.all(id=None)}
    for node, address, method in _addresses(page):
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            if node.tag != "a":
                yield f"{node} fetches from elsewhere"
        elif address.startswith("#"):
            if address != "#" and address[1:] not in ids:
                yield f"{node} leads to “{address}”, which is not there"
        elif not address.startswith(("/", "?")):
            yield f"{node} has a relative address"
        elif parts.path and (why := _leads_nowhere(app, parts.path, method)):
            yield f"{node} leads nowhere: {why}"


def _addresses(page: Node) -> Iterator[tuple[Node, str, str]]:
    for node in page.walk():
        if node.tag in ("a", "link") and "href" in node:
            yield node, node["href"], "GET"
        if node.tag in ("img", "script") and "src" in node:
            yield node, node["src"], "GET"
        if node.tag == "form" and node["action"]:
            yield node, node["action"], node["method"].upper() or "GET"
        for name, method in (("hx-get", "GET"), ("hx-post", "POST"), ("formaction", "POST")):
            if node[name]:
                yield node, node[name], method


@cache
def _leads_nowhere(app: Flask, path: str, method: str) -> str | None:
    try:
        endpoint, values = app.url_map.bind("localhost").match(path, method=method)
    except RequestRedirect as away:
        return f"redirected to {away.new_url}"
    except HTTPException as problem:
        return f"{method} {path} is {problem.code}"
    if endpoint == "static" and not Path(app.static_folder or "", values["filename"]).is_file():
        return f"{path} is no file"
    return None
