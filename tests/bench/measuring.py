"""Times the acts: the tracker and the floor in turns, with one client and with several."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import count
from statistics import median
from threading import Barrier

from tests.bench.acts import Act
from tests.bench.client import Caller, Request
from tests.bench.servers import Server
from tests.bench.site import Site, is_unchanged

Turn = Callable[[], tuple[Request, Callable[[int], bool]]]


@dataclass
class Times:
    """Milliseconds of every request of one kind, and how many were answered wrongly."""

    taken: list[float] = field(default_factory=list)
    failed: int = 0
    cpu_seconds: float = 0

    @property
    def median(self) -> float:
        return median(self.taken)

    @property
    def cpu_ms(self) -> float:
        return self.cpu_seconds * 1000 / len(self.taken)

    @property
    def p95(self) -> float:
        return sorted(self.taken)[int(len(self.taken) * 0.95)]


@dataclass
class Pair:
    """The tracker's times and the floor's, taken in turns."""

    tracker: Times = field(default_factory=Times)
    floor: Times = field(default_factory=Times)

    @property
    def ratio(self) -> float:
        return self.tracker.median / self.floor.median


@dataclass(frozen=True)
class Plan:
    """How many clients, and how often each asks in each of how many rounds."""

    clients: int
    rounds: int
    each: int


def measured(sites: Iterable[Site], key: str, plan: Plan) -> dict[int, Pair]:
    """Times of one act on every site; round by round, so that a slow moment slows all alike."""
    pairs = {site.size: Pair() for site in sites}
    turns = {site.size: (site.acts[key].next, floor_turn(site, site.acts[key])) for site in sites}
    for number in range(plan.rounds + 1):
        for site in sites:
            real, bare = turns[site.size]
            found = pairs[site.size] if number else Pair()  # the first round only warms up
            _take_turns(found.tracker, site.tracker, "/healthz", real, plan)
            _take_turns(found.floor, site.floor, "/hello", bare, plan)
            if found.floor.failed:
                raise RuntimeError(f"the floor failed at {key}")
    return pairs


def floor_turn(site: Site, act: Act) -> Turn:
    """The floor's requests for an act: its recordings, one after the other."""
    numbers, turns = count(), act.turns
    recorded = site.recordings[act.key]
    method = "POST" if recorded[0].writes else "GET"
    status = 200 if is_unchanged(act) else recorded[0].status

    def turn() -> tuple[Request, Callable[[int], bool]]:
        path = "/hello" if is_unchanged(act) else f"/{act.key}/{next(numbers) % turns}"
        form = {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        body = b"once=" + b"x" * 300 if form else None
        return Request(path, method, form, body), lambda answered: answered == status

    return turn


def _take_turns(times: Times, server: Server, greeting: str, turn: Turn, plan: Plan) -> None:
    before = server.cpu_seconds()
    barrier = Barrier(plan.clients)
    with ThreadPoolExecutor(plan.clients) as pool:
        own = [Times() for _ in range(plan.clients)]
        jobs = [
            pool.submit(_ask, one, server.port, greeting, turn, plan.each, barrier) for one in own
        ]
        for job in jobs:
            job.result()
    for one in own:
        times.taken += one.taken
        times.failed += one.failed
    times.cpu_seconds += server.cpu_seconds() - before


def _ask(times: Times, port: int, greeting: str, turn: Turn, often: int, barrier: Barrier) -> None:
    """Greet on a new connection, wait for the others, then ask so many times."""
    caller = Caller(port)
    try:
        caller.ask(Request(greeting))
        barrier.wait(60)
        for _ in range(often):
            asked, is_right = turn()
            answer = caller.ask(asked)
            times.taken.append(answer.seconds * 1000)
            times.failed += not is_right(answer.status)
    except BaseException:
        barrier.abort()
        raise
    finally:
        caller.close()


def peak_while(site: Site, work: Callable[[], None]) -> float:
    """Megabytes that the tracker holds at most while `work` runs."""
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(work)
        peak = site.tracker.megabytes()
        while not job.done():
            peak = max(peak, site.tracker.megabytes())
            time.sleep(0.02)
        job.result()
    return peak
