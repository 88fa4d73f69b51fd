"""The acts that are measured, as lists of requests on one office."""

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from threading import Lock
from urllib.parse import urlencode

from tests.bench.client import Request
from tests.bench.people import Person
from tests.bench.places import Places
from tracker.domain.words import Contact, Stage
from tracker.web.rendering import today

OUT, BACK = Stage.SHELVED, Stage.TALKS


JUST_OPENED = "999999999"
"""A form that has seen every move so far."""


class Act:
    """Something that people do: requests in their turn, and the status that answers them."""

    status = 200

    def __init__(self, key: str, label: str, requests: Sequence[Request] = ()) -> None:
        self.key, self.label, self.requests = key, label, requests
        self.numbers = count()

    def next(self) -> tuple[Request, Callable[[int], bool]]:
        """The next request, and how its answer's status is judged."""
        asked = self.requests[next(self.numbers) % len(self.requests)]
        return asked, lambda status: status == self.status

    @property
    def turns(self) -> int:
        """How many requests differ, and so how many are recorded for the floor."""
        return len(self.requests)


class Unchanged(Act):
    """A page asked for again by a browser that holds it."""

    status = 304


class Moves(Act):
    """Projects moved out of the line and back into it, one after the other."""

    status = 303

    def __init__(self, by: Person, codes: Sequence[str]) -> None:
        super().__init__("move", "stage move")
        self.by, self.codes = by, codes
        self.stages = dict.fromkeys(codes, BACK)
        self.lock = Lock()

    def next(self) -> tuple[Request, Callable[[int], bool]]:
        with self.lock:
            code = self.codes[next(self.numbers) % len(self.codes)]
        to = OUT if self.stages[code] is BACK else BACK
        asked = self.by.post(
            f"/projects/{code}/stage",
            to=to,
            on=today().isoformat(),
            because="对方暂缓，随后再谈",
            version=JUST_OPENED,
        )

        def judged(status: int) -> bool:
            if status == self.status:
                self.stages[code] = to
            return status == self.status

        return asked, judged

    @property
    def turns(self) -> int:
        return 2 * len(self.codes)


class FollowUps(Act):
    """Contacts written down, on one project after the other."""

    status = 303

    def __init__(self, by: Person, codes: Sequence[str]) -> None:
        super().__init__("follow-up", "follow-up")
        self.by, self.codes = by, codes

    def next(self) -> tuple[Request, Callable[[int], bool]]:
        day = today().isoformat()
        asked = self.by.post(
            "/follow-ups/new",
            project_code=self.codes[next(self.numbers) % len(self.codes)],
            project="",
            asked="",
            next="",
            kind=Contact.CALL,
            on=day,
            present="示例联系人",
            said="电话里问了进度，对方说两周内给答复，要一份用电方案。",
            next_step="送用电方案",
            next_on=day,
            blocker_what="",
            blocker_department="",
            blocker_due_on="",
        )
        return asked, lambda status: status == self.status

    @property
    def turns(self) -> int:
        return len(self.codes)


def unchanged_board(person: Person, tag: str) -> Request:
    """The board asked for by who holds that one."""
    return person.get("/board", **{"If-None-Match": tag})


def alike(name: str) -> str:
    """What a form asks while a firm's name is typed into it."""
    return f"/firms/alike?{urlencode({'name': name, 'phone': '13800001234'})}"


def reading_acts(leader: Person, staff: Person, at: Places, board_tag: str) -> list[Act]:
    """Everything that only reads."""
    place = f"/projects?department={at.department}&stage=talks"
    segment = "/projects?segment=midstream"

    def one(key: str, label: str, path: str, by: Person = leader) -> Act:
        return Act(key, label, [by.get(path)])

    def several(key: str, label: str, paths: Iterable[str], by: Person = leader) -> Act:
        return Act(key, label, [by.get(path) for path in paths])

    return [
        one("ledger", "ledger", "/projects"),
        one("ledger-middle", "ledger, middle", f"/projects?page={at.mark()}"),
        one("place", "department + stage", place),
        one("place-middle", "same, middle", f"{place}&page={at.place_mark()}"),
        one("segment", "segment", segment),
        one("segment-middle", "same, middle", f"{segment}&page={at.segment_mark()}"),
        one("ledger-staff", "ledger of an officer", "/projects", staff),
        several("search-rare", "search, few hits", map(at.found_by, at.rare_words())),
        one("search-common", "search, a tenth hit", at.found_by(at.common_word())),
        several("initials", "search by initials", map(at.found_by, at.initials())),
        one("board", "board", "/board"),
        one("board-staff", "board of an officer", "/board", staff),
        Unchanged("unchanged", "board, unchanged", [unchanged_board(leader, board_tag)]),
        one("workbench", "workbench", "/"),
        one("workbench-staff", "workbench of an officer", "/", staff),
        one("chain", "chain map", "/chains/steel-pipe"),
        one("chain-staff", "chain map of an officer", "/chains/steel-pipe", staff),
        several("project", "project page", (f"/projects/{code}" for code in at.codes(20))),
        several("alike", "same firm?, typing", map(alike, at.typed_firms(20)), staff),
        one("csv", "CSV of everything", "/projects.csv"),
    ]
