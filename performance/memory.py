"""How much memory a worker holds after a day's work: 20,000 mixed requests, on loopback.

One worker with the project's configuration, four visitors at once. Linux tells what it holds.
"""

import itertools
import os
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from performance.frame.timing import Measurement, scaled
from performance.load import cookie_behind, shared_result
from performance.wizard import Server, start

REQUESTS = 20_000
AT_MOST = 150  # MB
VISITORS = 4
BOUND = 1200  # seconds for all of it
BUSY = 503
STEPS = 20  # times that it is looked at
# Of a hundred requests.
MIX = {
    "home": 15,
    "step": 30,
    "result": 20,
    "answers": 10,
    "login": 10,
    "indexes": 5,
    "check": 7,
    "report": 2,
    "chart": 1,
}


@dataclass(frozen=True)
class Visit:
    address: str
    cookie: str = ""


def run() -> Iterator[Measurement]:
    # Never begun anew: what it gathers is what is asked for.
    options = ("-w", "1", "--max-requests", "0")
    with (
        tempfile.TemporaryDirectory() as folder,
        Server(Path(folder), *options) as server,
    ):
        yield held(server)


def held(server: Server) -> Measurement:
    visits = itertools.cycle(list(day(server)))
    worker = worker_of(server.process.pid)
    ends = time.monotonic() + BOUND
    each = scaled(REQUESTS, least=200) // STEPS
    sizes = [megabytes(worker)]
    times = []
    with ThreadPoolExecutor(VISITORS) as people:
        while len(sizes) <= STEPS and time.monotonic() < ends:
            began = time.monotonic()
            list(people.map(visit, itertools.islice(visits, each)))
            times.append((time.monotonic() - began) / each)
            sizes.append(megabytes(worker))
    assert worker_of(server.process.pid) == worker
    looks = " ".join(f"{size:.0f}" for size in sizes)
    done = each * len(times)
    return Measurement(
        name=f"a request; memory of a worker after {done:,}: {sizes[-1]:.0f} MB ({looks})",
        median=sorted(times)[len(times) // 2],
        fastest=min(times),
        slowest=max(times),
        goal=f"memory ≤ {AT_MOST} MB",
        met=max(sizes) <= AT_MOST,
    )


def day(server: Server) -> Iterator[Visit]:
    """A hundred visits, mixed."""
    public_id, token = shared_result(server)
    result = f"/ket-qua/{public_id}/"
    shared = cookie_behind(f"{server.address}/xem/{token}/")
    draft = start(server.address)
    kinds = {
        "home": Visit("/"),
        "step": Visit(draft["step"], draft["cookie"]),
        "result": Visit(result, shared),
        "answers": Visit(f"{result}tra-loi/", shared),
        "login": Visit("/tai-khoan/login/"),
        "indexes": Visit("/bo-chi-so/"),
        "check": Visit("/xac-thuc/"),
        "report": Visit(f"{result}bao-cao.pdf", shared),
        "chart": Visit(f"{result}bieu-do/radar.png", shared),
    }
    spread = [kind for kind, share in MIX.items() for _ in range(share)]
    for number in range(len(spread)):
        # 37 and 100 have no divisor in common: each kind comes evenly spread.
        visited = kinds[spread[number * 37 % len(spread)]]
        yield Visit(server.address + visited.address, visited.cookie)


def visit(one: Visit) -> None:
    asked = urllib.request.Request(one.address, headers={"Cookie": one.cookie})
    try:
        urllib.request.urlopen(asked, timeout=60).read()
    except urllib.error.HTTPError as answer:
        answer.close()
        if answer.code != BUSY:
            raise


def worker_of(master: int) -> int:
    tasks = Path(f"/proc/{master}/task/{master}/children")
    [worker] = tasks.read_text().split()
    return int(worker)


def megabytes(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
