"""Everybody at once, on loopback and bounded: a hundred reports, a mail server that never speaks.

What counts is how long others wait meanwhile. gunicorn serves with the project's configuration.
"""

import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

from performance.frame.timing import Measurement, scaled
from performance.wizard import ROOT, Server

REPORTS = 100
LETTERS = 3
WARM = 4  # of each worker, the first one loads what it needs
LONGEST_WAIT = 1.0  # seconds: of a page of anybody else
BOUND = 180  # seconds for all of it
RESET = "/tai-khoan/password/reset/"
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
# A result of the index that is loaded, and a link that shows it.
SHARE = """
import django
django.setup()
from django.utils import timezone
from indexes.models import IndexVersion
from survey.results.share_links import make_share_link
from tests.builders import make_assessment, make_result, make_user
version = IndexVersion.objects.get()
result = make_result(make_assessment(index_version=version))
link, token = make_share_link(result=result, by=make_user(), now=timezone.now())
print(result.public_id, token)
"""


def run() -> Iterator[Measurement]:
    with tempfile.TemporaryDirectory() as folder, silent_port() as port:
        server = Server(Path(folder), EMAIL_URL=f"smtp://127.0.0.1:{port}")
        with server:
            yield burst_of_reports(server)
            yield hanging_mail(server)


@contextmanager
def silent_port() -> Iterator[int]:
    """Of a server that accepts whoever comes and never says a word."""
    with socket.create_server(("127.0.0.1", 0), backlog=50) as listening:
        yield listening.getsockname()[1]


def burst_of_reports(server: Server) -> Measurement:
    public_id, token = shared_result(server)
    readers = scaled(REPORTS, least=8)
    report = f"{server.address}/ket-qua/{public_id}/bao-cao.pdf"
    cookie = cookie_behind(f"{server.address}/xem/{token}/")
    for _ in range(WARM):
        fetch_report(report, cookie)
    idle = home_page_while(server, lambda: time.sleep(2))

    def ask_all() -> None:
        with ThreadPoolExecutor(readers) as people:
            asking = [
                people.submit(fetch_report, report, cookie) for _ in range(readers)
            ]
            wait(asking, timeout=BOUND)
        assert all(asked.result() for asked in asking)

    began = time.monotonic()
    home = home_page_while(server, ask_all)
    all_in = time.monotonic() - began
    return waited(
        f"home page while {readers} reports are made (all in {all_in:.0f} s)",
        home,
        idle,
    )


def hanging_mail(server: Server) -> Measurement:
    idle = home_page_while(server, lambda: time.sleep(2))

    def ask_letters() -> None:
        for number in range(LETTERS):
            send_letter(server.address, f"{number}@bench.example")
        time.sleep(2)

    home = home_page_while(server, ask_letters)
    return waited(f"home page while {LETTERS} letters hang", home, idle)


def waited(name: str, times: list[float], idle: list[float]) -> Measurement:
    """The slowest is what counts: somebody has waited for it."""
    slowest = max(times)
    return Measurement(
        name=f"{name}, slowest of {len(times)}: {slowest * 1000:.0f} ms",
        median=statistics.median(times),
        fastest=min(times),
        slowest=slowest,
        goal=f"slowest ≤ {LONGEST_WAIT:.0f} s",
        met=slowest <= LONGEST_WAIT,
        beside=statistics.median(idle),
        beside_name="with nobody else there",
    )


def home_page_while(server: Server, work: Callable[[], None]) -> list[float]:
    """How long the home page took each time, from before the work until it was over."""
    times = []
    with ThreadPoolExecutor(1) as other:
        working = other.submit(work)
        while not working.done():
            began = time.monotonic()
            urllib.request.urlopen(f"{server.address}/", timeout=BOUND).read()
            times.append(time.monotonic() - began)
            time.sleep(0.05)
        working.result()
    return times


def cookie_behind(link: str) -> str:
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    press_button(browser, link, {})
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def fetch_report(report: str, cookie: str) -> bool:
    """As a browser does it: again when the page says so."""
    asked = urllib.request.Request(report, headers={"Cookie": cookie})
    ends = time.monotonic() + BOUND
    while time.monotonic() < ends:
        try:
            answer = urllib.request.urlopen(asked, timeout=BOUND)
            return answer.read().startswith(b"%PDF")
        except urllib.error.HTTPError as busy:
            busy.close()
            time.sleep(int(busy.headers["Retry-After"]))
    return False


def send_letter(address: str, to: str) -> None:
    browser = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(CookieJar())
    )
    press_button(browser, address + RESET, {"email": to})


def press_button(
    browser: urllib.request.OpenerDirector, page: str, fields: dict[str, str]
) -> None:
    """Open a page and send its form."""
    html = browser.open(page, timeout=BOUND).read().decode()
    fields = {**fields, "csrfmiddlewaretoken": CSRF.search(html)[1]}
    browser.open(page, urlencode(fields).encode(), timeout=BOUND).read()


def shared_result(server: Server) -> list[str]:
    """The public id of a result, and the secret of a link that shows it."""
    [line] = in_server(server, SHARE)
    return line.split()


def in_server(server: Server, script: str, *arguments: str) -> list[str]:
    """The lines that a script prints which works on the server's database."""
    environment = server.environment | {"DJANGO_SETTINGS_MODULE": "assessment.settings"}
    made = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return made.stdout.splitlines()
