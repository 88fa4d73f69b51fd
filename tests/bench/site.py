"""One office under measurement: the tracker and the floor, each running on a copy of its own."""

import json
from contextlib import suppress
from pathlib import Path

from flask import Flask

from tests.bench.acts import Act, FollowUps, Moves, Unchanged, reading_acts, unchanged_board
from tests.bench.client import Caller
from tests.bench.offices import copied, settle
from tests.bench.people import person
from tests.bench.places import Places
from tests.bench.recorder import Recorder, Recording
from tests.bench.servers import Server, floor_server, tracker_server
from tracker.app import create_app

RECORDED_WRITES = 10
WRITTEN_TO = 200


class Site:
    """Both servers of one size, the acts on them, and what each act asks of the database."""

    def __init__(self, size: int, office: Path, folder: Path) -> None:
        self.size = size
        self.instance = copied(office, folder / "tracker")
        self.floor_folder = folder / "floor"
        self.recordings: dict[str, list[Recording]] = {}
        self.acts: dict[str, Act] = {}
        self._prepare()
        self.tracker: Server = tracker_server(self.instance)
        try:
            self.floor: Server = floor_server(self.floor_folder)
        except BaseException:
            self.tracker.stop()
            raise

    def stop(self) -> None:
        for server in (self.tracker, self.floor):
            with suppress(OSError):
                server.stop()

    def fetch(self, key: str) -> None:
        """One request of that act, to the end of its answer."""
        caller = Caller(self.tracker.port)
        try:
            caller.ask(self.acts[key].next()[0])
        finally:
            caller.close()

    def hold_board(self) -> None:
        """Take from the running tracker the board that is asked for again."""
        caller = Caller(self.tracker.port)
        try:
            tag = str(caller.ask(self.leader.get("/board")).headers["ETag"])
        finally:
            caller.close()
        self.acts["unchanged"].requests = [unchanged_board(self.leader, tag)]

    def queries(self, key: str) -> int:
        return max(len(one.statements) for one in self.recordings[key])

    def bytes(self, key: str) -> int:
        return max(one.bytes for one in self.recordings[key])

    def _prepare(self) -> None:
        """Sign people in, make the acts, and record each of them once in this process."""
        database = self.instance / "tracker.db"
        app = create_app(INSTANCE=str(self.instance), DATABASE_URL=f"sqlite:///{database}")
        places, recorder = Places(database), Recorder(app)
        try:
            self._make_acts(app, places, recorder)
        finally:
            recorder.close()
            places.close()
        plain = {key: [one.as_plain() for one in found] for key, found in self.recordings.items()}
        (self.floor_folder / "recordings.json").write_text(json.dumps(plain))

    def _make_acts(self, app: Flask, places: Places, recorder: Recorder) -> None:
        self.leader, staff = person(app, "leader"), person(app, "staff")
        codes = places.movable_codes(WRITTEN_TO)
        few = codes[:RECORDED_WRITES]
        writing: list[Act] = [Moves(staff, few), FollowUps(staff, few)]
        for act in writing:
            self._record(act, recorder)
        # Rehearsed first, so that the floor's copy holds every row that the recorded acts update.
        settle(self.instance / "tracker.db")
        copied(self.instance, self.floor_folder)
        tag = recorder.tag_of(self.leader.get("/board"))
        for act in (*reading_acts(self.leader, staff, places, tag), *writing):
            self._record(act, recorder)
        reading = reading_acts(self.leader, staff, places, tag)
        measured = [*reading, Moves(staff, codes), FollowUps(staff, codes)]
        self.acts = {act.key: act for act in measured}

    def _record(self, act: Act, recorder: Recorder) -> None:
        found = self.recordings[act.key] = []
        for _ in range(act.turns):
            asked, is_right = act.next()
            recording = recorder.record(asked)
            if not is_right(recording.status):
                raise RuntimeError(
                    f"{act.label}: {asked.method} {asked.path} answered {recording.status}"
                )
            found.append(recording)


def is_unchanged(act: Act) -> bool:
    """Whether the act's floor is a bare greeting."""
    return isinstance(act, Unchanged)
