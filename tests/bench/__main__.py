"""`tracker bench`: makes the offices, starts both servers of each, asks, and prints the tables."""

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import click

from tests.bench.measuring import Plan, measured, peak_while
from tests.bench.offices import KEPT, kept_office
from tests.bench.recognition.likeness import lines_of_likeness, recognised
from tests.bench.report import lines_of
from tests.bench.results import Rows, row_of
from tests.bench.site import Site
from tests.bench.weights import PAGES, weights

ALONE, TOGETHER = Plan(1, 6, 10), Plan(8, 4, 5)
QUICK_ALONE, QUICK_TOGETHER = Plan(1, 3, 7), Plan(8, 2, 3)
FILES_ALONE, FILES_TOGETHER = Plan(1, 3, 1), Plan(8, 1, 1)
FILES_TOGETHER_UP_TO = 10_000
LIKENESS = "likeness"
"""Named with --only, it is measured alone."""


def sizes_of(_context: click.Context, _parameter: click.Parameter, text: str) -> list[int]:
    try:
        return sorted({int(part) for part in text.split(",")})
    except ValueError as error:
        raise click.BadParameter("numbers with commas between them, please") from error


@click.command()
@click.option("--sizes", default="1000,10000,100000", callback=sizes_of, help="projects, by commas")
@click.option("--quick", is_flag=True, help="a third of the requests")
@click.option("--only", default="", help="keys of acts, by commas")
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="where to write figures")
def main(sizes: list[int], quick: bool, only: str, json_path: Path | None) -> None:
    """Measure the tracker beside the floor."""
    keys = [key for key in only.split(",") if key]
    found: dict[str, Any] = {}
    if keys != [LIKENESS]:
        offices = {size: kept_office(size, click.echo) for size in sizes}
        with _sites(offices) as sites:
            found = examined(sites, quick, keys)
        for line in lines_of(found):
            click.echo(line)
    if not keys or LIKENESS in keys:
        found[LIKENESS] = recognised(partial(click.echo, err=True))
        for line in lines_of_likeness(found[LIKENESS]):
            click.echo(line)
    if json_path:
        json_path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def examined(sites: Sequence[Site], quick: bool, only: Sequence[str]) -> dict[str, Any]:
    """Every act on every site, and then what the servers weigh."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0
    told = {
        site.size: {
            "start_s": round(site.tracker.start_seconds, 3),
            "idle_mb": round(site.tracker.megabytes(), 1),
        }
        for site in sites
    }
    for site in sites:
        site.hold_board()
    rows: Rows = {}
    keys = [key for key in sites[0].acts if not only or key in only]
    # Files last: what they leave in memory is not to be in the others' way.
    for key in sorted(keys, key=lambda one: one == "csv"):
        click.echo(f"measuring {sites[0].acts[key].label} …", err=True)
        if key == "csv":
            _weigh(sites, told)
        rows[key] = _row(sites, key, quick)
    for site in sites:
        told[site.size].setdefault("csv_adds_mb", 0)
        told[site.size]["after_mb"] = round(site.tracker.megabytes(), 1)
        told[site.size]["weights"] = weights(site.tracker.port, site.leader, PAGES)
    machine = {"processors": os.cpu_count(), "load": load, "sqlite": sqlite3.sqlite_version}
    return {"offices": told, "acts": rows, **machine}


def _row(sites: Sequence[Site], key: str, quick: bool) -> dict[int, dict[str, Any]]:
    alone, together = (QUICK_ALONE, QUICK_TOGETHER) if quick else (ALONE, TOGETHER)
    crowded = list(sites)
    if key == "csv":
        alone, together = FILES_ALONE, FILES_TOGETHER
        crowded = [site for site in sites if site.size <= FILES_TOGETHER_UP_TO and not quick]
    one = measured(sites, key, alone)
    eight = measured(crowded, key, together)
    return {site.size: row_of(site, key, one[site.size], eight.get(site.size)) for site in sites}


def _weigh(sites: Sequence[Site], told: dict[int, dict[str, Any]]) -> None:
    """What the first file of everything adds to a server that has answered everything else."""
    for site in sites:
        before = site.tracker.megabytes()
        peak = peak_while(site, partial(site.fetch, "csv"))
        told[site.size]["csv_adds_mb"] = round(peak - before, 1)


@contextmanager
def _sites(offices: dict[int, Path]) -> Iterator[list[Site]]:
    """A site for each office, in a folder that is gone afterwards, as are the servers."""
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=KEPT))
    sites: list[Site] = []
    try:
        for size, office in offices.items():
            sites.append(Site(size, office, folder / str(size)))
        yield sites
    finally:
        for site in sites:
            site.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
