"""Reads the tables that are kept as CSV files beside the code."""

import csv
from pathlib import Path

HERE = Path(__file__).parent


def sheet(name: str) -> list[dict[str, str]]:
    """The rows of seed/<name>.csv, blanks stripped."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{key: cell.strip() for key, cell in row.items()} for row in csv.DictReader(file)]
