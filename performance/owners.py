"""Owners together, on loopback and bounded: fifty who never think, two hundred who do.

gunicorn serves with the project's configuration, over SQLite or the PostgreSQL of DATABASE_URL.
Each owner has a questionnaire of their own; among the fifty, reports are made all the time.
"""

import random
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from performance.frame.timing import Measurement, scaled
from performance.load import cookie_behind, fetch_report, in_server, shared_result
from performance.wizard import Server

HURRIED, CALM = 50, 200
READERS = 4  # of reports, one after the other
THINKING = 3.0  # seconds between two answers
LASTS = 20  # seconds
LANDING_P99, CALM_P95 = 0.5, 1.0
PAUSE = 0.02  # of whoever opens the landing page again and again
PATIENCE = 60  # seconds
TOKEN = "t" * 32
SESSION = f"csrftoken={TOKEN}; sessionid="
# Sessions that hold a questionnaire each, as a browser that has begun one.
BEGIN = """
import sys
import django
django.setup()
from django.contrib.sessions.backends.db import SessionStore
from accounts.held import BEGUN
from indexes.models import IndexVersion
from tests.builders import make_assessment, make_organisation
version = IndexVersion.objects.get()
for number in range(int(sys.argv[1])):
    enterprise = make_organisation("enterprise", f"Quán số {number}")
    draft = make_assessment(enterprise, version)
    session = SessionStore()
    session[BEGUN] = [str(enterprise.public_id)]
    session.create()
    print(draft.public_id, session.session_key)
"""


def run() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server:
        public_ids = [line.split() for line in in_server(server, BEGIN, str(CALM))]
        owners = [Owner(server.address, *begun) for begun in public_ids]
        pages = owners[0].pages()
        yield hurried(server, owners[: scaled(HURRIED, 4)], pages)
        yield calm(owners[: scaled(CALM, 4)], pages)


@dataclass
class Owner:
    address: str
    public_id: str
    session: str
    errors: list[int] = field(default_factory=list)

    def ask(self, path: str, fields: dict[str, str] | None = None) -> str:
        headers = {"Cookie": SESSION + self.session}
        method, body = "GET", None
        if fields is not None:
            method = "POST"
            body = urlencode({**fields, "csrfmiddlewaretoken": TOKEN})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["HX-Request"] = "true"
        # A line for each, as a proxy in front has them.
        line = HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        with closing(line):
            line.request(method, path, body, headers)
            answer = line.getresponse()
            text = answer.read().decode()
        if answer.status != 200:
            self.errors.append(answer.status)
        return text

    def pages(self) -> dict[str, list[str]]:
        """By their addresses, the questions of which a level can be picked."""
        first = self.ask(f"/danh-gia/{self.public_id}/xem-lai/")
        slugs = set(re.findall(rf"/danh-gia/{self.public_id}/([\w-]+)/#q-", first))
        return {slug: picked(self.ask(self.page(slug))) for slug in sorted(slugs)}

    def page(self, slug: str) -> str:
        return f"/danh-gia/{self.public_id}/{slug}/"

    def save(self, code: str) -> None:
        level = random.choice("012")
        self.ask(
            f"/danh-gia/{self.public_id}/tra-loi/{code}/",
            {code: level, f"{code}-was": ""},
        )


def picked(page: str) -> list[str]:
    """Codes of the questions whose third level can be picked."""
    return re.findall(r'<input type="radio"\s+name="([\w.]+)" value="2"', page)


def hurried(
    server: Server, owners: list[Owner], pages: dict[str, list[str]]
) -> Measurement:
    public_id, token = shared_result(server)
    cookie = cookie_behind(f"{server.address}/xem/{token}/")
    report = f"{server.address}/ket-qua/{public_id}/bao-cao.pdf"
    opened: list[float] = []
    reports: list[bool] = []
    visitor = Owner(server.address, "", "")

    def look() -> None:
        opened.append(seconds(lambda: visitor.ask("/")))
        time.sleep(PAUSE)

    def read_report() -> None:
        is_report = fetch_report(report, cookie)
        reports.append(is_report)

    works = [partial(answer_a_page, owner, pages) for owner in owners]
    readers = [read_report] * READERS
    together([look, *works, *readers])
    assert all(reports)
    errors = errors_of([visitor, *owners])
    return told(
        f"landing page beside {len(owners)} owners who never think, "
        f"{len(reports)} reports",
        opened,
        share=0.99,
        most=LANDING_P99,
        errors=errors,
    )


def answer_a_page(owner: Owner, pages: dict[str, list[str]]) -> None:
    """One that asks for levels is opened, and each of its questions saved."""
    slug = random.choice([slug for slug, codes in pages.items() if codes])
    owner.ask(owner.page(slug))
    for code in pages[slug]:
        owner.save(code)


def calm(owners: list[Owner], pages: dict[str, list[str]]) -> Measurement:
    codes = [code for codes in pages.values() for code in codes]
    taken: list[float] = []

    def answer_one(owner: Owner) -> None:
        time.sleep(random.uniform(0, 2 * THINKING))
        code = random.choice(codes)
        taken.append(seconds(lambda: owner.save(code)))

    works = [partial(answer_one, owner) for owner in owners]
    together(works)
    return told(
        f"an answer of {len(owners)} owners with {THINKING:.0f} s between two",
        taken,
        share=0.95,
        most=CALM_P95,
        errors=errors_of(owners),
    )


def errors_of(owners: list[Owner]) -> int:
    return sum(len(owner.errors) for owner in owners)


def together(works: list[Callable[[], object]]) -> None:
    """All at the same time, each again and again until the time is over."""
    ready = threading.Barrier(len(works))

    def again_and_again(work: Callable[[], object]) -> None:
        ready.wait()
        ends = time.monotonic() + scaled(LASTS, 2)
        work()
        while time.monotonic() < ends:
            work()

    with ThreadPoolExecutor(len(works)) as people:
        for done in [people.submit(again_and_again, work) for work in works]:
            done.result()


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def told(
    name: str, times: list[float], *, share: float, most: float, errors: int
) -> Measurement:
    """Whoever waits longest but for a few is what counts, and that nobody gets an error."""
    cut = quantile(times, share)
    middle = statistics.median(times)
    return Measurement(
        name=f"{name}: p{share * 100:.0f} {cut * 1000:.0f} ms, {errors} errors",
        median=middle,
        fastest=min(times),
        slowest=max(times),
        goal=f"p{share * 100:.0f} ≤ {most * 1000:.0f} ms, no error",
        met=cut <= most and errors == 0,
        limit=most,
    )


def quantile(times: list[float], share: float) -> float:
    in_order = sorted(times)
    return in_order[min(len(in_order) - 1, int(share * len(in_order)))]
