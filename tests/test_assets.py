"""The house's rules for what a browser loads: lines one can read, one stylesheet, one script."""

import re
import shutil
from pathlib import Path

import pytest

from tests.page_client import PageClient, SignIn
from tracker.config import ROOT
from tracker.web.assets import BEFORE_THE_PAINT, IMPORT, STATIC, script, stylesheet

CSS = sorted((STATIC / "css").glob("*.css"))
JS = sorted((STATIC / "js").glob("*.js"))
TEMPLATES = sorted((ROOT / "tracker" / "templates").rglob("*.html"))
WIDEST = 160

LINK = re.compile(r'<link\b[^>]*rel="stylesheet"[^>]*href="([^"]+)"')
SCRIPT = re.compile(r'<script\b[^>]*src="([^"]+)"')
COMMENT = re.compile(r"/\*.*?\*/", re.S)
TEXT = re.compile(r'"[^"]*"')


def bare(path: Path) -> str:
    """A stylesheet without its comments and quoted texts."""
    return TEXT.sub('""', COMMENT.sub("", path.read_text()))


def imported(name: str) -> list[str]:
    return IMPORT.findall((STATIC / name).read_text())


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_a_stylesheet_states_one_declaration_a_line(path: Path) -> None:
    for line in bare(path).splitlines():
        assert line.count(";") <= 1, f"{path}: give each declaration its line: {line}"
        assert line.count("{") <= 1, f"{path}: give each rule its line: {line}"


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_a_stylesheet_begins_with_what_it_is(path: Path) -> None:
    assert path.read_text().startswith("/* "), f"{path} does not say which component it is"


def test_every_component_and_every_behaviour_is_imported_once() -> None:
    sheets, behaviours = imported("css/site.css"), imported("js/site.js")
    assert sorted([*sheets, "site.css"]) == [path.name for path in CSS]
    assert sorted([*behaviours, BEFORE_THE_PAINT, "site.js"]) == [path.name for path in JS]
    assert sheets[-1] == "print.css", "paper has the last word"


@pytest.mark.parametrize("path", JS, ids=lambda path: path.name)
def test_a_behaviour_stands_by_itself(path: Path) -> None:
    if path.name != "site.js":
        found = re.findall(r"^\s*(?:import|export)\b.*|\bimport\(.*", path.read_text(), re.M)
        assert not found, f"{path} is joined as it stands, so it can neither import nor export"


def test_paper_is_spoken_of_to_paper_alone() -> None:
    outside = re.split(r"^@media print \{", bare(STATIC / "css" / "print.css"), flags=re.M)[0]
    assert re.fullmatch(r"\s*(@page[^{]*\{[^}]*\}\s*)*", outside)


def test_the_dark_palette_is_said_once() -> None:
    dark = (STATIC / "css" / "dark.css").read_text()
    assert dark.count(":root {") == 1
    assert set(re.findall(r"--[\w-]+", dark)) <= set(
        re.findall(r"--[\w-]+", (STATIC / "css" / "tokens.css").read_text())
    )
    for path in CSS:
        assert "prefers-color-scheme" not in path.read_text(), f"{path}: colours stand in dark.css"


def test_the_joined_stylesheet_is_dark_by_wish_of_the_system_and_of_the_reader() -> None:
    text = stylesheet().text
    system = "@media (prefers-color-scheme: dark) {\n/* "
    assert system in text
    palettes = [part.split("}")[0] for part in text.split("color-scheme: dark;")[1:]]
    assert len(palettes) == 2
    assert palettes[0] == palettes[1]
    assert ':root:not([data-theme="light"]) {\n  color-scheme: dark;' in text
    assert ':root[data-theme="dark"] {\n  color-scheme: dark;' in text


@pytest.mark.parametrize(("folder", "join"), [("css", stylesheet), ("js", script)])
def test_a_joined_address_changes_with_what_it_holds(tmp_path: Path, folder: str, join) -> None:
    shutil.copytree(STATIC / folder, tmp_path / "same")
    shutil.copytree(STATIC / folder, tmp_path / "other")
    changed = tmp_path / "other" / f"dialog.{folder}"
    changed.write_text(changed.read_text() + "\n")
    assert join(tmp_path / "same") == join()
    assert join(tmp_path / "other").address != join().address


@pytest.mark.parametrize("path", ["/", "/board", "/projects", "/chains/steel-pipe", "/nowhere"])
def test_a_page_asks_for_one_stylesheet_and_one_script(as_: SignIn, path: str) -> None:
    html = as_("officer").flask.get(path).text
    assert LINK.findall(html) == [stylesheet().address]
    ours = [address for address in SCRIPT.findall(html) if "/vendor/" not in address]
    assert ours == [script().address]
    assert "<style" not in html


@pytest.mark.parametrize("join", [stylesheet, script])
def test_a_joined_file_is_kept_for_good_and_an_old_one_is_gone(client: PageClient, join) -> None:
    answer = client.flask.get(join().address)
    assert answer.text == join().text
    assert answer.mimetype == join().mimetype
    assert answer.cache_control.max_age == 365 * 24 * 3600
    assert answer.cache_control.immutable
    assert client.flask.get(f"/assets/tracker-0000000000.{join().name[-3:]}").status_code == 404


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_template_is_no_wider_than_a_screen(path: Path) -> None:
    wide = [n for n, line in enumerate(path.read_text().splitlines(), 1) if len(line) > WIDEST]
    assert not wide, f"{path}: break the lines {wide}"
