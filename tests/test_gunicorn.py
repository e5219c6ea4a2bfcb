"""How gunicorn serves: what gunicorn.conf.py says, and what comes of it under a burst."""

import gc
import os
import re
import runpy
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from gunicorn.config import Config
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser

from assessment.machines.worker import FIRST_WORD
from tests.builders import PASSWORD, make_assessment, make_result, make_version_of
from tests.databases import copied_database
from tests.personas import make_owner
from tests.served import Browser, Served

CONFIGURATION = Path(__file__).resolve().parents[1] / "gunicorn.conf.py"
READERS = 24
LAZY = 6


@pytest.fixture
def configured(monkeypatch) -> dict:
    for name in list(os.environ):
        if name.endswith("_NUM_THREADS") or name.startswith("WEB_"):
            monkeypatch.delenv(name)
    yield runpy.run_path(str(CONFIGURATION))
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.pop(name, None)


def test_processes_that_share_cores_do_arithmetic_in_one_thread_each(configured):
    assert os.environ["OPENBLAS_NUM_THREADS"] == os.environ["OMP_NUM_THREADS"] == "1"


def test_there_are_a_process_for_each_core_and_threads_beside_heavy_work(
    configured, settings
):
    assert configured["workers"] == os.cpu_count()
    # One that works and one that waits; pages and files have the others.
    assert configured["threads"] >= settings.HEAVY_AT_ONCE + 1 + 2
    assert configured["logger_class"] == "assessment.machines.access_log.MaskingLogger"


def test_what_is_loaded_is_looked_through_no_more(configured):
    before, threshold = gc.get_freeze_count(), gc.get_threshold()
    kept = [[] for _ in range(1000)]
    try:
        configured["when_ready"](None)
        assert gc.get_freeze_count() >= before + len(kept)
        configured["post_fork"](None, None)
        assert gc.get_threshold()[0] >= 10_000
    finally:
        gc.set_threshold(*threshold)


@pytest.mark.django_db(transaction=True)
def test_a_burst_of_reports_leaves_the_home_page_to_all_others(tmp_path):
    make_version_of("dbi-2021-sme")
    owner = make_owner()
    result = make_result(make_assessment(owner.organisation))
    report = f"/ket-qua/{result.public_id}/bao-cao.pdf"
    with (
        copied_database(tmp_path) as database,
        Served(tmp_path, database, "--workers=2") as site,
    ):
        reader = Browser(site.url)
        login = {"login": owner.user.email, "password": PASSWORD}
        reader.send("/tai-khoan/login/", login)
        assert reader.get(report).status == 200
        with ThreadPoolExecutor(READERS) as people:
            asked = [people.submit(reader.get, report) for _ in range(READERS)]
            home = []
            while not all(answer.done() for answer in asked):
                home.append(Browser(site.url).get("/"))
            answers = [answer.result() for answer in asked]
        beside = [number for number in below(site.process.pid) if is_behind(number)]
    made = [answer for answer in answers if answer.status == 200]
    again = [answer for answer in answers if answer.status == 503]
    assert len(made) + len(again) == READERS
    assert made
    assert again, "most are asked to come again instead of waiting in a row"
    assert all(re.fullmatch(r"\d", answer.headers["Retry-After"]) for answer in again)
    assert {answer.status for answer in home} == {200}
    assert len(beside) >= 2, "who makes reports, and who watches that somebody does"


def below(process: int) -> list[int]:
    """The processes that it began, and those that these began."""
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        for number in map(int, (task / "children").read_text().split()):
            found += [number, *below(number)]
    return found


def is_behind(process: int) -> bool:
    return os.getpriority(os.PRIO_PROCESS, process) > os.getpriority(os.PRIO_PROCESS, 0)


def test_by_a_socket_the_site_learns_what_the_proxy_saw(tmp_path):
    place = tmp_path / "site.sock"
    database = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    options = ("--workers=1", "--bind", f"unix:{place}")
    with Served(tmp_path, database, *options, BEHIND_PROXY="1"):
        by_http = asked_by_socket(place, b"http")
        by_tls = asked_by_socket(place, b"https")
    assert by_http.startswith(b"HTTP/1.1 200 ")
    assert b"Strict-Transport-Security" not in by_http
    assert b"Strict-Transport-Security" in by_tls


def asked_by_socket(place: Path, scheme: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(str(place))
        line.sendall(
            b"GET /xac-thuc/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            b"X-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: "
            + scheme
            + b"\r\n\r\n"
        )
        with line.makefile("rb") as answer:
            return answer.read()


SMUGGLED = [
    "Content-Length: 4\r\nTransfer-Encoding: chunked",
    "Content-Length: 4\r\nContent-Length: 5",
    "Content-Length: +4",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    "Transfer-Encoding : chunked",
    "Content_Length: 4\r\nBad Header: x",
]


@pytest.mark.parametrize("headers", SMUGGLED)
def test_a_message_whose_end_can_be_seen_in_two_ways_is_refused(headers):
    sent = f"POST / HTTP/1.1\r\nHost: a\r\n{headers}\r\n\r\n0\r\n\r\n"
    parser = RequestParser(Config(), [sent.encode()], ("127.0.0.1", 1))
    with pytest.raises(ParseException):
        next(parser)


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_visitors_who_say_nothing(tmp_path):
    with (
        copied_database(tmp_path) as database,
        Served(tmp_path, database, "--workers=1", "--threads=2") as site,
        ExitStack() as lines,
    ):
        for _ in range(LAZY):
            line = socket.create_connection(("127.0.0.1", site.port))
            lines.enter_context(line)
        answer = Browser(site.url).get("/xac-thuc/")
        assert answer.status == 200
        assert answer.seconds < 3, (
            "five seconds for each of them, two at a time, before"
        )
        # Whoever speaks after all is answered; whoever never does is hung up on.
        line.sendall(b"GET /suc-khoe/song/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"200" in line.recv(100)
        silent = lines.enter_context(socket.create_connection(("127.0.0.1", site.port)))
        silent.settimeout(FIRST_WORD + 5)
        assert silent.recv(100) == b""


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_visitors_who_do_not_hang_up(tmp_path):
    with (
        copied_database(tmp_path) as database,
        Served(tmp_path, database, "--workers=1") as site,
        ExitStack() as lines,
    ):
        for _ in range(LAZY):
            line = socket.create_connection(("127.0.0.1", site.port))
            lines.enter_context(line)
            line.sendall(
                b"GET /suc-khoe/song/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                b"Connection: close\r\n\r\n"
            )
            assert b"200" in line.recv(100)
        answer = Browser(site.url).get("/suc-khoe/song/")
        assert answer.status == 200
        assert answer.seconds < LAZY * 2 / 3, "two seconds for each of them before"
