"""Where in an office the acts happen: marks of middle pages, words that few or many find."""

import re
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tracker.matching.pinyin import pinyin_of
from tracker.queries.listing.paging import Mark

SAMPLES = 8
_bigram = re.compile(r"x([4-9][0-9a-f]{3})zx([4-9][0-9a-f]{3})z")


class Places:
    """Looks things up in one office's database."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
        self.department = self._one("SELECT department_id FROM user_account WHERE login='staff'")[0]
        self.projects: int = self._one("SELECT count(*) FROM project")[0]

    def close(self) -> None:
        self.connection.close()

    def mark(self, where: str = "1") -> str:
        """The mark of the page that begins in the middle of these."""
        found = f"FROM project WHERE {where}"
        half = self._one(f"SELECT count(*) {found}")[0] // 2
        red_on, row_id = self._one(
            f"SELECT red_on, id {found} ORDER BY red_on, id LIMIT 1 OFFSET {half}"
        )
        return str(Mark(date.fromisoformat(red_on), row_id))

    def place_mark(self) -> str:
        return self.mark(f"owner_department_id={self.department} AND stage='talks'")

    def segment_mark(self) -> str:
        links = "SELECT id FROM chain_link WHERE segment='midstream'"
        return self.mark(f"chain_link_id IN ({links})")

    def codes(self, most: int, where: str = "1") -> list[str]:
        """Codes of projects spread evenly over the office."""
        rows = self._all(f"SELECT code FROM project WHERE {where} ORDER BY id")
        return [row[0] for row in rows[:: max(1, len(rows) // most)][:most]]

    def movable_codes(self, most: int) -> list[str]:
        """Projects that an officer of the bureau may move out and back."""
        return self.codes(most, f"owner_department_id={self.department} AND stage='talks'")

    def rare_words(self) -> list[str]:
        """Two signs each, found in about ten projects."""
        return self._words(10)

    def common_word(self) -> str:
        """Two signs, found in about a tenth of all projects."""
        return self._words(self.projects // 10)[0]

    def initials(self) -> list[str]:
        """What somebody types who looks for one project: four initials of its name."""
        rows = self._all("SELECT name FROM project WHERE name LIKE '示例%' ORDER BY id")
        names = [row[0].removeprefix("示例") for row in rows[:: len(rows) // SAMPLES]]
        return [pinyin_of(name)[1][:4] for name in names[:SAMPLES]]

    def typed_firms(self, most: int) -> list[str]:
        """What the same-firm check is asked with: a firm's name, whole or as far as its trade."""
        rows = self._all("SELECT name FROM firm WHERE name LIKE '示例%' ORDER BY id")
        names = [row[0] for row in rows[:: max(1, len(rows) // most)][:most]]
        return [name if place % 2 else name[:-4] for place, name in enumerate(names)]

    def found_by(self, word: str) -> str:
        return f"/projects?q={quote(word)}"

    def _words(self, hits: int) -> list[str]:
        self.connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.bigram"
            " USING fts5vocab(main, project_search, row)"
        )
        # Asked for by their shape: in a large office the spellings in pinyin are a million.
        rows = self._all(
            "SELECT term FROM bigram WHERE term GLOB 'x????zx????z'"
            " ORDER BY abs(doc - ?), term LIMIT 2000",
            hits,
        )
        found = [_bigram.fullmatch(row[0]) for row in rows]
        return [chr(int(one[1], 16)) + chr(int(one[2], 16)) for one in found if one][:SAMPLES]

    def _one(self, sql: str) -> Any:
        return self.connection.execute(sql).fetchone()

    def _all(self, sql: str, *values: Any) -> list[Any]:
        return self.connection.execute(sql, values).fetchall()
